// A build in which one bad example hides nothing: tests and examples that do not compile are left out,
// and the rest is built without them.
//
//     build ─ errors ─┬─ in the module, or in code that others need ── stop
//                     └─ in tests and examples ─ leave them out ─ build again

import Book
import Evidence

struct LenientBuild: Sendable {
  let run: BookRun
  let toolchain: Toolchain

  /// Each build may show errors that the one before did not come to.
  private static let mostBuilds = 10

  /// A fence that does not compile, and what the compiler says of it.
  struct Culprit: Sendable {
    var path: String
    var fence: Fence
    var diagnostics: [Diagnostic]
  }

  /// Builds the package, and adds what the compiler said; `false` when it does not compile.
  func gather(_ evidence: inout Evidence) async throws -> Bool {
    var lists = LeftOutLists(run)
    try lists.write()
    for count in 1... {
      let build = try await PackageBuild(run: run, toolchain: toolchain).run()
      let before = lists
      if !build.isSuccess, count < Self.mostBuilds {
        for culprit in try await culprits(build, besides: lists) {
          lists.insert(culprit.fence, of: try run.chapter(at: culprit.path))
          evidence.add(culprit)
        }
      }
      guard lists != before, try lists.write() else {
        evidence.add(build, names: run.names)
        return build.isSuccess
      }
      evidence.add(warningsOf: build, names: run.names)
      run.progress(.stage("Compiling the book without what does not compile"))
    }
    return false
  }
}

// Whose fault it is.
extension LenientBuild {
  /// The tests and examples that a failed build can do without; none when it fails for another reason.
  ///
  /// A brace too many or too few makes errors in what stands below it. So where a chapter cannot be
  /// parsed, only the fences that cannot be parsed alone are at fault.
  private func culprits(
    _ build: PackageBuild.Outcome, besides lists: LeftOutLists
  ) async throws -> [Culprit] {
    let said = build.diagnostics
    let failing = said.filter { $0.value.contains { $0.severity == .error } }.keys.sorted()
    var unparsed: [Culprit] = []
    var unsound: [Culprit] = []
    var hasOtherErrors = false
    for name in failing {
      guard run.names.isChapter(name) else { return [] }
      let chapter = try run.chapter(at: name)
      var rest = (said[name] ?? []).filter { $0.severity == .error }
      let module = chapter.fences.filter { $0.role == .implementation }
      guard !rest.contains(where: { error in module.contains { $0.holds(error) } }) else {
        return []
      }
      unparsed += try await SyntaxCheck(
        run: run, toolchain: toolchain, chapter: chapter, leftOut: lists.list(of: chapter)
      ).culprits()
      for fence in chapter.fences where fence.role.isRun && rest.contains(where: fence.holds) {
        let own = (said[name] ?? []).filter(fence.holds)
        unsound.append(Culprit(path: name, fence: fence, diagnostics: own))
        rest.removeAll(where: fence.holds)
      }
      if !rest.isEmpty { hasOtherErrors = true }
    }
    if !unparsed.isEmpty { return unparsed }
    return hasOtherErrors ? [] : unsound
  }
}

extension Fence {
  fileprivate func holds(_ diagnostic: Diagnostic) -> Bool {
    line <= diagnostic.line && diagnostic.line <= lastLine
  }
}

extension Evidence {
  fileprivate mutating func add(_ culprit: LenientBuild.Culprit) {
    chapters[culprit.path, default: ChapterEvidence()].uncompiled.append(culprit.fence.line)
    chapters[culprit.path]?.add(culprit.diagnostics)
  }

  fileprivate mutating func add(_ build: PackageBuild.Outcome, names: SourceNames) {
    for output in build.outputs { add(output, names: names) }
    // A failure must never come without a reason.
    if !build.isSuccess, !hasErrorsInBook, !messages.contains(where: { $0.contains("error: ") }) {
      messages += build.lastLines
    }
  }

  /// Files that compiled are not compiled again, so their warnings come once.
  fileprivate mutating func add(warningsOf build: PackageBuild.Outcome, names: SourceNames) {
    for (name, said) in build.diagnostics where names.isChapter(name) {
      chapters[name, default: ChapterEvidence()].add(said.filter { $0.severity == .warning })
    }
  }
}
