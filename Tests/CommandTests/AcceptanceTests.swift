// Writing real values into chapters: which, when, and that nothing else is written.

import Book
import Evidence
import Foundation
import Testing

@testable import Command

@Suite struct `Accepted values` {
  private let path = "Spec/Part/01-chapter.md"
  private let text = "# T\n\nText.\n\n```swift example\n1  // → 2\n3  // → 4\n```\n"

  private func evidence(_ values: [Int: String]) -> Evidence {
    var result = TestResult(suite: nil, name: "t", line: 5, verdict: .failed, seconds: 0)
    result.attachments = values.sorted { $0.key < $1.key }.map {
      Attachment(name: Attachment.shownValueName(line: $0.key), bytes: Array($0.value.utf8))
    }
    var evidence = Evidence(state: .complete)
    evidence.chapters[path] = ChapterEvidence()
    evidence.chapters[path]?.tests = [result]
    return evidence
  }

  private func acceptance(_ first: [Int: String], _ second: [Int: String]) throws -> Acceptance {
    try acceptance(evidence(first), evidence(second), of: text)
  }

  private func acceptance(
    _ first: Evidence, _ second: Evidence, of text: String
  ) throws -> Acceptance {
    let folder = BookFolder(
      path: "Spec", parts: ["Part": [.init(name: "01-chapter.md", kind: .regular)]])
    let book = Book.reading(folder) { path in
      Array((path == self.path ? text : "title: A\nparts: [Part]\n").utf8)
    }
    return try Acceptance(first, again: second, in: book) { _ in Array(text.utf8) }
  }

  @Test func `are shown as a difference and written`() async throws {
    let acceptance = try acceptance([6: "1", 7: "3"], [6: "1", 7: "3"])
    #expect(acceptance.count == 2 && acceptance.refusals.isEmpty)
    #expect(acceptance.lines.prefix(3) == ["\(path):6", "- 1  // → 2", "+ 1  // → 1"])
    try await withPackage(book(text)) { folder in
      let package = try BookPackage(containing: folder)
      try acceptance.write(in: package)
      let written = String(decoding: try package.read(path), as: UTF8.self)
      #expect(written == text.replacing("→ 2", with: "→ 1").replacing("→ 4", with: "→ 3"))
    }
  }

  @Test func `are only those that a second run shows again`() throws {
    let acceptance = try acceptance([6: "1", 7: "12:03"], [6: "1", 7: "12:04"])
    #expect(acceptance.count == 1)
    #expect(
      acceptance.refusals.map(\.description) == [
        "\(path):7:1: error: this shows '12:03' and then '12:04', so nothing was written; show what"
          + " is the same in each run"
      ])
    #expect(acceptance.refusals.map(\.kind.rawValue) == ["unsteady-value"])
    #expect(try self.acceptance([6: "1"], [:]).count == 0)
  }

  @Test func `are not those of a known gap, which states what is to be`() throws {
    let gap = text.replacing("swift example", with: "swift example gap=\"not yet\"")
    let known = evidence([6: "1"])
    #expect(try acceptance(known, known, of: gap).count == 0)
  }

  @Test func `are not written when the chapter was changed meanwhile`() async throws {
    let acceptance = try acceptance([6: "1"], [6: "1"])
    try await withPackage(book(text + "More.\n")) { folder in
      let package = try BookPackage(containing: folder)
      #expect(throws: LoadError.self) { try acceptance.write(in: package) }
      #expect(try package.read(path) == Array((text + "More.\n").utf8))
    }
  }

  @Test func `leave links and rights as they are, and all chapters when one cannot be written`()
    async throws
  {
    let files = book(text)
    try await withPackage(files) { folder in
      let chapter = folder.appending(path: path)
      let manager = FileManager.default
      try manager.moveItem(at: chapter, to: folder.appending(path: "kept.md"))
      try manager.createSymbolicLink(
        atPath: chapter.path, withDestinationPath: "../../kept.md")
      let kept = folder.appending(path: "kept.md")
      try manager.setAttributes([.posixPermissions: 0o640], ofItemAtPath: kept.path)
      let swap = ChapterSwap(package: try BookPackage(containing: folder))
      func change(_ path: String, _ new: String) -> ChapterSwap.Change {
        .init(path: path, old: Array(text.utf8), new: Array(new.utf8))
      }
      try swap.write([change(path, "new")])
      #expect(try String(contentsOf: kept, encoding: .utf8) == "new")
      let rights = try manager.attributesOfItem(atPath: kept.path)[.posixPermissions] as? Int
      #expect(rights == 0o640)
      #expect(try manager.destinationOfSymbolicLink(atPath: chapter.path) == "../../kept.md")
      // A folder cannot be replaced by a file, and what was replaced before it is put back.
      let changes = [change(path, "newer"), change("Spec", "")]
      #expect(throws: CocoaError.self) { try swap.write(changes) }
      #expect(try String(contentsOf: kept, encoding: .utf8) == text)
      #expect(!manager.fileExists(atPath: folder.appending(path: ".build/weft/accepting").path))
    }
  }

  private func printing(_ output: String) -> Evidence {
    var evidence = evidence([:])
    evidence.chapters[path]?.tests[0].output = output
    evidence.chapters[path]?.tests[0].verdict = .passed
    evidence.chapters[path]?.reached = [6: 1, 7: 1]
    return evidence
  }

  private func printed(_ first: String, _ second: String, list: Bool = false) throws -> Acceptance {
    let output = list ? "> ```text output\n> old\n> ```\n" : "```text output\nold\n```\nEnd.\n"
    return try acceptance(printing(first), printing(second), of: text + output)
  }

  @Test func `are what an example prints, too`() async throws {
    let acceptance = try printed("a\nb\n", "a\nb\n")
    #expect(acceptance.lines == ["\(path):10", "- old", "+ a", "+ b"])
    #expect(acceptance.count == 1 && acceptance.refusals.isEmpty)
    let chapter = text + "```text output\nold\n```\nEnd.\n"
    try await withPackage(book(chapter)) { folder in
      let package = try BookPackage(containing: folder)
      try acceptance.write(in: package)
      let written = String(decoding: try package.read(path), as: UTF8.self)
      #expect(written == chapter.replacing("old\n", with: "a\nb\n"))
    }
    #expect(try printed("old\n", "old\n").count == 0)
  }

  @Test func `are no output that differs, ends its fence or stands in a quote`() throws {
    for (first, second) in [("a", "b"), ("```", "```"), ("\u{1B}[1m", "\u{1B}[1m")] {
      let acceptance = try printed(first, second)
      #expect(acceptance.count == 0)
      #expect(acceptance.refusals.map(\.location.line) == [9])
    }
    let quoted = try printed("a", "a", list: true)
    #expect(quoted.count == 0 && quoted.refusals.count == 1)
  }
}
