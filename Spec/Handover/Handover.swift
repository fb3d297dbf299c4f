/// Kexec HandOver, as values: how a kernel notes which memory its successor must leave alone, and
/// how the successor learns of it.
///
/// The chapters beside this file are the source of this module. A ``Machine`` has the bytes that
/// both kernels see; everything that one kernel tells the other is laid out in them, and whatever
/// is read from them is taken for hostile until it has been checked.
