// What an editor does to files, and whether it is noticed. The kernel queues its word before a call
// returns, but for a file that is closed: a process that another test starts at that moment holds it open
// until it has become a program.

import Foundation
import Testing

@testable import Serve

@Suite struct `A followed folder` {
  private let root = FileManager.default.temporaryDirectory
    .appending(path: "weft-watch-\(UUID().uuidString)")

  private func url(_ path: String) -> URL { root.appending(path: path) }

  private func write(_ path: String, _ text: String = "text") throws {
    try Data(text.utf8).write(to: url(path))
  }

  private func make(_ path: String) throws {
    try FileManager.default.createDirectory(at: url(path), withIntermediateDirectories: true)
  }

  /// What is followed, and where the kernel tells of it.
  private struct Followed {
    var folders: FollowedFolders
    var descriptor: Int32

    /// Whether there is news, or comes before a time that no close takes.
    func tell() -> Bool {
      for _ in 0..<100 {
        if folders.hasNews() { return true }
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        poll(&waiting, 1, 100)
      }
      return false
    }

    /// Whether there is none by now.
    func areSilent() -> Bool { !folders.hasNews() }
  }

  /// Follows a folder with a file in it while the closure runs.
  private func following(_ body: (Followed) throws -> Void) throws {
    try make("Spec/Zoo")
    try make("out/Zoo")
    try write("Spec/Zoo/01-a.md")
    defer { try? FileManager.default.removeItem(at: root) }
    let descriptor = inotify_init1(Int32(IN_NONBLOCK))
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    let ignored = url("out").path
    let folders = FollowedFolders(descriptor: descriptor) { $0 == ignored }
    #expect(folders.follow(root.path) == nil)
    let followed = Followed(folders: folders, descriptor: descriptor)
    #expect(followed.areSilent())
    try body(followed)
    #expect(followed.areSilent())
  }

  @Test func `tells of a file that is written in place, moved over, created and removed`() throws {
    try following { folders in
      let handle = try FileHandle(forWritingTo: url("Spec/Zoo/01-a.md"))
      try handle.write(contentsOf: Data("more".utf8))
      try handle.close()
      #expect(folders.tell())
      try write("new.md")
      #expect(folders.tell())
      #expect(rename(url("new.md").path, url("Spec/Zoo/01-a.md").path) == 0)
      #expect(folders.tell())
      try FileManager.default.removeItem(at: url("Spec/Zoo/01-a.md"))
      #expect(folders.tell())
    }
  }

  @Test func `follows folders that are new, and those that moved`() throws {
    try following { folders in
      try make("Spec/New/Deep")
      #expect(folders.tell())
      try write("Spec/New/Deep/01.md")
      #expect(folders.tell())
      #expect(rename(url("Spec/New").path, url("Spec/Other").path) == 0)
      #expect(folders.tell())
      try write("Spec/Other/Deep/01.md", "changed")
      #expect(folders.tell())
      try FileManager.default.removeItem(at: url("Spec/Other"))
      #expect(folders.tell())
    }
  }

  @Test func `is silent about hidden files, ignored folders and mere reading`() throws {
    try following { folders in
      try write("Spec/.01-a.md.swp")
      try make(".build/weft")
      try write("out/index.html")
      try write("out/Zoo/01-a.html")
      _ = try Data(contentsOf: url("Spec/Zoo/01-a.md"))
      #expect(folders.areSilent())
      try write(".build/weft/file")
      #expect(folders.areSilent())
    }
  }

  @Test func `makes one word of many changes, and follows on after the kernel lost some`() throws {
    try following { folders in
      let limit = try String(
        contentsOfFile: "/proc/sys/fs/inotify/max_queued_events", encoding: .utf8)
      let count = try #require(Int(limit.trimmingCharacters(in: .whitespacesAndNewlines)))
      // Equal words in a row are one, so two files take turns.
      let paths = ["Spec/a", "Spec/b"].map { url($0).path }
      for number in 0...count { close(creat(paths[number % 2], 0o600)) }
      #expect(folders.tell())
      try write("Spec/Zoo/01-a.md")
      #expect(folders.tell())
    }
  }

  @Test func `says so when there is nothing to follow`() {
    #expect(throws: FolderWatch.Failure.self) {
      _ = try FolderWatch(root.appending(path: "none")) { _ in false }
    }
  }

  @Test func `wakes who waits, and lets go at the end`() async throws {
    try make("Spec")
    defer { try? FileManager.default.removeItem(at: root) }
    let watch = try FolderWatch(root) { _ in false }
    try write("Spec/a.md")
    var changes = watch.changes.makeAsyncIterator()
    #expect(await changes.next() != nil)
    watch.stop()
    while await changes.next() != nil {}
  }
}
