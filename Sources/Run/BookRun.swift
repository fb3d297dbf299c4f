// One build and one run of a book, as evidence. What was built and run before, from the same code
// and with the same toolchain, is not built and run again.
//
//     chapters, files, toolchain ─ key ─┬─ kept evidence ─────────────────────┐
//                                       └─ build ─ tests ─ coverage ─ refusals ┴─ evidence

package import Book
package import Evidence
package import Foundation
import Programs

/// Gathers the evidence of a book.
package struct BookRun: Sendable {
  /// How far a run is, for whoever waits.
  package enum Progress: Sendable {
    /// A stage begins.
    case stage(String)
    /// A stage goes on.
    case detail(String)
    /// A stage ended, after so long.
    case took(String, Duration)
  }

  let book: Book
  /// The package's folder.
  let root: URL
  let read: @Sendable (String) throws -> [UInt8]
  /// The same as it is by now, to see whether the text was changed meanwhile.
  let reread: @Sendable (String) throws -> [UInt8]
  let progress: @Sendable (Progress) -> Void
  /// How long a test may take, unless its fence says otherwise.
  let timeLimit: Duration
  /// A record that is at hand, which may be of the code as it is.
  private let atHand: EvidenceRecord?
  /// Whose verdicts are wanted before all others; nobody's unless it is set.
  package var first: FirstVerdicts?

  /// - Parameters:
  ///   - root: the package's folder.
  ///   - read: the bytes of a chapter by its path from the root, as the book was read from them.
  ///   - reread: the same as they are on the disk.
  ///   - timeLimit: how long a test may take, unless its fence says otherwise.
  ///   - atHand: see `newestRecord`.
  ///   - progress: is told how far the run is, from any thread.
  package init(
    _ book: Book, root: URL, read: @escaping @Sendable (String) throws -> [UInt8],
    reread: @escaping @Sendable (String) throws -> [UInt8],
    timeLimit: Duration = .seconds(Fence.usualTimeLimit), atHand: EvidenceRecord? = nil,
    progress: @escaping @Sendable (Progress) -> Void = { _ in }
  ) {
    self.book = book
    // SwiftPM names files by their real path, and its caches hold for one path alone.
    self.root = root.resolvingSymlinksInPath()
    self.read = read
    self.reread = reread
    self.timeLimit = timeLimit
    self.atHand = atHand
    self.progress = progress
  }

  /// The evidence that is there for the code as it is; `.absent` when there is none, with an
  /// omission when there is no toolchain to ask. Compiles and runs nothing.
  package func recalled() async throws -> Evidence { try await known().evidence ?? .absent }

  /// The key of the code as it is, and the evidence that is there for it; both `nil` for a book
  /// without a toolchain, whose evidence is only that.
  ///
  /// - Parameter held: a key whose evidence the caller has; that evidence is not read again.
  package func known(besides held: String? = nil) async throws
    -> (key: String?, evidence: Evidence?)
  {
    let toolchain: Toolchain
    do { toolchain = try await .found(keptIn: work) } catch let failure as ToolchainFailure {
      return (nil, absent(failure))
    }
    let (code, keys) = try await identify(BookCode(book), toolchain)
    if keys.whole == held { return (held, nil) }
    return (keys.whole, record(keys.whole)?.evidence(at: code.lines))
  }

  /// The evidence for the code as it is: what is there, else from a build and a run, which is
  /// kept when nothing was left out of it.
  package func gathered() async throws -> Evidence {
    let toolchain: Toolchain
    do { toolchain = try await .found(keptIn: work) } catch let failure as ToolchainFailure {
      return absent(failure)
    }
    let (code, keys) = try await step("Looking for changes") {
      try await resolveDependencies()
      return try await identify(BookCode(book), toolchain)
    }
    if let known = record(keys.whole)?.evidence(at: code.lines) {
      keepAsLastRun(known)
      return known
    }
    var evidence = Evidence(state: .broken, key: keys.whole, toolchain: toolchain.version)
    var parts = PartRuns(run: self, toolchain: toolchain, keys: keys.parts)
    try await gather(&evidence, toolchain) { evidence, tests, description in
      try await parts.gather(&evidence, tests, description)
    }
    guard try await identify(BookCode(of: book, read: reread), toolchain).keys == keys else {
      evidence.omissions.append(
        "the code of the book was changed while it was being built and run, so verdicts may be of"
          + " either state; run again")
      return evidence
    }
    keepAsLastRun(evidence)
    parts.keep()
    if evidence.isLasting { try store.keep(EvidenceRecord(evidence, codeLines: code.lines)) }
    return evidence
  }

  /// Evidence of some tests alone, from one build and as many runs; never kept.
  ///
  /// All other tests are absent from it; of what ran it has what a whole run would have: values that
  /// were not reached, and code that must not compile.
  package func gathered(_ chosen: ChosenTests, times: Int = 1) async throws -> [Evidence] {
    let toolchain: Toolchain
    do { toolchain = try await .found(keptIn: work) } catch let failure as ToolchainFailure {
      return [absent(failure)]
    }
    try await resolveDependencies()
    let keys = try await identify(BookCode(book), toolchain).keys
    var built = Evidence(state: .broken, key: keys.whole, toolchain: toolchain.version)
    var runs: [Evidence] = []
    try await gather(&built, toolchain) { built, tests, description in
      for number in 1...max(1, times) {
        var evidence = built
        var tests = tests
        tests?.folder.append(path: "\(number)")
        var parts = PartRuns(run: self, toolchain: toolchain, keys: keys.parts, chosen: chosen)
        try await parts.gather(&evidence, tests, description)
        runs.append(evidence)
      }
    }
    for index in runs.indices { runs[index].add(names: built) }
    return runs.isEmpty ? [built] : runs
  }
}

