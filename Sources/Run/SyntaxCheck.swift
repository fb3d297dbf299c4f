// Which tests and examples of a chapter cannot be parsed, each tried alone. The compiler only parses,
// which takes it some hundredths of a second.

import Book
import Evidence
import Programs
import Tangle

struct SyntaxCheck: Sendable {
  let run: BookRun
  let toolchain: Toolchain
  let chapter: Chapter
  /// What is left out already.
  let leftOut: LeftOutFences

  /// The fences at fault; none when the chapter as a whole can be parsed, or when it cannot be without
  /// all of them either.
  func culprits() async throws -> [LenientBuild.Culprit] {
    let fences = chapter.fences.filter {
      $0.role.isRun && !leftOut.contains($0, of: chapter)
    }
    guard let compiler = toolchain.program("swiftc"), !fences.isEmpty,
      try await errors(compiler, fences) != nil, try await errors(compiler, []) == nil
    else { return [] }
    var culprits: [LenientBuild.Culprit] = []
    for fence in fences {
      guard let said = try await errors(compiler, [fence]) else { continue }
      culprits.append(LenientBuild.Culprit(path: chapter.path, fence: fence, diagnostics: said))
    }
    return culprits
  }

  /// What is wrong with the chapter when it has these tests and examples alone; `nil` when it can be
  /// parsed.
  private func errors(_ compiler: String, _ fences: [Fence]) async throws -> [Diagnostic]? {
    var leftOut = LeftOutFences()
    for fence in chapter.fences where fence.role.isRun && !fences.contains(fence) {
      leftOut.insert(fence, of: chapter)
    }
    var process = ChildProcess(compiler, ["-frontend", "-parse"] + languageFlags + ["-"])
    process.input = Array(Tangled(chapter, imports: .init(), leavingOut: leftOut).tests.utf8)
    process.timeLimit = .seconds(60)
    let output = try await process.output(limit: 1 << 20)
    guard !output.ending.isSuccess else { return nil }
    var said = CompilerOutput(names: run.names)
    said.read(output.standardError[...])
    said.finish()
    let end = fences.last?.lastLine ?? 1
    return (said.diagnostics[chapter.path] ?? []) + said.messages.map { atEnd($0, end) }
  }

  private var languageFlags: [String] {
    let part = run.book.parts.first { $0.chapters.contains { $0.path == chapter.path } }
    guard let part, let build = try? BuildDescription(inScratch: run.scratch) else { return [] }
    return build.languageFlags(ofModule: part.module + "Tests")
  }

  /// What the parser says of the end of the file, which is the end of the fence: an open brace.
  private func atEnd(_ message: String, _ line: Int) -> Diagnostic {
    let text = message.ranges(of: "error: ").first.map { message[$0.upperBound...] } ?? message[...]
    return Diagnostic(severity: .error, line: line, column: 1, message: String(text))
  }
}
