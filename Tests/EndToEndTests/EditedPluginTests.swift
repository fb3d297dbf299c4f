// A plugin that was edited after a build: what it said before is believed by nobody.

import Foundation
import Testing
import Trials

struct EditedPluginTests {
  private let chapter = """
    # A

    One of a kind.

    ```swift
    /// One.
    public var one: Int { 1 }
    ```

    ```swift example
    one  // → 1
    ```

    """

  @Test(.timeLimit(.minutes(10)))
  func `a plugin that was edited is asked again, though SwiftPM would not ask it`() async throws {
    let repository = try await BuiltRepository("edited-plugin")
    try repository.write(chapter, to: "Spec/P/01-a.md")
    let first = try await BuiltProgram.weft(["build"], in: repository.folder)
    #expect(first.status == 0, "\(first.text)\(first.errors)")
    let plugin = "Plugins/TangleChapters/Plugin.swift"
    let text = try String(contentsOfFile: repository.path(plugin), encoding: .utf8)
    let mark = "    let list = "
    try #require(text.contains(mark))
    let complaint = "    Diagnostics.error(\"this plugin is tired\")\n"
    let edited = text.replacing(mark, with: complaint + mark)
    try repository.write(edited, to: plugin)
    let tired = try await BuiltProgram.weft(["build"], in: repository.folder)
    #expect(tired.status != 0)
    #expect((tired.text + tired.errors).contains("this plugin is tired"), "\(tired.text)")
    try repository.write(text, to: plugin)
    #expect(try await BuiltProgram.weft(["build"], in: repository.folder).status == 0)
  }
}
