// A file of what weft keeps between runs, below .build/weft: only an optimisation, so a file that
// is missing, damaged or of another program counts as none, and failing to write it is no failure.
//
//     checksum of all that follows, stamp of the program that wrote it, value

package import Book
package import Foundation

/// A value on disk, and whether it is whole.
package struct KeptFile: Sendable {
  package let url: URL

  package init(url: URL) { self.url = url }

  /// The value, if this same program wrote it and it is whole.
  package func value<Value: ByteCodable>(as type: Value.Type = Value.self) -> Value? {
    guard let own = FileStamp.ownProgram, let bytes = PlainFile.bytes(of: url.path) else {
      return nil
    }
    do {
      var reader = ByteReader(bytes)
      let checksum: Checksum = try reader.value()
      guard checksum == Checksum(of: bytes.dropFirst(8)) else { return nil }
      let program: FileStamp = try reader.value()
      guard program == own else { return nil }
      // Spelt out, lest an optional value be read.
      let value: Value = try reader.value()
      return reader.isAtEnd ? value : nil
    } catch { return nil }
  }

  package func keep(_ value: some ByteCodable) {
    guard let own = FileStamp.ownProgram else { return }
    var writer = ByteWriter()
    writer.put(own)
    writer.put(value)
    var whole = ByteWriter()
    whole.put(Checksum(of: writer.bytes[...]))
    whole.put(raw: writer.bytes)
    // The folder is nearly always there.
    do { try PlainFile.replace(url.path, with: whole.bytes) } catch {
      try? FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try? PlainFile.replace(url.path, with: whole.bytes)
    }
  }

  /// Removes the oldest files of a folder beyond the newest few.
  static func drop(in folder: URL, beyond capacity: Int) {
    for url in newestFirst(in: folder).dropFirst(capacity) {
      try? FileManager.default.removeItem(at: url)
    }
  }

  /// The files of a folder, the one that was written last before all others.
  static func newestFirst(in folder: URL) -> [URL] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let dated = names.compactMap { name in
      FileStamp(path: "\(folder.path)/\(name)").map { (name, $0.seconds, $0.nanoseconds) }
    }
    return dated.sorted { ($1.1, $1.2, $1.0) < ($0.1, $0.2, $0.0) }
      .map { folder.appending(path: $0.0) }
  }
}
