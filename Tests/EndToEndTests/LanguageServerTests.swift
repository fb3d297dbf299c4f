// An editor without a screen: it opens a chapter of this book, asks about its Swift, and breaks it.

import Editing
import Foundation
import Programs
import SystemPackage
import Testing
import Trials

private let root = URL(filePath: #filePath).deletingLastPathComponent()
  .appending(path: "../..").standardizedFileURL
private let isBuilt = FileManager.default.fileExists(
  atPath: root.appending(path: ".build/weft/swift/debug/description.json").path)

@Suite(
  .enabled(
    if: ProcessInfo.processInfo.environment["WEFT_CHECK_SITE"] == "1" || isBuilt,
    "needs this book's own build; ./weft test makes it"))
struct LanguageServerTests {
  private static let path = root.appending(path: "Spec/Memblock/03-regions.md")

  @Test func `an editor gets answers about a chapter's Swift, and is told what is wrong in it`()
    async throws
  {
    let text = try String(contentsOf: Self.path, encoding: .utf8)
    let editor = try HeadlessEditor(in: root)
    defer { editor.end() }
    let begun = try await editor.ask("initialize", ["capabilities": [:] as [String: Any]])
    #expect("\(begun)".contains("hoverProvider"))
    try editor.tell("initialized", [:])
    try editor.tell(
      "textDocument/didOpen",
      [
        "textDocument": [
          "uri": Self.path.absoluteString, "languageId": "markdown", "version": 1, "text": text,
        ] as [String: Any]
      ])
    // Of the implementation, and of an example, which is another file.
    let declared = try place(of: "PhysicalAddress.highest", in: text)
    #expect(
      "\(try await editor.ask("textDocument/hover", declared))".contains(
        "public struct PhysicalAddress"))
    let definition = "\(try await editor.ask("textDocument/definition", declared))"
    #expect(definition.contains("Spec/Memblock/02-ranges.md") && !definition.contains(".md.swift"))
    let used = try place(of: "Memblock(", in: text)
    #expect("\(try await editor.ask("textDocument/hover", used))".contains("struct Memblock"))
    let prose = try place(of: "# ", in: text)
    #expect(try await editor.ask("textDocument/hover", prose)["result"] is NSNull)

    try change(text, "PhysicalAddress.highest", to: "PhysicalAddress.", version: 2, editor)
    var end = declared
    end["position"] = try moved(declared, by: "PhysicalAddress.".utf16.count)
    #expect("\(try await editor.ask("textDocument/completion", end))".contains("highest"))

    try change(text, "PhysicalAddress.highest", to: "PhysicalAddress.hihest", version: 3, editor)
    let wrong = try await editor.told("textDocument/publishDiagnostics") {
      "\($0)".contains("hihest")
    }
    #expect("\(wrong)".contains("has no member"))
    #expect("\(wrong)".contains(Self.path.absoluteString) && !"\(wrong)".contains(".md.swift"))
    _ = try await editor.ask("shutdown", [:])
    try editor.tell("exit", [:])
    #expect(try await editor.ending == .exited(0))
  }

  @Test func `it ends with the editor's process, though its input stays open`() async throws {
    let (processes, process) = AsyncStream.makeStream(of: pid_t.self)
    let living = Task {
      try await ChildProcess("sleep", ["3600"])
        .run(onStart: { process.yield($0) }, onOutput: { _ in })
    }
    let number = try #require(await processes.first { _ in true })
    let editor = try HeadlessEditor(in: root)
    defer { editor.end() }
    _ = try await editor.ask(
      "initialize", ["processId": Int(number), "capabilities": [:] as [String: Any]])
    kill(number, SIGKILL)
    #expect(try await living.value.ending == .signalled(SIGKILL))
    #expect(try await editor.ending == .exited(0))
  }

  @Test func `a book that was not built yet is told so`() async throws {
    try await withTemporaryFolder("weft-lsp") { folder in
      _ = try await BuiltProgram.weft(["new", "note"], in: folder)
      let said = try await BuiltProgram.weft(["lsp"], in: folder.appending(path: "note"))
      #expect(said.status == 4 && said.text.isEmpty && said.errors.contains("was not built yet"))
    }
  }

  private func change(
    _ text: String, _ old: String, to new: String, version: Int, _ editor: HeadlessEditor
  ) throws {
    let changed = text.replacing(old, with: new, maxReplacements: 1)
    try editor.tell(
      "textDocument/didChange",
      [
        "textDocument": ["uri": Self.path.absoluteString, "version": version] as [String: Any],
        "contentChanges": [["text": changed]],
      ])
  }

  /// What a request says of the place of some words.
  private func place(of words: String, in text: String) throws -> [String: Any] {
    let start = try #require(text.firstRange(of: words)).lowerBound
    let before = text[..<start].split(separator: "\n", omittingEmptySubsequences: false)
    return [
      "textDocument": ["uri": Self.path.absoluteString],
      "position": [
        "line": before.count - 1, "character": before.last?.utf16.count ?? 0,
      ],
    ]
  }

  private func moved(_ place: [String: Any], by count: Int) throws -> [String: Int] {
    var position = try #require(place["position"] as? [String: Int])
    position["character", default: 0] += count
    return position
  }
}

