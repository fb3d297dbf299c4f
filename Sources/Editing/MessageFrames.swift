// Messages of the Language Server Protocol as they come through a pipe:
//
//     Content-Length: 52\r\n
//     \r\n
//     {"jsonrpc":"2.0","method":"initialized","params":{}}

/// Takes messages out of bytes that arrive in pieces of any size.
package struct MessageFrames {
  /// Bytes that are no messages; nothing that follows them can be understood.
  package struct Malformed: Error, Equatable, CustomStringConvertible {
    package var description: String
  }

  private var bytes: [UInt8] = []
  private var start = 0
  /// Longer ones are refused: 64 MiB.
  static let largestMessage = 64 << 20
  private static let longestHeader = 4096

  package init() {}

  package mutating func add(_ more: some Sequence<UInt8>) {
    if start > 1 << 16 {
      bytes.removeFirst(start)
      start = 0
    }
    bytes += more
  }

  /// The next message; `nil` when it is not whole yet.
  ///
  /// - Throws: `Malformed`, from then on each time.
  package mutating func next() throws(Malformed) -> [UInt8]? {
    let rest = bytes[start...]
    guard let end = rest.firstRange(of: Array("\r\n\r\n".utf8)) else {
      guard rest.count <= Self.longestHeader else {
        throw Malformed(description: "no message begins with so long a header")
      }
      return nil
    }
    let length = try Self.length(in: rest[..<end.lowerBound])
    guard rest.endIndex - end.upperBound >= length else { return nil }
    start = end.upperBound + length
    return Array(rest[end.upperBound..<start])
  }

  private static func length(in header: ArraySlice<UInt8>) throws(Malformed) -> Int {
    for field in header.split(separator: 10) {
      let pair = String(decoding: field, as: UTF8.self).split(separator: ":", maxSplits: 1)
      guard pair.count == 2, pair[0].lowercased() == "content-length" else { continue }
      let digits = pair[1].filter { !$0.isWhitespace }
      guard let length = Int(digits), (0...largestMessage).contains(length) else {
        throw Malformed(description: "'\(digits)' is no length of a message")
      }
      return length
    }
    throw Malformed(description: "a message has no Content-Length")
  }

  /// A message with its header.
  package static func framed(_ message: [UInt8]) -> [UInt8] {
    Array("Content-Length: \(message.count)\r\n\r\n".utf8) + message
  }
}
