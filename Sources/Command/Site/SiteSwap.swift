// A fresh site takes the place of the last one in one step, so that whoever reads or kills weft at any
// moment finds a whole site.
//
//     Site/public       ⇄  Site/.public-4711     one exchange; then the old one, now there, is removed

import Foundation

/// Puts a folder in the place of another.
struct SiteSwap {
  /// Where the site lies.
  let output: URL

  /// Where this process fills a fresh site, beside the place it will take.
  var fresh: URL { folder(of: ProcessInfo.processInfo.processIdentifier) }

  private var prefix: String { ".\(output.lastPathComponent)-" }

  private func folder(of process: Int32) -> URL {
    output.deletingLastPathComponent().appending(path: "\(prefix)\(process)")
  }

  /// Puts the fresh folder in place, and removes the one that was there.
  func putInPlace() throws {
    try? FileManager.default.createDirectory(
      at: output.deletingLastPathComponent(), withIntermediateDirectories: true)
    if rename(fresh.path, output.path) == 0 { return }
    // What is there has content, so the two change places.
    if let code = exchange() {
      guard code == EINVAL || code == ENOSYS else { throw failure(code) }
      try moveAside()
    }
    try? FileManager.default.removeItem(at: fresh)
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
