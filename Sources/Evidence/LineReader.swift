// Output of other programs arrives in pieces; readers want lines, and no line may fill the memory.

/// Cuts bytes into lines of bounded length; what goes beyond the bound is dropped.
package struct LineReader: Sendable {
  private var line: [UInt8] = []
  private let limit: Int

  package init(limit: Int) { self.limit = limit }

  /// Takes the next bytes and gives each line that they end, without its \n.
  package mutating func read(_ bytes: ArraySlice<UInt8>, _ take: (ArraySlice<UInt8>) -> Void) {
    var rest = bytes
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      append(rest[..<end])
      take(line[...])
      line.removeAll(keepingCapacity: true)
      rest = rest[(end + 1)...]
    }
    append(rest)
  }

  /// Gives the last line when it did not end with \n.
  package mutating func finish(_ take: (ArraySlice<UInt8>) -> Void) {
    if !line.isEmpty { take(line[...]) }
    line = []
  }

  private mutating func append(_ bytes: ArraySlice<UInt8>) {
    line += bytes.prefix(max(0, limit - line.count))
  }
}
