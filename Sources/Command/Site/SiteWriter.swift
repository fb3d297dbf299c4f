// Weaving the site: what changed is woven into a fresh folder, what did not is linked into it from
// the last site, and then the two change places, so that a reader never sees half a site and a
// failure leaves the last good one. Where nothing changed, nothing is written.

import Book
import Foundation
import Run
import Weave

/// Writes a site.
struct SiteWriter: Sendable {
  let package: BookPackage
  let snapshot: Snapshot
  let context: WeaveContext
  let theme: ThemeFolder
  /// Where the site comes to lie.
  let output: URL
  /// What colours code; asked for tokens when something has to be woven.
  let lexer: CodeLexer
  /// Whether the site has the whole book on one page too.
  var hasSinglePage = false

  /// How much of the site is woven.
  var extent = Extent.whole

  enum Extent {
    case whole
    /// Neither the index nor what the search reads; to measure what these cost.
    case withoutIndex
  }

  /// A file that belongs to the site, and how to come by its content.
  private struct Target: Sendable {
    enum Source: Sendable {
      case chapter(String)
      /// What is woven with a chapter's page: its source, and what scripts read of it.
      case besideChapter
      case bookPage(BookPage)
      /// The page with all chapters on it.
      case singlePage
      /// A page of the index that is there already and whole.
      case listed
      case picture(String)
      case theme(Data)
    }

    var path: String
    var key: Digest
    var source: Source
    var isChapter: Bool { if case .chapter = source { true } else { false } }
    /// Whether it shows code, and so waits for colours.
    var hasCode: Bool { if case .singlePage = source { true } else { isChapter } }
    var isListed: Bool { if case .listed = source { true } else { false } }
  }

  /// Weaves what is not there yet, and puts the site in place.
  ///
  /// - Parameter progress: is told how many of how many chapters are woven.
  /// - Returns: how many pages of chapters were woven.
  /// - Throws: `UnsafeOutput` before anything is written, where the site would replace what is no
  ///   site.
  func write(progress: @escaping @Sendable (Int, Int) -> Void) async throws -> Int {
    try OutputGuard(root: package.root, output: output).check()
    async let kept: Void = snapshot.keep()
    let count = try await writeSite(progress: progress)
    await kept
    return count
  }

