// YAML of a fence, as nodes with their places in the chapter. What a parser would need very much
// memory or stack for is refused before it sees it.

import Book
import Yams

/// What a fence holds, and where its lines stand in the chapter.
struct SchemaText {
  let path: String
  let fence: Fence
  private let lines: [Substring]

  init(_ fence: Fence, path: String) {
    self.path = path
    self.fence = fence
    lines = fence.code.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The place of the fence itself.
  var location: Location { Location(file: path, line: fence.line) }

  /// The chapter's place of a line and column of the code, both from 1, the column in bytes.
  func location(line: Int, column: Int) -> Location {
    let line = min(max(line, 1), max(1, lines.count - 1))
    let place = fence.firstCodeLine + line - 1
    return Location(file: path, line: place, column: column + (fence.prefixWidths[place] ?? 0))
  }

  /// The place of a mark, whose columns are counted in Unicode scalars.
  func location(_ mark: Mark?) -> Location {
    guard let mark else { return location }
    let line = min(max(mark.line, 1), max(1, lines.count))
    let text = lines.isEmpty ? "" : lines[line - 1]
    let before = text.unicodeScalars.prefix(max(0, mark.column - 1))
    return location(line: line, column: String(before).utf8.count + 1)
  }

  /// The root of the YAML, or what is wrong with it.
  func compose() -> Result<Node, Refusal> {
    if let refusal = refusal() { return .failure(refusal) }
    do {
      guard let root = try Yams.compose(yaml: fence.code), root.mapping?.isEmpty != true,
        root.null == nil
      else {
        return .failure(
          Refusal(location, "there is no schema in this fence; write 'properties: …'"))
      }
      return .success(root)
    } catch {
      return .failure(refusal(of: error))
    }
  }

  /// Why a text is not read, and where.
  struct Refusal: Error {
    var location: Location
    var message: String

    init(_ location: Location, _ message: String) {
      self.location = location
      self.message = message
    }
  }

  private static let longest = 1 << 16
  private static let longestLine = 400
  private static let deepest = 40

  private func refusal() -> Refusal? {
    guard fence.code.utf8.count <= Self.longest else {
      return Refusal(location, "a schema of more than 64 KiB is not read; split it")
    }
    if let alias = YAMLAlias.first(in: fence.code) {
      let before = fence.code[..<alias]
      let line = before.utf8.count { $0 == UInt8(ascii: "\n") } + 1
      let column =
        before.utf8.count
        - (before.utf8.lastIndex(of: UInt8(ascii: "\n")).map {
          before.utf8.distance(from: before.startIndex, to: $0) + 1
        } ?? 0)
      return Refusal(
        location(line: line, column: column + 1),
        "a schema has no anchors and aliases; write the value out, or in quotes")
    }
    var depth = 0
    for (index, line) in lines.enumerated() {
      guard line.utf8.count <= Self.longestLine else {
        return Refusal(
          location(line: index + 1, column: 1),
          "a line of a schema has at most \(Self.longestLine) bytes; break it")
      }
      for byte in line.utf8 {
        if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { depth += 1 }
        if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { depth = max(0, depth - 1) }
      }
      guard depth <= Self.deepest else {
        return Refusal(
          location(line: index + 1, column: 1),
          "a schema has at most \(Self.deepest) brackets inside each other; flatten it")
      }
    }
    return nil
  }

  private func refusal(of error: any Error) -> Refusal {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return Refusal(location(mark), "this is not YAML: \(problem)")
    case .duplicatedKeysInMapping(let keys, let context):
      let names = keys.sorted().map { "'\($0)'" }.joined(separator: ", ")
      return Refusal(
        location(context.mark), "\(names) stands here more than once; remove all but one")
    default: return Refusal(location, "this is not YAML: \(error)")
    }
  }
}
