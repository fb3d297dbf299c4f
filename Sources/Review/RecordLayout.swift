// How a C compiler laid a struct out, as clang tells it with -fdump-record-layouts:
//
//     0 | struct note
//     0 |   u64 start
//     8 |   struct pair both
//     8 |     u32 count                 a member of a member: both.count
//     12:0-3 |     u32 kind            bits 0 to 3 of what lies at 12
//       | [sizeof=16, align=8]

/// A struct as it lies in memory.
package struct RecordLayout: Codable, Hashable, Sendable {
  package struct Member: Codable, Hashable, Sendable {
    /// From the struct on: `both.count`. Members of a member without a name stand for themselves.
    package var path: String
    package var type: String
    /// From the first bit of the struct.
    package var firstBit: Int
    /// In bits; `nil` where the compiler was not asked.
    package var width: Int?

    /// Whether it is a part of another member with a name.
    var isInner: Bool { path.contains(".") }
    var name: String { path.split(separator: ".").last.map(String.init) ?? path }
    var offset: Int { firstBit / 8 }
    var bits: Range<Int>? { width.map { firstBit..<firstBit + $0 } }
    /// Where it begins, in words.
    var place: String {
      firstBit % 8 == 0 ? "at \(offset)" : "at bit \(firstBit % 8) of \(offset)"
    }
  }

  /// In bytes.
  package var size: Int
  /// In bytes; 1 where it is packed.
  package var alignment: Int
  package var members: [Member] = []

  /// The structs among what clang printed, by their names.
  package static func reading(_ dump: String) -> [String: RecordLayout] {
    var records: [String: RecordLayout] = [:]
    var reader: Reader?
    for line in dump.split(separator: "\n") {
      if line.hasPrefix("*** Dumping AST Record Layout") {
        reader = Reader()
      } else if let record = reader?.record(endingWith: line), let name = reader?.name {
        records[name] = record
        reader = nil
      } else {
        reader?.read(line)
      }
    }
    return records
  }

  /// Whether a text can be a member's path in a C program.
  static func isPath(_ text: String) -> Bool {
    text.wholeMatch(of: /[A-Za-z_][A-Za-z_0-9]*(\.[A-Za-z_][A-Za-z_0-9]*)*/) != nil
  }
}

/// One struct, line by line.
private struct Reader {
  private(set) var name: String?
  private var members: [RecordLayout.Member] = []
  /// The names of the members around, from the outside in; empty ones have none.
  private var around: [String] = []

  mutating func read(_ line: Substring) {
    guard let match = line.wholeMatch(of: /\s*([0-9]+)(?::([0-9]+)-([0-9]+))? \|( +)(.+)/),
      let byte = Int(match.1)
    else { return }
    // Each level is two spaces further in, and the struct itself one.
    let depth = match.4.count / 2
    guard depth > 0 else {
      name = match.5.wholeMatch(of: /(?:struct|union) ([A-Za-z_0-9]+)/).map { String($0.1) }
      return
    }
    let text = match.5
    let last = text.last == " " ? "" : String(text.split(separator: " ").last ?? "")
    var type = text.dropLast(last.utf8.count)
    // What has no name is told by its file, which is nobody's business.
    if let place = type.firstIndex(of: "(") ?? type.firstRange(of: "::")?.lowerBound {
      type = type.prefix(upTo: place).split(separator: " ").first ?? ""
    }
    around = Array(around.prefix(depth - 1)) + [last]
    guard !last.isEmpty else { return }
    let first = byte * 8 + (match.2.flatMap { Int($0) } ?? 0)
    let width = match.2.flatMap { Int($0) }.flatMap { low in
      match.3.flatMap { Int($0) }.map { $0 - low + 1 }
    }
    members.append(
      RecordLayout.Member(
        path: around.filter { !$0.isEmpty }.joined(separator: "."),
        type: type.trimmingSpaces, firstBit: first, width: width))
  }

  func record(endingWith line: Substring) -> RecordLayout? {
    guard let match = line.firstMatch(of: /\[sizeof=([0-9]+),(?:.*,)? ?align=([0-9]+)/),
      let size = Int(match.1), let alignment = Int(match.2)
    else { return nil }
    return RecordLayout(size: size, alignment: alignment, members: members)
  }
}

extension Substring {
  fileprivate var trimmingSpaces: String {
    split(separator: " ").joined(separator: " ")
  }
}
