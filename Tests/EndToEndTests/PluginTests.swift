// The plugin under plain SwiftPM: what an edit builds again, and that no chapter goes unnoticed.

import Foundation
import Testing
import Trials

@Suite(.serialized) struct PluginTests {
  private let book: ExampleBook
  private let counter = "Spec/Counting/01-counter.md"

  init() async throws { book = try await ExampleBook() }

  /// Builds until nothing is left to do: SwiftPM may link the plugin's tool once more after the
  /// first build, and a tool that is new tangles everything again.
  private func buildFirst(_ sourceLocation: SourceLocation = #_sourceLocation) async throws {
    for _ in 0..<3 {
      let outcome = try await book.build("--build-tests")
      try #require(
        outcome.status == 0, "\(outcome.lines.joined(separator: "\n"))",
        sourceLocation: sourceLocation)
      if outcome.tangled.isEmpty { return }
    }
    Issue.record("each build tangles again", sourceLocation: sourceLocation)
  }

  @Test func `a book is built and tested with SwiftPM alone`() async throws {
    let tested = try await book.test()
    #expect(tested.status == 0, "\(tested.lines.joined(separator: "\n"))")
    #expect(
      tested.passed == [
        "Counting up", "Tally marks", "Drawing them",
        "a counter counts to its limit and stays there",
      ])
    #expect(!tested.lines.contains { $0.contains("warning:") })
  }

  @Test func `an edit of prose compiles nothing`() async throws {
    try await buildFirst()
    let objects = try book.objects()
    try book.edit(counter) { $0.replacing("A lift that holds", with: "A lift which carries") }
    let edited = try await book.build("--build-tests")
    #expect(edited.status == 0)
    #expect(Set(edited.tangled) == ["01-counter.md"])
    #expect(try book.objects() == objects)
    #expect(try await book.build("--build-tests").tangled.isEmpty)
  }

  @Test func `an edit of an example compiles that example's file and no other`() async throws {
    try await buildFirst()
    let objects = try book.objects()
    try book.edit(counter) { $0.replacing("lift.count //", with: "lift.count  //") }
    #expect(try await book.build("--build-tests").status == 0)
    let changed = try book.objects().filter { objects[$0.key] != $0.value }
    #expect(Array(changed.keys) == ["CountingTests/01-counter.md.swift.o"])
  }

  @Test func `a chapter that is added, renamed and removed is noticed in both targets`()
    async throws
  {
    try await buildFirst()
    try book.write(
      "# A third\n\nText.\n\n```swift\nlet third = 3\n```\n\n```swift example\n2 + 1 // → 3\n```\n",
      to: "Spec/Counting/03-third.md")
    let added = try await book.test()
    #expect(added.status == 0)
    #expect(added.passed.contains("A third"))

    // A name that stayed behind would be declared twice.
    try book.move("Spec/Counting/03-third.md", to: "Spec/Counting/04-fourth.md")
    let renamed = try await book.test()
    #expect(renamed.status == 0, "\(renamed.lines.joined(separator: "\n"))")
    #expect(renamed.passed.contains("A third"))
    #expect(renamed.lines.contains { $0.contains("Suite \"04-fourth.md\" passed") })
    #expect(!renamed.lines.contains { $0.contains("Suite \"03-third.md\"") })

    try book.remove("Spec/Counting/04-fourth.md")
    let removed = try await book.test()
    #expect(removed.status == 0)
    #expect(!removed.passed.contains("A third"))
  }

  @Test func `a mistake in a chapter stops the build at its place, told once`() async throws {
    try await buildFirst()
    try book.edit(counter) {
      $0.replacing("```swift example rule=", with: "```swift exmaple rule=")
    }
    let wrong = try await book.build("--build-tests")
    #expect(wrong.status != 0)
    let told = wrong.errors.filter { $0.contains("01-counter.md") }
    #expect(
      told == [
        "Spec/Counting/01-counter.md:48:10: error: unknown role 'exmaple'; did you mean 'example'?"
      ])
    try book.edit(counter) { $0.replacing("exmaple", with: "example") }
    #expect(try await book.build("--build-tests").status == 0)
  }

  @Test func `a compiler's error stands at the chapter's line and column`() async throws {
    try await buildFirst()
    try book.edit(counter) { $0.replacing("    count += 1\n", with: "    count += one\n") }
    let wrong = try await book.build("--build-tests")
    #expect(wrong.status != 0)
    #expect(
      wrong.errors.contains {
        $0.hasSuffix("Spec/Counting/01-counter.md:39:14: error: cannot find 'one' in scope")
      }, "\(wrong.errors)")
  }

  @Test func `a hidden file that an editor leaves is no chapter`() async throws {
    try book.write("```swift\nlet a =", to: "Spec/Counting/.#01-counter.md")
    try await buildFirst()
  }

  @Test func `an editor prepares a part from another folder`() async throws {
    let prepared = try await book.build("--target", "CountingTests")
    #expect(prepared.status == 0, "\(prepared.lines.joined(separator: "\n"))")
  }
}
