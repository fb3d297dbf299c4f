// Names of examples and suites: Swift accepts them all, and no two are the same.

import Foundation
import Programs
import Testing
import Trials

@testable import Book

private func names(_ headings: [String], path: String = "Spec/P/01-x.md") -> [String] {
  var chapter = Chapter(path: path, bytes: [])
  chapter.headings = headings.map { Heading(level: 2, text: $0, slug: "", line: 1) }
  var maker = TestName.Maker(chapter)
  return headings.indices.map { index in
    var fence = Fence(
      language: "swift", role: .example, line: 4, firstCodeLine: 5, lastLine: 5, isClosed: true,
      code: "")
    fence.heading = index
    return maker.next(for: fence)
  }
}

private let oddHeadings = [
  "Physical ranges", "Region", "init", "self", "Type", "_", "a_b", "$0", "$ 5 for a page", "$",
  "+", "+ - *", "== and !=", "4 KiB pages", "42", "", " ", "\u{A0}\u{3000}", "`code` in it",
  "back\\slash", "\"quoted\" 'text'", "a // b", "a /* b", "#if x", "#sourceLocation(line: 3)",
  "Größe é e\u{301}", "\u{301} accent", "🧪 👩‍👩‍👧", "🧪", "\u{200F}right\u{200E} left",
  "\u{202E}mirrored text", "\u{FEFF}mark \u{FFFD}", "\u{E000} private", "\u{FFFE} none",
  "tab\tand\u{2028}line", "a (2)", "a", "a", "a (2)", "a b", "a b", "a b (2)", "@Test func",
  "x: y; z { } ( ] <", "%d \\(x) \u{7}", String(repeating: "long ", count: 300),
]

@Suite struct TestNameTests {
  @Test(arguments: [
    ("Physical ranges", "`Physical ranges`"), ("Region", "`Example Region`"),
    ("`code` \\ text", "`code text`"), ("+ -", "`Example + -`"), ("$ 5", "`Example $ 5`"),
    ("", "`An example`"), ("tab\tand  spaces ", "`tab and spaces`"), ("🧪 a", "`🧪 a`"),
  ])
  func `an example is named after its heading, but is no plain name`(
    heading: String, name: String
  ) {
    #expect(names([heading]) == [name])
  }

  @Test func `a second example under a heading is numbered`() {
    #expect(names(["a b", "a b", "a b"]) == ["`a b`", "`a b (2)`", "`a b (3)`"])
  }

  @Test func `a heading that reads like a numbered one keeps names apart`() {
    #expect(
      names(["a b", "a b (2)", "a b", "a b (2)"]) == [
        "`a b`", "`a b (2)`", "`a b (3)`", "`a b (2) (2)`",
      ])
    #expect(Set(names(oddHeadings)).count == oddHeadings.count)
  }

  @Test func `a name takes no more of a heading than fits, and stays unlike others`() {
    let long = String(repeating: "long ", count: 40)
    #expect(long.utf8.count == TestName.longest)
    #expect(names([long + "and more"]) == ["`\(long.dropLast())`"])
    #expect(names([long.dropLast() + "x"]) == ["`\(long.dropLast())x`"])
    #expect(
      names([long + "1", long + "2"]) == ["`\(long.dropLast())`", "`\(long.dropLast()) (2)`"])
    #expect(names([String(repeating: "é", count: 300)]).first?.utf8.count == 2 + 8 + 200)
    #expect(names(["a" + String(repeating: "\u{301}", count: 300)]) == ["`An example`"])
  }

  @Test func `a long heading is cleaned once, not for each example below it`() {
    var chapter = Chapter(path: "Spec/P/01-x.md", bytes: [])
    let text = String(repeating: "a ", count: 100_000)
    chapter.headings = [Heading(level: 2, text: text, slug: "", line: 1)]
    var maker = TestName.Maker(chapter)
    var fence = Fence(
      language: "swift", role: .example, line: 4, firstCodeLine: 5, lastLine: 5, isClosed: true,
      code: "")
    fence.heading = 0
    let names = (0..<20_000).map { _ in maker.next(for: fence) }
    #expect(Set(names).count == names.count && names.allSatisfy { $0.utf8.count < 220 })
  }

  @Test func `an example without a heading is named after the chapter`() {
    let chapter = Chapter(path: "Spec/P/01-x.md", bytes: Array("a\n\n\n```swift example\n```".utf8))
    var maker = TestName.Maker(chapter)
    #expect(chapter.fences.map { maker.next(for: $0) } == ["`Example 01-x`"])
  }

  @Test func `a suite is named like its file`() {
    #expect(TestName.suite(of: Chapter(path: "Spec/P/01-x.md", bytes: [])) == "`01-x.md`")
    #expect(TestName.suite(of: Chapter(path: "Spec/P/Region.md", bytes: [])) == "`Region.md`")
  }

  @Test func `the compiler accepts the names of all headings`() async throws {
    let functions = names(oddHeadings).map { "  func \($0)() throws {}" }
    let suites = ["Region", "01 $x + é", "🧪", "$", "+"].map {
      "struct \(TestName.suite(of: Chapter(path: "P/\($0).md", bytes: []))) {}"
    }
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "names.swift")
    let text = (suites + ["struct Examples {"] + functions + ["}", ""]).joined(separator: "\n")
    try Data(text.utf8).write(to: file)
    let said = try await ChildProcess("swiftc", ["-typecheck", file.path]).output()
    #expect(said.status == 0 && said.errors.isEmpty, "\(said.errors)")
  }
}
