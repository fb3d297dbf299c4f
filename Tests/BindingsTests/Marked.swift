// Schemas and layouts as text in a test, with a mark where something is wrong.

import Book
import Testing

@testable import Bindings

/// A chapter whose fences are these, each with its info string.
func chapter(_ fences: (info: String, code: String)...) -> String {
  "# T\n\nText.\n\n" + fences.map { "```\($0.info)\n\($0.code)\n```\n\n" }.joined()
}

/// The bindings that some chapters state.
func bindings(_ texts: String...) -> BindingSet {
  var files: [String: [UInt8]] = ["Spec/book.yml": Array("title: T\nparts: [P]\n".utf8)]
  for (index, text) in texts.enumerated() { files["Spec/P/0\(index + 1)-a.md"] = Array(text.utf8) }
  let entries = texts.indices.map { BookFolder.Entry(name: "0\($0 + 1)-a.md", kind: .regular) }
  let book = Book.reading(BookFolder(path: "Spec", parts: ["P": entries])) { files[$0] ?? [] }
  return BindingSet(book)
}

/// A schema's text without its marks, and where they stood, in the fence of a chapter.
private func unmarked(_ marked: String) -> (text: String, places: [String]) {
  var places: [String] = []
  let lines = marked.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    .map { index, line in
      let parts = line.split(separator: "⌖", omittingEmptySubsequences: false)
      var column = 1
      for part in parts.dropLast() {
        column += part.utf8.count
        places.append("Spec/P/01-a.md:\(index + 6):\(column)")
      }
      return parts.joined()
    }
  return (lines.joined(separator: "\n"), places)
}

/// Compares all that is wrong with one fence with what is expected; a mark for each.
func expectFindings(
  _ marked: String, info: String = "yaml binding=b", _ expected: String...,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let (text, places) = unmarked(marked)
  let found = bindings(chapter((info, text))).findings
  #expect(
    found.map { "\($0.location): \($0.kind.rawValue): \($0.message)" }
      == zip(places, expected).map { "\($0): \($1)" }, sourceLocation: sourceLocation)
  #expect(
    places.count == expected.count, "as many marks as findings", sourceLocation: sourceLocation)
}

/// The one binding that a schema states, without findings.
func binding(_ schema: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> Binding
{
  let set = bindings(chapter(("yaml binding=b", schema)))
  #expect(set.findings == [], sourceLocation: sourceLocation)
  return try #require(set.bindings["b"], sourceLocation: sourceLocation)
}
