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
  let inputs: SiteInputs
  /// What is made of them for all pages, once something is to be woven.
  private let made: Once<WeaveContext>
  let theme: ThemeFolder
  /// Where the site comes to lie.
  let output: URL
  /// The same as text, since there are many files to ask for.
  private let place: String
  /// What colours code; asked for tokens when something has to be woven.
  let lexer: CodeLexer
  /// Whether the site has the whole book on one page too.
  var hasSinglePage = false

  /// How much of the site is woven.
  var extent = Extent.whole

  var context: WeaveContext { made.value }

  init(
    package: BookPackage, snapshot: Snapshot, inputs: SiteInputs, theme: ThemeFolder,
    output: URL, lexer: CodeLexer
  ) {
    (self.package, self.snapshot, self.inputs) = (package, snapshot, inputs)
    (self.theme, self.output, self.lexer) = (theme, output, lexer)
    place = output.path
    made = Once { inputs.context() }
  }

  enum Extent {
    case whole
    /// Neither the index nor what the search reads; to measure what these cost.
    case withoutIndex
  }

  /// Weaves what is not there yet, and puts the site in place.
  ///
  /// - Parameter progress: is told how many of how many chapters are woven.
  /// - Returns: how many pages of chapters were woven.
  /// - Throws: `UnsafeOutput` before anything is written, where the site would replace what is no
  ///   site.
  func write(progress: @escaping @Sendable (Int, Int) -> Void) async throws -> Int {
    let last: WovenRecord? = record.value()
    try check(last)
    async let kept: Void = snapshot.keep()
    let count = try await writeSite(last, progress: progress)
    await kept
    return count
  }

  /// Sees to it that nothing is lost in the site's folder.
  ///
  /// - Throws: `UnsafeOutput`.
  func check(_ last: WovenRecord?) throws {
    // Without a record, or with that of a run that somebody else came between, it is not known what was
    // put there.
    let files = last?.files ?? [:]
    let names = files.isEmpty ? nil : SitePaths.topNames(of: files.keys)
    let parts = snapshot.book.manifest.parts
    let output = OutputGuard(root: package.root, output: output) { name in
      guard let names else { return true }
      // A run that was killed may have put there what is not in the record.
      return names.contains(name) || SitePaths.isWoven(name) || parts.contains(name)
        || theme.files.contains { $0.name == name }
    }
    try output.check()
  }

  private func writeSite(
    _ last: WovenRecord?, progress: @escaping @Sendable (Int, Int) -> Void
  ) async throws -> Int {
    let swap = SiteSwap(output: output, spare: workFile("spares/"))
    swap.removeLeftovers()
    let digest = digest()
    if let last, last.inputs == digest, isThere(last.files) { return 0 }
    let old = last?.files ?? [:]
    let context = self.context
    // Nearly all pages ask for it, and meanwhile it is seen which these are.
    async let names: Void = context.readNames()
    let targets = self.targets(old)
    var kept: WovenFiles = [:]
    let found = targets.mapSideBySide { target -> WovenFile? in
      // One that went since it was seen can only be missed when it is linked.
      guard let file = old[target.path], file.key == target.key,
        target.isListed || file.stamp == stamp(target.path)
      else { return nil }
      return file
    }
    for (target, file) in zip(targets, found) { kept[target.path] = file }
    // A chapter's files are woven together.
    for target in targets {
      guard case .chapter(let path) = target.source else { continue }
      let files = [target.path] + filesBeside(chapter: path)
      if !files.allSatisfy({ kept[$0] != nil }) { for file in files { kept[file] = nil } }
    }
    if kept.count == targets.count, old.count == targets.count {
      record.keep(WovenRecord(inputs: digest, files: old))
      return 0
    }
    await names
    let (count, woven) = try await replace(swap, targets, kept, progress)
    record.keep(WovenRecord(inputs: digest, files: woven))
    return count
  }

  /// Puts the site in place.
  ///
  /// - Returns: how many chapters were woven, and all files of the site as they are; none where somebody
  ///   else was at work there.
  private func replace(
    _ swap: SiteSwap, _ targets: [Target], _ kept: WovenFiles,
    _ progress: @escaping @Sendable (Int, Int) -> Void
  ) async throws -> (chapters: Int, woven: WovenFiles) {
    let fresh = FreshFolder(path: swap.fresh.path, last: place)
    let count: Int
    var woven: WovenFiles
    do {
      count = try await fill(fresh, swap, targets, kept, progress)
      // Before others can see it, and put theirs in its place.
      woven = files(targets, in: fresh.path)
      for (path, file) in kept where woven[path]?.stamp.isSame(butForNames: file.stamp) != true {
        woven[path] = nil
      }
      try swap.putInPlace()
    } catch {
      swap.discard()
      throw error
    }
    if !swap.end() {
      // With the last site names of files that stayed are gone, and nothing else of them may have changed.
      let now = files(targets, in: place)
      woven = now.filter { path, file in
        woven[path].map { file.stamp.isSame(butForNames: $0.stamp) } ?? false
      }
    }
    // A page that is gone already would look like one that never was.
    return (count, woven.count == targets.count ? woven : [:])
  }

  /// Of all that the site follows from.
  private func digest() -> Digest {
    var hasher = DigestHasher()
    hasher.add(inputs.digest())
    hasher.add(theme.whole)
    hasher.add(lexer.identity)
    for choice in [hasSinglePage, extent == .whole] { hasher.add(choice ? 1 : 0) }
    return hasher.digest()
  }

  /// Whether all files of a site are as they were woven.
  private func isThere(_ files: WovenFiles) -> Bool {
    let places = Array(files).mapSideBySide { path, file in file.stamp == stamp(path) }
    return !files.isEmpty && places.allSatisfy(\.self)
  }

  /// What was woven last into the site's folder.
  var record: KeptFile { KeptFile(url: workFile("woven-")) }

  /// What is kept between runs of the site's folder.
  private func workFile(_ kind: String) -> URL {
    let name = Digest(of: output.standardizedFileURL.path.utf8).description.prefix(16)
    return package.url("\(PackageLayout.workFolder)/\(kind)\(name)")
  }

  /// The stamp of a file of the site; `nil` when there is none.
  func stamp(_ path: String) -> FileStamp? { FileStamp(path: "\(place)/\(path)") }

  /// Takes over what is kept and weaves the rest, several chapters side by side.
  ///
  /// - Returns: how many chapters were woven.
  private func fill(
    _ fresh: FreshFolder, _ swap: SiteSwap, _ targets: [Target], _ kept: WovenFiles,
    _ progress: @escaping @Sendable (Int, Int) -> Void
  ) async throws -> Int {
    let folder = URL(filePath: fresh.path, directoryHint: .isDirectory)
    let folders = SitePaths.folders(of: targets.map(\.path))
    var here: Set<String> = []
    if let usable = fresh.clear(but: kept.mapValues(\.stamp), folders, try swap.begin()) {
      here = usable
    } else {
      try swap.beginAnew()
    }
    for path in folders {
      try FileManager.default.createDirectory(
        at: folder.appending(path: path), withIntermediateDirectories: true)
    }
    try fresh.take(kept.keys.filter { !here.contains($0) })
    let missing = targets.filter { kept[$0.path] == nil }
    let chapters = missing.filter(\.hasCode)
    // What is about the whole book takes longest, so it begins; but what lists figures waits for who reads
    // them anyway.
    let others = missing.filter { !$0.hasCode && !$0.listsFigures }
    let ordered = others.reversed() + chapters + missing.filter(\.listsFigures)
    try await write(ordered, to: folder) { progress($0, chapters.count) }
    return chapters.count(where: \.isChapter)
  }

  /// - Parameter lexed: the code of the only chapter that is woven; `nil` for all chapters or none.
  func weaver(_ lexed: LexedChapter?) -> Weaver {
    Weaver(context, theme: theme.theme) { code in
      lexed.map { $0.tokens(of: code) } ?? lexer.tokens(of: code)
    }
  }

  /// - Parameter progress: is told how many of those with code are written.
  private func write(
    _ targets: [Target], to folder: URL, progress: @escaping @Sendable (Int) -> Void
  ) async throws {
    let workers = max(1, min(ProcessInfo.processInfo.activeProcessorCount, 8))
    try await withThrowingTaskGroup(of: Bool.self) { group in
      var done = 0
      for (index, target) in targets.enumerated() {
        if index >= workers, try await group.next() == true {
          done += 1
          progress(done)
        }
        group.addTask {
          try write(target, to: folder)
          return target.hasCode
        }
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
      try PlainFile.make([], at: place)
      let file = try FileHandle(forWritingTo: URL(filePath: place))
      defer { try? file.close() }
      try weaver(nil).writeWholeBook(read: snapshot.read) {
        try file.write(contentsOf: Data($0.utf8))
      }
      try lexer.check()
    case .picture(let path):
      try PlainFile.make(snapshot.siteBytes(ofPicture: path), at: place)
    case .theme(let bytes): try PlainFile.make(bytes, at: place)
    }
  }

  private func write(_ file: SiteFile, in folder: URL) throws {
    try PlainFile.make(file.text.utf8, at: folder.path + "/" + file.path)
  }

  /// The files of the site as they are in a folder.
  private func files(_ targets: [Target], in folder: String) -> WovenFiles {
    let found = targets.mapSideBySide { target in
      FileStamp(path: "\(folder)/\(target.path)").map { WovenFile(key: target.key, stamp: $0) }
    }
    var files: WovenFiles = [:]
    for (target, file) in zip(targets, found) { files[target.path] = file }
    return files
  }
}
