// A file of what weft keeps between runs, below .build/weft: only an optimisation, so a file that
// is missing, damaged or of another program counts as none, and failing to write it is no failure.
//
//     digest of all that follows, stamp of the program that wrote it, value

import Book
import Foundation

struct KeptFile: Sendable {
  let url: URL

  /// The value, if this same program wrote it and it is whole.
  func value<Value: ByteCodable>(as type: Value.Type = Value.self) -> Value? {
    guard let own = FileStamp.ownProgram, let data = try? Data(contentsOf: url) else { return nil }
    let bytes = [UInt8](data)
    do {
      var reader = ByteReader(bytes)
      let digest: Digest = try reader.value()
      guard digest == Digest(of: bytes.dropFirst(32)) else { return nil }
      let program: FileStamp = try reader.value()
      guard program == own else { return nil }
      // Spelt out, lest an optional value be read.
      let value: Value = try reader.value()
      return reader.isAtEnd ? value : nil
    } catch { return nil }
  }

  func keep(_ value: some ByteCodable) {
    guard let own = FileStamp.ownProgram else { return }
    var writer = ByteWriter()
    writer.put(own)
    writer.put(value)
    var whole = ByteWriter()
    whole.put(Digest(of: writer.bytes))
    whole.put(raw: writer.bytes)
    try? FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try? Data(whole.bytes).write(to: url, options: .atomic)
  }
}
