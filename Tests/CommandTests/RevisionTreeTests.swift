// Revisions put on the disk from git's objects, and the folders that they are put into.

import Foundation
import Programs
import Testing

@testable import Command

struct RevisionTreeTests {
  /// A repository in a folder of its own, with a package.
  private func withRepository(
    _ body: (URL, GitRepository) async throws -> Void
  ) async throws {
    try await withTemporaryFolder("weft-tree") { folder in
      let root = folder.appending(path: "zoo").resolvingSymlinksInPath()
      try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
      try await git(["init", "--quiet"], in: root)
      try await body(root, try await GitRepository(in: root))
    }
  }

  private func git(_ arguments: [String], in root: URL) async throws {
    var git = ChildProcess(
      "git", ["-c", "user.name=T", "-c", "user.email=t@e.org"] + arguments, in: root)
    git.environment = ["GIT_CONFIG_GLOBAL": "/dev/null", "LLVM_PROFILE_FILE": "/dev/null"]
    let said = try await git.output()
    try #require(said.ending.isSuccess, "\(String(decoding: said.standardError, as: UTF8.self))")
  }

  private func write(_ text: String, to url: URL) throws {
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  private func commit(_ root: URL, _ repository: GitRepository) async throws -> RevisionTree {
    try await git(["add", "--all", "."], in: root)
    try await git(["commit", "--quiet", "--allow-empty", "-m", "m"], in: root)
    return try await RevisionTree(of: try await repository.commit("HEAD"), in: repository)
  }

  private func files(in folder: URL) -> Set<String> {
    let all =
      FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return Set(all.filter { !$0.hasPrefix(".git") })
  }

  @Test func `whatever a killed review left, the files of the revision are there and no others`()
    async throws
  {
    try await withRepository { root, repository in
      try write("a", to: root.appending(path: "a\nb"))
      try write("#!/bin/sh\n", to: root.appending(path: "run"))
      chmod(root.appending(path: "run").path, 0o755)
      try FileManager.default.createSymbolicLink(
        atPath: root.appending(path: "link").path, withDestinationPath: "run")
      let first = try await commit(root, repository)
      #expect(first.refusals.isEmpty && first.notes.isEmpty)
      try write("c", to: root.appending(path: "deep/er/c"))
      try FileManager.default.removeItem(at: root.appending(path: "run"))
      try FileManager.default.removeItem(at: root.appending(path: "link"))
      let second = try await commit(root, repository)

      let place = root.deletingLastPathComponent().appending(path: "slot/files")
      let index = root.deletingLastPathComponent().appending(path: "slot/index")
      try await first.checkOut(into: place, index: index)
      #expect(files(in: place) == ["a\nb", "run", "link"])
      #expect(FileManager.default.isExecutableFile(atPath: place.appending(path: "run").path))
      // What is built stays; what was changed or left there does not.
      try write("o", to: place.appending(path: ".build/o"))
      try write("other", to: place.appending(path: "a\nb"))
      try write("left", to: place.appending(path: "deep"))
      try write("", to: index.appendingPathExtension("lock"))
      try await second.checkOut(into: place, index: index)
      #expect(files(in: place) == [".build", ".build/o", "a\nb", "deep", "deep/er", "deep/er/c"])
      #expect(try String(contentsOf: place.appending(path: "a\nb"), encoding: .utf8) == "a")
      try FileManager.default.removeItem(at: index)
      try await first.checkOut(into: place, index: index)
      #expect(files(in: place) == [".build", ".build/o", "a\nb", "run", "link"])
    }
  }

  @Test func `no hook runs, and neither checkout nor index is touched`() async throws {
    try await withRepository { root, repository in
      try write("a", to: root.appending(path: "a"))
      let tree = try await commit(root, repository)
      for name in ["post-checkout", "post-index-change", "reference-transaction"] {
        let hook = root.appending(path: ".git/hooks/\(name)")
        try write("#!/bin/sh\ntouch \(root.path)/hooked\n", to: hook)
        chmod(hook.path, 0o755)
      }
      let index = try Data(contentsOf: root.appending(path: ".git/index"))
      let slot = root.deletingLastPathComponent().appending(path: "slot")
      try await tree.checkOut(
        into: slot.appending(path: "files"), index: slot.appending(path: "index"))
      #expect(files(in: root) == ["a"])
      #expect(try Data(contentsOf: root.appending(path: ".git/index")) == index)
    }
  }

  @Test func `links out, builds in git and what is too large are refused, modules are told`()
    async throws
  {
    try await withRepository { root, repository in
      try write("a", to: root.appending(path: "d/e/a"))
      let files = FileManager.default
      for (name, target) in [
        ("in", "d/../d/e"), ("up", "../x"), ("away", "/etc"), ("d/f", "e/../../.."),
      ] {
        try files.createSymbolicLink(
          atPath: root.appending(path: name).path, withDestinationPath: target)
      }
      try write("o", to: root.appending(path: ".build/o"))
      let tree = try await commit(root, repository)
      #expect(
        tree.refusals == [
          "it holds .build/o, where builds and their verdicts are kept; remove it from git",
          "away is a link that leads out of it; build it by hand if you trust it",
          "d/f is a link that leads out of it; build it by hand if you trust it",
          "up is a link that leads out of it; build it by hand if you trust it",
        ])
      let small = try await RevisionTree(of: tree.commit, in: repository, mostBytes: 3)
      #expect(small.refusals[0].hasPrefix("it has "))
      try await git(
        ["update-index", "--add", "--cacheinfo", "160000,\(tree.commit),lib"], in: root)
      try await git(["commit", "--quiet", "-m", "m"], in: root)
      let module = try await RevisionTree(of: try await repository.commit("HEAD"), in: repository)
      #expect(module.notes == ["lib is a module of another repository, and is not there"])
    }
  }

