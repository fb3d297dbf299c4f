// Texts with the places marked where something is expected to be found, so that no test counts
// lines and columns.

import Book
import Testing

/// Compares everything that is wrong with a chapter with what is expected, in order of places.
///
/// Each `⌖` in the text is the place of one expected finding, written `kind: message`.
func expectFindings(
  _ marked: String, _ expected: String..., sourceLocation: SourceLocation = #_sourceLocation
) {
  let (bytes, places) = unmarked(Array(marked.utf8))
  let found = Chapter(path: "a.md", bytes: bytes).findings
  expectSame(found, zip(places, expected), expected.count, places.count, sourceLocation)
}

/// Compares everything that is wrong with a book; marks as in a chapter, files as in the folder.
func expectFindings(
  inBook files: [String: String], parts: [String: [BookFolder.Entry]]? = nil,
  _ expected: (file: String, text: String)..., sourceLocation: SourceLocation = #_sourceLocation
) {
  var contents: [String: [UInt8]] = [:]
  var places: [Location] = []
  for (name, marked) in files.sorted(by: { $0.key < $1.key }) {
    let (bytes, marks) = unmarked(Array(marked.utf8))
    contents["Spec/" + name] = bytes
    places += marks.map { Location(file: "Spec/" + name, line: $0.line, column: $0.column) }
  }
  let folder = BookFolder(path: "Spec", parts: parts ?? entries(files.keys.sorted()))
  let book = Book.reading(
    folder,
    read: { path throws(NoSuchFile) in
      guard let bytes = contents[path] else { throw NoSuchFile() }
      return bytes
    }, picture: { contents[$0].map { Picture(digest: Digest(of: $0)) } })
  // Findings about a file that no test text stands for are at its first place.
  for (file, _) in expected where !places.contains(where: { $0.file == "Spec/" + file }) {
    places.append(Location(file: "Spec/" + file))
  }
  places.sort()
  expectSame(
    book.findings, zip(places, expected.map(\.text)), expected.count, places.count, sourceLocation)
}

struct NoSuchFile: Error, CustomStringConvertible {
  var description: String { "no such file" }
}

/// The folder that holds these files.
func entries(_ paths: [String]) -> [String: [BookFolder.Entry]] {
  var parts: [String: [BookFolder.Entry]] = [:]
  for path in paths {
    let steps = path.split(separator: "/", maxSplits: 1).map(String.init)
    guard steps.count == 2 else { continue }
    parts[steps[0], default: []].append(BookFolder.Entry(name: steps[1], kind: .regular))
  }
  return parts
}

private func expectSame(
  _ found: [Finding], _ expected: some Sequence<(Location, String)>, _ count: Int, _ marks: Int,
  _ sourceLocation: SourceLocation
) {
  #expect(count == marks, "as many marks as findings", sourceLocation: sourceLocation)
  let foundLines = found.map { "\($0.location): \($0.kind.rawValue): \($0.message)" }
  let expectedLines = expected.map { "\($0.0): \($0.1)" }
  #expect(foundLines == expectedLines, sourceLocation: sourceLocation)
}

/// Takes the marks out of a text.
func unmarked(_ marked: [UInt8]) -> (bytes: [UInt8], places: [Location]) {
  let mark = Array("⌖".utf8)
  var bytes: [UInt8] = []
  var places: [Location] = []
  var line = 1
  var lineStart = 0
  var index = 0
  while index < marked.count {
    if marked[index...].starts(with: mark) {
      places.append(Location(file: "a.md", line: line, column: bytes.count - lineStart + 1))
      index += mark.count
      continue
    }
    bytes.append(marked[index])
    let isReturn = marked[index] == 0x0D && (index + 1 >= marked.count || marked[index + 1] != 0x0A)
    index += 1
    if bytes.last == 0x0A || isReturn {
      line += 1
      lineStart = bytes.count
    }
  }
  return (bytes, places)
}
