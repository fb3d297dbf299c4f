// Tangling keeps line numbers: each line of code stands in the tangled file on the line that it
// has in the chapter, and every other line is blank. So all that a compiler, a test runner or a
// coverage tool says about a line of the tangled file holds for the same line of the chapter.
//
//     chapter                          implementation        tests
//     1  # Physical ranges             import …              import …; suite
//     2                                #sourceLocation(…)    #sourceLocation(…)
//     3  An address is …
//     4  ```swift
//     5  public struct Address {}      public struct …
//     6  ```
//     7  ```swift example                                    @Test func `…`() throws {
//     8  Address(3) // → 0x3                                 Address(3) ==> Shown("0x3")
//     9  ```                                                 }

package import Book

/// The Swift of one chapter.
package struct Tangled: Hashable, Sendable {
  /// The file of the part's module.
  package var implementation: String
  /// The file of the part's test target.
  package var tests: String

  /// What line 1 of a tangled file says.
  package struct Imports: Hashable, Sendable {
    /// Modules that the implementation imports: what the part's target depends on.
    package var implementation: [String]
    /// Modules that the tests import besides Testing: what the test target depends on.
    package var tests: [String]

    package init(implementation: [String] = [], tests: [String] = []) {
      self.implementation = implementation
      self.tests = tests
    }
  }

  /// Tangles a chapter; the lines of tests and examples that are left out stay blank.
  package init(
    _ chapter: Chapter, imports: Imports, leavingOut leftOut: LeftOutFences = LeftOutFences()
  ) {
    var implementation = TangledFile(lineCount: chapter.lineCount)
    var tests = TangledFile(lineCount: chapter.lineCount)
    let location = Self.location(ofChapter: chapter.path)
    implementation.put(imports.implementation.map { "import \($0)" }.joined(separator: "; "), at: 1)
    implementation.put(location, at: 2)
    let suite = "@Suite struct \(TestName.suite(of: chapter)) {}"
    let testImports = (["Testing"] + imports.tests).map { "import \($0)" }
    tests.put((testImports + [suite]).joined(separator: "; "), at: 1)
    tests.put(location, at: 2)

    for fence in chapter.fences where fence.line >= 4 {
      if fence.role.isRun, leftOut.contains(fence, of: chapter) { continue }
      switch fence.role {
      case .implementation: implementation.put(code: fence.code, at: fence.firstCodeLine)
      case .test, .support: tests.put(code: fence.code, at: fence.firstCodeLine)
      case .example: tests.put(example: fence, of: chapter)
      case .traps(let expected): tests.put(trap: fence, saying: expected, of: chapter)
      case .fails, .illustration, .schema, .tree, .layout, .output, .plain: continue
      }
    }
    self.implementation = implementation.finished()
    self.tests = tests.finished()
  }

  /// Line 2 of a chapter's tangled files, which says whose they are.
  package static func location(ofChapter path: String) -> String {
    "#sourceLocation(file:\(literal(path)),line:3)"
  }

  /// A Swift string literal of a text, on one line. `#sourceLocation` takes no raw string.
  static func literal(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": escaped += "\\\(scalar)"
      case _ where scalar.properties.generalCategory == .control:
        escaped += "\\u{\(String(scalar.value, radix: 16))}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return "\"\(escaped)\""
  }
}

/// A file being filled from top to bottom; lines that nothing is put on stay blank.
private struct TangledFile {
  private var text = ""
  private var line = 1
  private let lineCount: Int

  init(lineCount: Int) { self.lineCount = lineCount }

  private mutating func advance(to target: Int) {
    if target > line { text += String(repeating: "\n", count: target - line) }
    line = max(line, target)
  }

  /// Puts text without line breaks on a line.
  mutating func put(_ content: String, at target: Int) {
    guard target <= lineCount else { return }
    advance(to: target)
    text += content
  }

  /// Puts lines of code, each ending with \n.
  mutating func put(code: String, at first: Int) {
    advance(to: first)
    text += code
    line += code.utf8.count { $0 == UInt8(ascii: "\n") }
  }

  /// Wraps an example on its fence lines and makes its value comments checks.
  mutating func put(example: Fence, of chapter: Chapter) {
    guard let name = example.testName else { return }
    put(
      "extension \(TestName.suite(of: chapter)) { @Test func \(name)() throws {", at: example.line)
    put(code: ValueComment.replacingAll(in: example.code), at: example.firstCodeLine)
    if example.isClosed { put("} }", at: example.lastLine) }
  }

  /// Wraps code that must trap on its fence lines, to run in a process of its own.
  mutating func put(trap: Fence, saying text: String, of chapter: Chapter) {
    guard let name = trap.testName else { return }
    put(
      "extension \(TestName.suite(of: chapter)) { @Test func \(name)() async throws { expectTrap("
        + "await #expect(processExitsWith: .failure, observing: [\\.standardErrorContent]) {",
      at: trap.line)
    put(code: trap.code, at: trap.firstCodeLine)
    if trap.isClosed { put("}, saying: \(Tangled.literal(text))) } }", at: trap.lastLine) }
  }

  consuming func finished() -> String {
    advance(to: lineCount + 1)
    return text
  }
}