  private func writeSite(progress: @escaping @Sendable (Int, Int) -> Void) async throws -> Int {
    let swap = SiteSwap(output: output)
    swap.removeLeftovers()
    let record = self.record
    let old: WovenRecord = record.value() ?? [:]
    let targets = self.targets(old)
    var kept = Set(
      targets.filter { target in
        // One that went since it was seen can only be missed when it is linked.
        target.isListed
          || old[target.path].map { $0.key == target.key && $0.stamp == stamp(target.path) }
            ?? false
      }.map(\.path))
    // A chapter's files are woven together.
    for target in targets {
      guard case .chapter(let path) = target.source else { continue }
      let files = [target.path] + filesBeside(chapter: path)
      if !kept.isSuperset(of: files) { kept.subtract(files) }
    }
    if kept.count == targets.count, old.count == targets.count { return 0 }
    let fresh = swap.fresh
    try FileManager.default.createDirectory(at: fresh, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: fresh) }
    let count = try await fill(fresh, targets, kept, progress)
    try swap.putInPlace()
    keep(targets, in: record)
    return count
  }

  /// What was woven last into the site's folder.
  var record: KeptFile {
    let name = Digest(of: output.standardizedFileURL.path.utf8).description.prefix(16)
    return KeptFile(url: package.url("\(PackageLayout.workFolder)/woven-\(name)"))
  }

  /// The stamp of a file of the site; `nil` when there is none.
  func stamp(_ path: String) -> FileStamp? {
    FileStamp(path: "\(output.path)/\(path)")
  }

  /// The files that are woven with a chapter's page.
  private func filesBeside(chapter path: String) -> [String] {
    let source = SitePaths.source(ofChapter: path)
    guard extent == .whole else { return [source] }
    return [SitePaths.searchText(ofChapter: path), SitePaths.symbols(ofChapter: path), source]
  }

  private func targets(_ old: WovenRecord) -> [Target] {
    let keys = PageKeys(context, theme: theme.digest, colours: lexer.isThere)
    var targets: [Target] = []
    for outline in context.book.chapters {
      let content = snapshot.digests[outline.path] ?? Digest(of: [])
      let key = keys.key(ofChapter: outline, content: content)
      targets.append(
        Target(
          path: SitePaths.page(ofChapter: outline.path), key: key, source: .chapter(outline.path)))
      targets += filesBeside(chapter: outline.path).map {
        Target(path: $0, key: key, source: .besideChapter)
      }
    }
    let whole = keys.keyOfBook()
    if hasSinglePage {
      var hasher = DigestHasher()
      for target in targets { hasher.add(target.key) }
      hasher.add(whole)
      targets.append(Target(path: SitePaths.single, key: hasher.digest(), source: .singlePage))
    }
    for page in context.wholePages {
      targets.append(Target(path: page.path, key: whole, source: .bookPage(page)))
    }
    if extent == .whole {
      for (page, chapters) in context.namesPages {
        let key = keys.keyOfNames(of: chapters)
        targets.append(Target(path: page.path, key: key, source: .bookPage(page)))
      }
      targets += indexTargets(keys.keyOfIndex(), old)
    }
    for (path, picture) in context.book.pictures.sorted(by: { $0.key < $1.key }) {
      targets.append(
        Target(
          path: SitePaths.place(ofPicture: path), key: picture.digest, source: .picture(path)))
    }
    for file in theme.files {
      targets.append(
        Target(path: file.name, key: Digest(of: file.bytes), source: .theme(file.bytes)))
    }
    return targets
  }

  /// The pages of the index. The index itself is made only where one of them is missing.
  private func indexTargets(_ key: Digest, _ old: WovenRecord) -> [Target] {
    let listed = old.filter { $0.value.key == key }
    if !listed.isEmpty, listed.allSatisfy({ stamp($0.key) == $0.value.stamp }) {
      return listed.keys.sorted().map { Target(path: $0, key: key, source: .listed) }
    }
    return context.indexPages.map { Target(path: $0.path, key: key, source: .bookPage($0)) }
  }

  /// Links what is kept and weaves the rest, several chapters side by side.
  private func fill(
    _ fresh: URL, _ targets: [Target], _ kept: Set<String>,
    _ progress: @escaping @Sendable (Int, Int) -> Void
  ) async throws -> Int {
    for folder in Set(targets.map { SitePaths.folder(of: $0.path) }) {
      try FileManager.default.createDirectory(
        at: fresh.appending(path: folder), withIntermediateDirectories: true)
    }
    let missing = targets.filter { !kept.contains($0.path) }
    // What is about the whole book takes longest, so it begins first.
    async let others: Void = write(missing.filter { !$0.hasCode }.reversed(), to: fresh) { _ in }
    try takeOver(targets.filter { kept.contains($0.path) }, into: fresh.path)
    let chapters = missing.filter(\.hasCode)
    try await write(chapters, to: fresh) { progress($0, chapters.count) }
    try await others
    return chapters.count(where: \.isChapter)
  }

  /// Takes files over from the last site.
  private func takeOver(_ targets: [Target], into fresh: String) throws {
    let last = output.path
    for path in targets.map(\.path) where link("\(last)/\(path)", "\(fresh)/\(path)") != 0 {
      try FileManager.default.copyItem(atPath: "\(last)/\(path)", toPath: "\(fresh)/\(path)")
    }
  }

  /// - Parameter lexed: the code of the only chapter that is woven; `nil` for all chapters or none.
  func weaver(_ lexed: LexedChapter?) -> Weaver {
    Weaver(context, theme: theme.theme) { code in
      lexed.map { $0.tokens(of: code) } ?? lexer.tokens(of: code)
    }
  }

  private func write(
    _ targets: [Target], to folder: URL,
    progress: @escaping @Sendable (Int) -> Void
  ) async throws {
    let workers = max(1, min(ProcessInfo.processInfo.activeProcessorCount, 8))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (index, target) in targets.enumerated() {
        if index >= workers {
          try await group.next()
          progress(index - workers + 1)
        }
        group.addTask { try write(target, to: folder) }
      }
      try await group.waitForAll()
    }
  }

  private func write(_ target: Target, to folder: URL) throws {
    let place = folder.path + "/" + target.path
    switch target.source {
    case .chapter(let path):
      let lexed = LexedChapter(path, lexer, in: package)
      let bytes = try snapshot.read(path)
      let content = snapshot.digests[path] ?? Digest(of: bytes)
      let weaver = weaver(lexed)
      let files =
        extent == .whole
        ? weaver.files(ofChapter: path, bytes: bytes, content: content)
        : weaver.plainFiles(ofChapter: path, bytes: bytes, content: content)
      for file in files { try write(file, in: folder) }
      try lexed.keep()
    case .besideChapter, .listed: break
    case .bookPage(let page): try write(weaver(nil).file(page), in: folder)
    case .singlePage:
      try PlainFile.write([], to: place)
      let file = try FileHandle(forWritingTo: URL(filePath: place))
      defer { try? file.close() }
      try weaver(nil).writeWholeBook(read: snapshot.read) {
        try file.write(contentsOf: Data($0.utf8))
      }
      try lexer.check()
    case .picture(let path):
      try PlainFile.write(snapshot.siteBytes(ofPicture: path), to: place)
    case .theme(let bytes): try PlainFile.write(bytes, to: place)
    }
  }

  private func write(_ file: SiteFile, in folder: URL) throws {
    try PlainFile.write(file.text.utf8, to: folder.path + "/" + file.path)
  }

  private func keep(_ targets: [Target], in record: KeptFile) {
    var files: WovenRecord = [:]
    for target in targets {
      files[target.path] = stamp(target.path).map { WovenFile(key: target.key, stamp: $0) }
    }
    // A page that is gone already would look like one that never was.
    record.keep(files.count == targets.count ? files : [:])
  }
}