  @Test func `links that lead out only together are found on the disk`() async throws {
    try await withRepository { root, repository in
      try write("a", to: root.appending(path: "d/a"))
      let files = FileManager.default
      // By its words b leads to d; through c it leads to the folder above all.
      try files.createSymbolicLink(
        atPath: root.appending(path: "d/c").path, withDestinationPath: "..")
      try files.createSymbolicLink(
        atPath: root.appending(path: "b").path, withDestinationPath: "d/c/../d")
      let tree = try await commit(root, repository)
      #expect(tree.refusals.isEmpty)
      let slot = root.deletingLastPathComponent().appending(path: "slot")
      try write("a", to: slot.appending(path: "d/a"))
      await #expect(throws: CheckOutFailure.self) {
        try await tree.checkOut(
          into: slot.appending(path: "files"), index: slot.appending(path: "index"))
      }
    }
  }

  @Test func `packages beside the repository are those that its manifest names`() {
    let packages = NeighbourPackages(repository: "/books/all/zoo", prefix: "Tools/Book/")
    let manifest = """
      .package(name: "weft", path: "../../../weft"), .package(path: "../.."), .package(path: "..")
      .package(path: "../../../../weft/./more"), .package(path: "../Other"), .package(path: "../../..")
      """
    #expect(packages.paths(in: manifest) == ["/books/all/weft", "/books/weft/more"])
  }
}

struct RevisionSlotsTests {
  private func withSlots(_ body: (RevisionSlots) async throws -> Void) async throws {
    try await withTemporaryFolder("weft-slots") { folder in
      try await body(RevisionSlots(folder: folder))
    }
  }

  @Test func `a tree finds the folder that holds it, another takes the one used least lately`()
    async throws
  {
    try await withSlots { (slots: RevisionSlots) async throws in
      func hold(_ tree: String, sparing others: Set<String> = []) async throws -> String {
        let held = try await slots.take(tree, sparing: others) {}
        try await held.hold(tree) {}
        return held.folder.lastPathComponent
      }
      #expect(try await hold("a") == "1")
      #expect(try await hold("b", sparing: ["a"]) == "2")
      #expect(try await hold("a") == "1")
      #expect(try await hold("c", sparing: ["a"]) == "2")
      #expect(try slots.holding("b") == nil && slots.holding("c") != nil)
      #expect(try await hold("d") == "1")
    }
  }

  @Test func `a folder is at work for one, and never for more than there may be`() async throws {
    try await withSlots { (slots: RevisionSlots) async throws in
      var all: [RevisionSlots.Held] = []
      for number in 1...RevisionSlots.most {
        let held = try await slots.take("\(number)", sparing: []) {}
        try await held.hold("\(number)") {}
        all.append(held)
      }
      #expect(Set(all.map(\.folder.lastPathComponent)) == ["1", "2", "3", "4"])
      let waiting = Task { try await slots.take("1", sparing: []) {}.folder.lastPathComponent }
      try await Task.sleep(for: .milliseconds(300))
      // The others come free, and it waits for its own.
      all.removeLast()
      try await Task.sleep(for: .milliseconds(300))
      all.removeFirst()
      #expect(try await waiting.value == "1")
    }
  }

  @Test func `what cannot be locked at all is told and not waited for`() async throws {
    try await withSlots { (slots: RevisionSlots) async throws in
      try FileManager.default.createDirectory(
        at: slots.folder.appending(path: "1/lock"), withIntermediateDirectories: true)
      await #expect(throws: CocoaError.self) { try await slots.take("a", sparing: []) {} }
    }
  }

  @Test func `a folder in which putting a tree ended early holds none`() async throws {
    try await withSlots { (slots: RevisionSlots) async throws in
      let held = try await slots.take("a", sparing: []) {}
      try await held.hold("a") {}
      await #expect(throws: CheckOutFailure.self) {
        try await held.hold("b") { throw CheckOutFailure("no room") }
      }
      #expect(held.tree == nil)
    }
  }
}
