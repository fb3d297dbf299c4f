// A blob on disk and what it is read as.

import Bindings
import Book
import Foundation

/// A file with a tree or a record.
struct BlobFile {
  let path: String
  let bytes: [UInt8]

  /// More than any tree that is handed on has, and little enough to be read at once.
  private static let largest = 1 << 26

  /// - Throws: `LoadError` when it cannot be read.
  init(_ path: String) throws {
    let data: Data
    do { data = try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe) } catch {
      throw LoadError("\(path) cannot be read: \((error as NSError).localizedDescription)")
    }
    guard data.count <= Self.largest else {
      throw LoadError("\(path) has \(data.count) bytes; up to \(Self.largest) are read")
    }
    self.path = path
    bytes = [UInt8](data)
  }

  /// Reads it as a tree, by a binding or by the names that its root bears.
  ///
  /// - Throws: `LoadError` with the offset when it is no tree, or when there is no such binding.
  func tree(in set: BindingSet, following id: String?, machine: ByteOrder) throws -> BlobReading {
    let tree: FlatNode
    do throws(FlatTreeFault) { tree = try FlatNode(bytes) } catch {
      throw LoadError(
        "\(path):0x\(String(error.offset, radix: 16)): error: \(error.message); a tree is read,"
          + " and a record with --layout NAME")
    }
    if let id, set.bindings[id] == nil {
      throw Self.unknown("binding", id, set.bindings.keys)
    }
    let known = id ?? set.bindings(answeringTo: tree.names).first
    return BlobReading(tree, in: set, following: known, machine: machine)
  }

  /// Reads it as a record.
  ///
  /// - Throws: `LoadError` when there is no such layout.
  func record(in set: BindingSet, as name: String, machine: ByteOrder) throws -> BlobReading {
    guard let layout = set.layouts[name] else {
      throw Self.unknown("layout", name, set.layouts.keys)
    }
    return BlobReading(record: bytes, as: layout, machine: machine)
  }

  private static func unknown(
    _ what: String, _ name: String, _ known: some Sequence<String>
  ) -> LoadError {
    let known = known.sorted()
    let others = "the book states \(known.joined(separator: ", "))"
    return LoadError(
      "there is no \(what) '\(name)'" + suggestion(for: name, among: known, otherwise: others))
  }
}
