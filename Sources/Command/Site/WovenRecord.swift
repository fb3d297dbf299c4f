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
typealias WovenRecord = [String: WovenFile]
