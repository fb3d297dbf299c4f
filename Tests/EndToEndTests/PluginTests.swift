// The plugin under plain SwiftPM: what an edit builds again, and that no chapter goes unnoticed.

import Foundation
import Testing

@Suite(.serialized) struct PluginTests {
  private let book: ExampleBook
  private let counter = "Spec/Counting/01-counter.md"

  init() throws { book = try ExampleBook() }

  /// Builds until nothing is left to do: SwiftPM may link the plugin's tool once more after the
  /// first build, and a tool that is new tangles everything again.
  private func buildFirst(_ sourceLocation: SourceLocation = #_sourceLocation) throws {
    for _ in 0..<3 {
      let outcome = try book.build("--build-tests")
      try #require(
        outcome.status == 0, "\(outcome.lines.joined(separator: "\n"))",
        sourceLocation: sourceLocation)
      if outcome.tangled.isEmpty { return }
    }
    Issue.record("each build tangles again", sourceLocation: sourceLocation)
  }

  @Test func `a book is built and tested with SwiftPM alone`() throws {
    let tested = try book.test()
    #expect(tested.status == 0, "\(tested.lines.joined(separator: "\n"))")
    #expect(
      tested.passed == [
        "Counting up", "Tally marks", "Drawing them",
        "a counter counts to its limit and stays there",
      ])
    #expect(!tested.lines.contains { $0.contains("warning:") })
  }

  @Test func `an edit of prose compiles nothing`() throws {
    try buildFirst()
    try book.edit(counter) { $0.replacing("A lift that holds", with: "A lift which carries") }
    let edited = try book.build("--build-tests")
    #expect(edited.status == 0)
    #expect(Set(edited.tangled) == ["01-counter.md"])
    #expect(edited.compiled.isEmpty)
    let again = try book.build("--build-tests")
    #expect(again.tangled.isEmpty)
    #expect(again.compiled.isEmpty)
  }

  @Test func `an edit of an example compiles that example's file and no other`() throws {
    try buildFirst()
    try book.edit(counter) { $0.replacing("lift.count //", with: "lift.count  //") }
    let edited = try book.build("--build-tests")
    #expect(edited.status == 0)
    let files = edited.compiled.filter { $0.contains("Compiling") }
    #expect(files.count == 1)
    #expect(files.first?.contains("CountingTests 01-counter.md.swift") == true)
  }

  @Test func `a chapter that is added, renamed and removed is noticed in both targets`() throws {
    try buildFirst()
    try book.write(
      "# A third\n\nText.\n\n```swift\nlet third = 3\n```\n\n```swift example\n2 + 1 // → 3\n```\n",
      to: "Spec/Counting/03-third.md")
    let added = try book.test()
    #expect(added.status == 0)
    #expect(added.passed.contains("A third"))
    #expect(added.tangled.count { $0 == "03-third.md" } == 2)

    // A name that stayed behind would be declared twice.
    try book.move("Spec/Counting/03-third.md", to: "Spec/Counting/04-fourth.md")
    let renamed = try book.test()
    #expect(renamed.status == 0, "\(renamed.lines.joined(separator: "\n"))")
    #expect(renamed.passed.contains("A third"))
    #expect(renamed.lines.contains { $0.contains("Suite \"04-fourth.md\" passed") })
    #expect(!renamed.lines.contains { $0.contains("Suite \"03-third.md\"") })

    try book.remove("Spec/Counting/04-fourth.md")
    let removed = try book.test()
    #expect(removed.status == 0)
    #expect(!removed.passed.contains("A third"))
    #expect(!removed.compiled.contains { $0.contains("fourth") })
  }

  @Test func `a mistake in a chapter stops the build at its place, told once`() throws {
    try buildFirst()
    try book.edit(counter) {
      $0.replacing("```swift example rule=", with: "```swift exmaple rule=")
    }
    let wrong = try book.build("--build-tests")
    #expect(wrong.status != 0)
    let told = wrong.errors.filter { $0.contains("01-counter.md") }
    #expect(
      told == [
        "Spec/Counting/01-counter.md:48:10: error: unknown role 'exmaple'; did you mean 'example'?"
      ])
    try book.edit(counter) { $0.replacing("exmaple", with: "example") }
    #expect(try book.build("--build-tests").status == 0)
  }

  @Test func `a compiler's error stands at the chapter's line and column`() throws {
    try buildFirst()
    try book.edit(counter) { $0.replacing("    count += 1\n", with: "    count += one\n") }
    let wrong = try book.build("--build-tests")
    #expect(wrong.status != 0)
    #expect(
      wrong.errors.contains {
        $0.hasSuffix("Spec/Counting/01-counter.md:39:14: error: cannot find 'one' in scope")
      }, "\(wrong.errors)")
  }

  @Test func `a hidden file that an editor leaves is no chapter`() throws {
    try book.write("```swift\nlet a =", to: "Spec/Counting/.#01-counter.md")
    try buildFirst()
  }

  @Test func `an editor prepares a part from another folder`() throws {
    let prepared = try book.build("--target", "CountingTests")
    #expect(prepared.status == 0, "\(prepared.lines.joined(separator: "\n"))")
  }
}
