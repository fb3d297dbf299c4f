// Runs of shares of a book's tests, and evidence from all of them.

import Book
package import Evidence
import Foundation

extension BookRun {
  /// What a share of the book's tests comes to, from a build and a run; nothing of it is kept.
  ///
  /// - Returns: with it the results to hand on; `nil` where there is no toolchain, or where the code was
  ///   changed meanwhile, which the omissions of the evidence tell.
  package func gathered(_ share: TestShare) async throws -> (Evidence, ShareResults?) {
    let toolchain: Toolchain
    do { toolchain = try await .found(keptIn: work) } catch let failure as ToolchainFailure {
      return (absent(failure), nil)
    }
    try await resolveDependencies()
    let (code, keys) = try await identify(BookCode(book), toolchain)
    var build = Evidence(state: .broken, key: keys.whole, toolchain: toolchain.version)
    var tests = Evidence(state: .complete)
    try await gather(&build, toolchain) { _, run, description in
      var parts = PartRuns(
        run: self, toolchain: toolchain, keys: keys.parts, chosen: share.chosen(from: book))
      try await parts.gather(&tests, run, description)
    }
    var evidence = build
    evidence.add(tests: tests)
    guard try await identify(BookCode(of: book, read: reread), toolchain).keys == keys else {
      evidence.omissions.append(
        "the code of the book was changed while it was being built and run, so no results were written;"
          + " run again")
      return (evidence, nil)
    }
    let results = ShareResults(
      share, title: book.manifest.title, build: build, tests: tests, codeLines: code.lines)
    return (evidence, results)
  }

  /// The evidence of a whole run from the results of all its shares, kept as that of a whole run is.
  ///
  /// - Parameter files: the results in any order: what each file is called, and its bytes.
  /// - Throws: `MergeFailure` with all that is wrong with them, `RunFailure` without a toolchain.
  package func merged(_ files: [(name: String, bytes: [UInt8])]) async throws -> Evidence {
    let toolchain: Toolchain
    do { toolchain = try await .found(keptIn: work) } catch let failure as ToolchainFailure {
      throw RunFailure("nothing was merged: \(failure.reason)")
    }
    try await resolveDependencies()
    let (code, keys) = try await identify(BookCode(book), toolchain)
    let evidence = try ShareMerge(
      files: files, book: book, key: keys.whole, toolchain: toolchain.version, lines: code.lines
    ).evidence()
    keepAsLastRun(evidence)
    if evidence.isLasting { try store.keep(EvidenceRecord(evidence, codeLines: code.lines)) }
    return evidence
  }
}
