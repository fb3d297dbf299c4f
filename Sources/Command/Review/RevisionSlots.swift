// Folders in which revisions are built: `.build/weft/revisions/<number>`. A folder holds one revision at a
// time. It is given to another one by changing the files that differ, so that little is built again, and
// is at work for one review at a time.
//
//     lock    held by the review that is at work in it
//     tree    what it holds; not there while that is being put there
//     index   git's notes on the files
//     files/… the revision, below the path that the repository has

import Foundation
import Run

/// The folders of one package.
struct RevisionSlots {
  /// The folder of all.
  let folder: URL
  /// No more are ever made. A review is at work in one at a time.
  static let most = 4

  init(folder: URL) { self.folder = folder }

  init(of package: BookPackage) { folder = package.url("\(PackageLayout.workFolder)/revisions") }

  /// A folder that this process alone is at work in, until it is let go.
  final class Held: Sendable {
    let folder: URL
    private let lock: CInt

    fileprivate init(folder: URL, lock: CInt) { (self.folder, self.lock) = (folder, lock) }

    deinit { close(lock) }

    var index: URL { folder.appending(path: "index") }
    private var mark: URL { folder.appending(path: "tree") }

    /// The tree that it holds whole; `nil` for one that holds none, or perhaps a part.
    var tree: String? { try? String(contentsOf: mark, encoding: .utf8) }

    /// The place of the files that lie in a repository's folder.
    func place(of repository: String) -> URL {
      URL(filePath: folder.appending(path: "files").path + repository, directoryHint: .isDirectory)
    }

    /// Puts a tree there. Whoever is killed meanwhile leaves a folder that holds none.
    func hold(_ tree: String, _ work: () async throws -> Void) async throws {
      futimens(lock, nil)
      try? FileManager.default.removeItem(at: mark)
      try await work()
      try Data(tree.utf8).write(to: mark, options: .atomic)
    }
  }

  /// The folder that holds a tree, unless a review is at work in it; `nil` where there is none.
  func holding(_ tree: String) throws -> Held? {
    for number in numbers where mark(of: number) == tree {
      if let held = try take(number), held.tree == tree { return held }
    }
    return nil
  }

  /// A folder for a tree: the one that holds it, else a new one or the one that was used least lately.
  ///
  /// - Parameters:
  ///   - others: trees whose folders are still wanted, and are only taken when there is no room.
  ///   - waiting: is called once when all are at work elsewhere.
  /// - Throws: a `CancellationError`, or a `CocoaError` when there can be no such folder.
  func take(_ tree: String, sparing others: Set<String>, waiting: () -> Void) async throws -> Held {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var hasWaited = false
    while true {
      if let held = try holding(tree) { return held }
      // Of two reviews of one revision the second waits, and finds it built.
      let isBusy = numbers.contains { mark(of: $0) == tree }
      if !isBusy, let held = try free(sparing: others) { return held }
      if !hasWaited { waiting() }
      hasWaited = true
      try await Task.sleep(for: .milliseconds(200))
    }
  }

  private func free(sparing others: Set<String>) throws -> Held? {
    let known = numbers.sorted { used($0) < used($1) }
    for number in known where !others.contains(mark(of: number) ?? "") {
      if let held = try take(number) { return held }
    }
    for number in 1...Self.most where !known.contains(number) {
      guard mkdir(url(number).path, 0o755) == 0 else {
        if errno == EEXIST { continue }
        throw PlainFile.failure(url(number).path, errno)
      }
      if let held = try take(number) { return held }
    }
    for number in known {
      if let held = try take(number) { return held }
    }
    return nil
  }

  private func url(_ number: Int) -> URL { folder.appending(path: "\(number)") }

  private var numbers: [Int] {
    (1...Self.most).filter { FileManager.default.fileExists(atPath: url($0).path) }
  }

  private func mark(of number: Int) -> String? {
    try? String(contentsOf: url(number).appending(path: "tree"), encoding: .utf8)
  }

  /// When a review was at work in it last; long ago for one that has none.
  private func used(_ number: Int) -> Date {
    let lock = url(number).appending(path: "lock")
    let values = try? lock.resourceValues(forKeys: [.contentModificationDateKey])
    return values?.contentModificationDate ?? .distantPast
  }

  /// `nil` when another review is at work in it.
  ///
  /// - Throws: `CocoaError` when it cannot be locked at all: nobody would ever let it go.
  private func take(_ number: Int) throws -> Held? {
    let path = url(number).appending(path: "lock").path
    let lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard lock >= 0 else { throw PlainFile.failure(path, errno) }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      let reason = errno
      close(lock)
      if reason == EWOULDBLOCK || reason == EINTR { return nil }
      throw PlainFile.failure(path, reason)
    }
    return Held(folder: url(number), lock: lock)
  }
}