/// Speaks with `weft lsp` as an editor does.
private final class HeadlessEditor {
  private let input: FileDescriptor
  private let running: Task<ChildProcess.Ending, any Error>
  private var messages: AsyncStream<[UInt8]>.Iterator
  private var unread: [[String: Any]] = []
  private var lastID = 0

  init(in folder: URL) throws {
    let (readEnd, input) = try FileDescriptor.pipe()
    let (output, writeEnd) = try FileDescriptor.pipe()
    self.input = input
    running = Task {
      try await ChildProcess.built("weft", ["lsp"], in: folder)
        .run(reading: readEnd, writingTo: writeEnd)
    }
    let (stream, arrived) = AsyncStream<[UInt8]>.makeStream()
    messages = stream.makeAsyncIterator()
    // Reading waits, which no thread of the tests' own may do.
    Thread.detachNewThread {
      var frames = MessageFrames()
      var piece = [UInt8](repeating: 0, count: 1 << 16)
      while let count = try? piece.withUnsafeMutableBytes({ try output.read(into: $0) }), count > 0
      {
        frames.add(piece.prefix(count))
        while let message = try? frames.next() { arrived.yield(message) }
      }
      try? output.close()
      arrived.finish()
    }
  }

  func tell(_ method: String, _ params: [String: Any]) throws {
    try send(["method": method, "params": params])
  }

  func ask(_ method: String, _ params: [String: Any]) async throws -> [String: Any] {
    lastID += 1
    let id = lastID
    try send(["id": id, "method": method, "params": params])
    return try await next { $0["id"] as? Int == id && $0["method"] == nil }
  }

  func told(
    _ method: String, where isWanted: ([String: Any]) -> Bool
  ) async throws -> [String: Any] {
    try await next { $0["method"] as? String == method && isWanted($0) }
  }

  /// How weft ended by itself.
  var ending: ChildProcess.Ending { get async throws { try await running.value } }

  func end() {
    running.cancel()
    try? input.close()
  }

  private func send(_ message: [String: Any]) throws {
    var message = message
    message["jsonrpc"] = "2.0"
    let bytes = [UInt8](try JSONSerialization.data(withJSONObject: message))
    try input.writeAll(MessageFrames.framed(bytes))
  }

  private func next(_ isWanted: ([String: Any]) -> Bool) async throws -> [String: Any] {
    while true {
      if let index = unread.firstIndex(where: isWanted) { return unread.remove(at: index) }
      let bytes = try #require(await messages.next(), "weft lsp ended")
      let json = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
      unread.append(try #require(json))
    }
  }
}
