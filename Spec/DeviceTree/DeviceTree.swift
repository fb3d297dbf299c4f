/// Flattened device trees: writing them, reading them from bytes that nobody vouches for, and what
/// the bytes of their properties mean.
///
/// The chapters beside this file are the source of this module. The format is in `02-blob.md`; a
/// tree is written with ``BlobWriter`` in `03-writing.md` and read with ``DeviceTreeBlob`` in
/// `04-reading.md`. What a property holds is a ``PropertyValue`` of `05-values.md`, a whole tree as
/// a value is a ``TreeNode`` of `06-trees.md`, and `08-bindings.md` asks a tree for what a binding
/// promises.
///
/// Everything here is a value. A blob is checked whole before any of it is shown, so that what
/// reads a tree has errors to handle in one place only.
