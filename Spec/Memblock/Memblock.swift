/// Boot-time memory, as a value: which physical memory exists, and which of it is taken.
///
/// The chapters beside this file are the source of this module. Each Swift fence of a chapter is
/// compiled on the line on which the chapter shows it, so a definition is explained where it
/// stands: addresses and ranges in `02-ranges.md`, the lists of regions in `03-regions.md`, the
/// flags in `04-flags.md`, and then one chapter for each thing that is done with them.
///
/// Everything here is a value without global state. Copy a ``Memblock`` to remember how it was;
/// compare two to learn whether an operation changed anything.
