// What was woven last into a folder: of each file the key of what it depends on, and its stamp, so
// that only what changed is woven again, and a file that somebody else touched is not trusted.

import Book
import Run

/// One file of a woven site.
struct WovenFile: Hashable, Sendable {
  var key: Digest
  var stamp: FileStamp
}

extension WovenFile: ByteCodable {
  func write(to writer: inout ByteWriter) {
    writer.put(key)
    writer.put(stamp)
  }

  init(from reader: inout ByteReader) throws(MalformedBytes) {
    key = try reader.value()
    stamp = try reader.value()
  }
}

/// The files of a woven site, by their paths in it.
typealias WovenFiles = [String: WovenFile]

/// A site as it was woven last.
struct WovenRecord {
  /// Of all that it was woven from.
  var inputs: Digest
  var files: WovenFiles
}

extension WovenRecord: ByteCodable {
  func write(to writer: inout ByteWriter) {
    writer.put(inputs)
    // As a list of pairs, in no order: to sort thousands of paths takes longer than to write them.
    writer.put(files.count)
    for (path, file) in files {
      writer.put(path)
      writer.put(file)
    }
  }

  init(from reader: inout ByteReader) throws(MalformedBytes) {
    inputs = try reader.value()
    files = try reader.value()
  }
}
