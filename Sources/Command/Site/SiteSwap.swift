// A fresh site takes the place of the last one in one step, so that whoever reads or kills weft at any
// moment finds a whole site. The one that stood there before is kept as a spare: most of its files are
// those of the next site too, so that only what differs is linked or written, and not each file anew.
//
//     .build/weft/spares/…  →  Site/.public-4711      the last site but one is brought up to date
//     Site/public           ⇄  Site/.public-4711      one exchange
//     Site/.public-4711     →  .build/weft/spares/…   now the last one

import Foundation

/// Puts a folder in the place of another.
struct SiteSwap {
  /// Where the site lies.
  let output: URL
  /// Where the last site waits for the next swap.
  let spare: URL

  /// Where this process fills a fresh site, beside the place it will take.
  var fresh: URL { folder(of: ProcessInfo.processInfo.processIdentifier) }

  private var prefix: String { ".\(output.lastPathComponent)-" }

  private func folder(of process: Int32) -> URL {
    output.deletingLastPathComponent().appending(path: "\(prefix)\(process)")
  }

  /// Makes the fresh folder, out of the spare where there is one. To move it there is to claim it: what
  /// another process has taken is not there any more.
  ///
  /// - Returns: what a folder of this process looks like.
  func begin() throws -> FolderLook {
    try make()
    guard let look = FolderLook(path: fresh.path) else { throw failure(errno) }
    // A folder takes the place of an empty one; what is none, such as a link, does not.
    rename(spare.path, fresh.path)
    return look
  }

  /// Begins again without the spare.
  func beginAnew() throws {
    try? FileManager.default.removeItem(at: fresh)
    // What cannot be removed does not stand in the way, and the next run tries again.
    rename(fresh.path, fresh.appendingPathExtension("old").path)
    try make()
  }

  private func make() throws {
    try FileManager.default.createDirectory(at: fresh, withIntermediateDirectories: true)
  }

  /// Puts the fresh folder in place; the one that was there is the fresh folder then, or gone.
  func putInPlace() throws {
    if rename(fresh.path, output.path) == 0 { return }
    // What is there has content, so the two change places.
    if let code = exchange() {
      guard code == EINVAL || code == ENOSYS else { throw failure(code) }
      try moveAside()
    }
  }

  /// Keeps the fresh folder, which was the site, as the spare.
  ///
  /// - Returns: whether that was done. Else it is removed, and with it a name of each file that it shared
  ///   with the site, which changes their stamps.
  func end() -> Bool {
    let folder = spare.deletingLastPathComponent()
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    // Another file system cannot take it, and another process may have left its own there.
    guard rename(fresh.path, spare.path) == 0 else {
      discard()
      return false
    }
    dropSpares(in: folder)
    return true
  }

  /// Removes the fresh folder.
  func discard() { try? FileManager.default.removeItem(at: fresh) }

  /// So many sites may be woven in turns without one taking longer for another.
  private static let mostSpares = 4

  /// Removes the spares of sites that were not woven for the longest time.
  private func dropSpares(in folder: URL) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let dated = names.map { name in
      (FolderLook.changed("\(folder.path)/\(name)"), name)
    }
    for (_, name) in dated.sorted(by: <).dropLast(Self.mostSpares) {
      try? FileManager.default.removeItem(at: folder.appending(path: name))
    }
  }

  /// For file systems that cannot exchange: for a moment there is no site, and a kill just then leaves
  /// the last one beside it, with `.old` at the end of its name.
  private func moveAside() throws {
    let old = fresh.appendingPathExtension("old")
    guard rename(output.path, old.path) == 0 else { throw failure(errno) }
    guard rename(fresh.path, output.path) == 0 else {
      let failure = self.failure(errno)
      rename(old.path, output.path)
      throw failure
    }
    try? FileManager.default.removeItem(at: old)
  }

  private func failure(_ code: Int32) -> LoadError {
    LoadError("the site cannot be put in place: \(String(cString: strerror(code)))")
  }

  private typealias Exchange =
    @convention(c) (
      Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32
    ) -> Int32

  /// Lets the two folders change places; the error's number where that failed.
  ///
  /// The C library declares `renameat2` for GNU programs only, so Swift does not see it.
  private func exchange() -> Int32? {
    guard let symbol = dlsym(nil, "renameat2") else { return ENOSYS }
    let renameat2 = unsafeBitCast(symbol, to: Exchange.self)
    let exchangeFlag: UInt32 = 2  // RENAME_EXCHANGE of linux/fs.h
    return renameat2(AT_FDCWD, fresh.path, AT_FDCWD, output.path, exchangeFlag) == 0 ? nil : errno
  }

  /// Removes what runs left behind that were killed; those that live are at work there.
  func removeLeftovers() {
    let parent = output.deletingLastPathComponent()
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
    for name in names where name.hasPrefix(prefix) {
      let number = name.dropFirst(prefix.count).prefix { $0.isNumber }
      let rest = name.dropFirst(prefix.count + number.count)
      guard let process = Int32(number), rest.isEmpty || rest == ".old" else { continue }
      let isOwn = process == ProcessInfo.processInfo.processIdentifier
      // The last site may be all there is, where it was moved aside.
      if rest == ".old", !FileManager.default.fileExists(atPath: output.path) {
        rename(parent.appending(path: name).path, output.path)
      } else if isOwn || kill(process, 0) != 0 && errno == ESRCH {
        try? FileManager.default.removeItem(at: parent.appending(path: name))
      }
    }
  }
}