extension BookRun {
  var work: URL { root.appending(path: PackageLayout.workFolder) }
  var scratch: URL { work.appending(path: "swift") }
  var names: SourceNames { SourceNames(book, root: root.path) }
  var store: EvidenceStore { Self.store(in: work) }

  private static func store(in work: URL) -> EvidenceStore {
    EvidenceStore(folder: work.appending(path: "evidence"))
  }

  /// What was kept last for the package in a folder, to be read while the book is.
  package static func newestRecord(in root: URL) async -> EvidenceRecord? {
    store(in: root.appending(path: PackageLayout.workFolder)).newest()
  }

  private func record(_ key: String) -> EvidenceRecord? {
    atHand.flatMap { $0.evidence.key == key ? $0 : nil } ?? store.record(key)
  }

  func absent(_ failure: ToolchainFailure) -> Evidence {
    var evidence = Evidence.absent
    evidence.omissions = [
      ToolchainFailure(reason: "there is no usable 'swiftc' in PATH").description
    ]
    return evidence
  }

  func identify(
    _ code: BookCode, _ toolchain: Toolchain
  ) async throws -> (code: BookCode, keys: EvidenceKeys) {
    (code, try await code.keys(book, root: root, toolchain: toolchain))
  }

  /// The versions of dependencies are part of the key, so they have to be known before the build
  /// would write them down.
  func resolveDependencies() async throws {
    let resolved = root.appending(path: "Package.resolved").path
    guard !FileManager.default.fileExists(atPath: resolved) else { return }
    // Where this fails, the build fails too and says why.
    _ = try await ChildProcess(
      "swift", ["package", "resolve", "--scratch-path", scratch.path], in: root
    ).output()
  }

  /// Builds the package, and adds what the closure finds out with the tests of all parts; `nil` when
  /// there are none. The names of the code are added after it.
  func gather(
    _ evidence: inout Evidence, _ toolchain: Toolchain,
    _ test: (inout Evidence, TestRun?, BuildDescription) async throws -> Void
  ) async throws {
    let isBuilt = try await step("Compiling the book") {
      try await LenientBuild(run: self, toolchain: toolchain).gather(&evidence)
    }
    guard isBuilt else { return }
    let description = try BuildDescription(inScratch: scratch)
    evidence.state = .complete
    let binary = description.testBinary(ofPackage: root.path)
    if binary == nil {
      evidence.omissions.append(
        "no test ran, since the package has no test target; give each part one, <Part>Tests")
    }
    async let named = namesInCode(toolchain)
    try await withTemporaryFolder("weft-run") { folder in
      let tests = binary.map {
        TestRun(
          binary: $0, filter: partTests, names: names, root: root, folder: folder,
          limits: TestLimits(book, standard: timeLimit), progress: progress)
      }
      try await test(&evidence, tests, description)
    }
    evidence.add(names: try await named)
  }

  /// What the names of the code stand for, which no test tells, and so is read while they run.
  private func namesInCode(_ toolchain: Toolchain) async throws -> Evidence {
    try await step("Reading what names stand for") {
      var evidence = Evidence.absent
      try NameGathering(run: self, toolchain: toolchain).gather(&evidence)
      return evidence
    }
  }

  /// Does what is a stage for whoever waits, and tells how long it took.
  func step<Result>(_ stage: String, _ work: () async throws -> Result) async rethrows -> Result {
    progress(.stage(stage))
    let start = ContinuousClock.now
    let result = try await work()
    progress(.took(stage, .now - start))
    return result
  }

  /// The tests of the parts, as a regular expression over identifiers.
  var partTests: String { testFilter(ofParts: book.parts) }

  /// The tests of chapters: an identifier ends with its file and place, …/`name`()/02-lions.md.swift:12:3.
  static func testFilter(ofChapters paths: [String]) -> String {
    let files = paths.map { TestRun.escaped(Chapter.tangledName(of: $0)) }
    return "/(?:\(files.joined(separator: "|"))):[0-9]+:[0-9]+$"
  }

  func testFilter(ofParts parts: [Part]) -> String {
    let modules = parts.map { "\($0.module)Tests" }.joined(separator: "|")
    return "^(?:\(modules))\\."
  }

  /// A chapter by its path.
  func chapter(at path: String) throws -> Chapter {
    guard let outline = book.chapters.first(where: { $0.path == path }) else {
      throw RunFailure("there is no chapter \(path)")
    }
    return try chapter(outline)
  }

  /// A chapter as the book was read from it.
  func chapter(_ outline: Outline) throws -> Chapter {
    Chapter(
      path: outline.path, bytes: try read(outline.path),
      plainSwift: book.manifest.plainSwift(ofChapter: outline.path))
  }
}

extension Evidence {
  /// Whether the same code would give the same evidence again: nothing was left out, and when the
  /// build failed, it was for an error in the book and not for want of disk or network.
  var isLasting: Bool {
    omissions.isEmpty && (state == .complete || hasErrorsInBook)
  }
}
