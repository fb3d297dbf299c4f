// The site before the last one, of which the next is made: whatever lies in it, the next has just what it
// would have from nothing.

import Book
import Evidence
import Foundation
import Run
import Testing
import Trials
import Weave

@testable import Command

@Suite struct `The spare of a site` {
  private let files = [
    "Package.swift": "", "Spec/book.yml": "title: T\nparts: [P]\n",
    "Spec/P/01-a.md": "# A\n\nWords.\n\n```swift\npublic struct Ape {}\n```\n",
    "Spec/P/deep/02-b.md": "# B\n\nWords of [A](../01-a.md).\n\n## Bears\n",
  ]

  private func writer(_ root: URL, to name: String = "site") throws -> SiteWriter {
    let package = try BookPackage(containing: root)
    let snapshot = try Snapshot(package)
    return SiteWriter(
      package: package, snapshot: snapshot,
      inputs: SiteInputs(snapshot.book, .absent, contents: snapshot.digests),
      theme: try ThemeFolder(for: package, parts: snapshot.book.manifest.parts),
      output: root.appending(path: name), lexer: CodeLexer(library: nil))
  }

  private func weave(_ root: URL, to name: String = "site") async throws {
    _ = try await writer(root, to: name).write { _, _ in }
  }

  /// All files of a folder by their paths, and its folders as empty ones.
  private func content(_ folder: URL) throws -> [String: Data] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path).reduce(into: [:]) {
      let place = folder.appending(path: $1)
      $0[$1] = place.hasDirectoryPath ? Data() : (try? Data(contentsOf: place)) ?? Data()
    }
  }

  /// The spare of the folder `site`.
  private func spare(_ root: URL) -> URL {
    let site = root.appending(path: "site").standardizedFileURL.path
    return root.appending(
      path: ".build/weft/spares/\(Digest(of: site.utf8).description.prefix(16))")
  }

  /// The modes of a site's folders.
  private func modes(_ site: URL) throws -> [Int?] {
    try ["", "P", "P/deep"].map {
      try FileManager.default.attributesOfItem(atPath: site.appending(path: $0).path)[
        .posixPermissions] as? Int
    }
  }

  private func edit(_ root: URL, _ words: String) throws {
    try Data("# A\n\n\(words).\n".utf8).write(to: root.appending(path: "Spec/P/01-a.md"))
  }

  @Test func `is the last site but one, and shares with the site what both have`() async throws {
    try await withPackage(files) { root in
      try await weave(root)
      #expect(!FileManager.default.fileExists(atPath: spare(root).path))
      let first = try content(root.appending(path: "site"))
      try edit(root, "Other words")
      try await weave(root)
      #expect(try content(spare(root)) == first)
      let inodes = [root.appending(path: "site"), spare(root)].map {
        FileStamp(path: $0.appending(path: "P/deep/02-b.html").path)?.inode
      }
      #expect(inodes[0] != nil && inodes[0] == inodes[1])
    }
  }

  @Test func `gives nothing to the next site that does not belong there`() async throws {
    try await withPackage(files) { root in
      try await weave(root)
      try edit(root, "Other words")
      try await weave(root)
      for path in ["junk", "P/index.html", "P/deep/deeper/junk.md", "P/deep/02-b.html/in-the-way"] {
        let place = spare(root).appending(path: path)
        try? FileManager.default.removeItem(at: spare(root).appending(path: "P/deep/02-b.html"))
        try FileManager.default.createDirectory(
          at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data("junk".utf8).write(to: place)
      }
      try edit(root, "Words again")
      try await weave(root)
      try await weave(root, to: "anew")
      #expect(
        try content(root.appending(path: "site")) == content(root.appending(path: "anew")))
    }
  }

  @Test func `is not followed where it is a link, nor is one in it`() async throws {
    try await withPackage(files) { root in
      let files = FileManager.default
      let elsewhere = root.appending(path: "elsewhere")
      try files.createDirectory(at: elsewhere, withIntermediateDirectories: true)
      let mine = elsewhere.appending(path: "mine")
      try Data("mine".utf8).write(to: mine)
      try await weave(root)
      try files.createDirectory(
        at: spare(root).deletingLastPathComponent(), withIntermediateDirectories: true)
      try files.createSymbolicLink(at: spare(root), withDestinationURL: elsewhere)
      try edit(root, "Other words")
      try await weave(root)
      try files.createSymbolicLink(
        at: spare(root).appending(path: "Q"), withDestinationURL: elsewhere)
      try edit(root, "Words again")
      try await weave(root)
      #expect(try Data(contentsOf: mine) == Data("mine".utf8))
      #expect(try !content(root.appending(path: "site")).keys.contains("Q"))
    }
  }

  @Test func `is not used where its folders are not as they would be made`() async throws {
    try await withPackage(files) { root in
      let site = root.appending(path: "site")
      try await weave(root)
      let usual = try modes(site)
      for place in [site, site.appending(path: "P")] {
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: place.path)
      }
      for step in 0..<3 {
        try edit(root, "Words \(step)")
        try await weave(root)
        #expect(try modes(site) == usual)
      }
    }
  }

  @Test func `does not cost a file that somebody put into the site`() async throws {
    try await withPackage(files) { root in
      try await weave(root)
      let thesis = root.appending(path: "site/thesis.txt")
      try Data("mine".utf8).write(to: thesis)
      try edit(root, "Other words")
      await #expect(throws: UnsafeOutput.self) { try await weave(root) }
      #expect(try Data(contentsOf: thesis) == Data("mine".utf8))
      try FileManager.default.removeItem(at: thesis)
      try await weave(root)
    }
  }

  @Test func `does not bar a site of which it is not known what is in it`() async throws {
    try await withPackage(files) { root in
      try await weave(root)
      // As after two runs at once; a part was renamed meanwhile.
      try writer(root).record.keep(WovenRecord(inputs: Digest(of: []), files: [:]))
      let old = root.appending(path: "site/Old")
      try FileManager.default.createDirectory(at: old, withIntermediateDirectories: true)
      try edit(root, "Other words")
      try await weave(root)
      #expect(!FileManager.default.fileExists(atPath: old.path))
    }
  }

  /// As root may be at work, nothing is refused for want of permission; but no name stands for such bytes.
  @Test func `brings back nothing that cannot be removed`() async throws {
    try await withPackage(files) { root in
      try await weave(root)
      let path = root.appending(path: "site/P").path
      let place = Array(path.utf8CString.dropLast()) + [47, CChar(bitPattern: 0xFF), 0]
      let folder = Array(path.utf8CString.dropLast()) + [47, CChar(bitPattern: 0xFE), 0]
      let file = try #require(fopen(place, "w"))
      fclose(file)
      #expect(mkdir(folder, 0o755) == 0)
      for step in 0..<4 {
        try edit(root, "Words \(step)")
        try await weave(root)
        #expect(access(place, F_OK) != 0 && access(folder, F_OK) != 0, "\(step)")
      }
    }
  }

  @Test func `of one folder leaves another's pages as they are`() async throws {
    try await withPackage(files) { root in
      func inode(_ site: String) -> Int? {
        FileStamp(path: root.appending(path: "\(site)/P/deep/02-b.html").path)?.inode
      }
      for site in ["site", "other"] { try await weave(root, to: site) }
      let first = (inode("site"), inode("other"))
      for step in 0..<3 {
        try edit(root, "Words \(step)")
        for site in ["site", "other"] { try await weave(root, to: site) }
        #expect((inode("site"), inode("other")) == first)
      }
    }
  }

  @Test func `is there for the folders that were woven last, and no site is woven among them`()
    async throws
  {
    try await withPackage(files) { root in
      for site in 0..<6 {
        for words in ["Words", "Other words"] {
          try edit(root, "\(words) \(site)")
          try await weave(root, to: "site-\(site)")
        }
      }
      let spares = spare(root).deletingLastPathComponent()
      #expect(try FileManager.default.contentsOfDirectory(atPath: spares.path).count == 4)
      await #expect(throws: UnsafeOutput.self) {
        try await weave(root, to: ".build/weft/spares/site")
      }
    }
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func `makes the site that would be made from nothing, whatever is done`(seed: UInt64)
    async throws
  {
    try await withPackage(files) { root in
      var random = SeededGenerator(seed: seed)
      for step in 0..<12 {
        let done = try disturb(root, step, &random)
        try await weave(root)
        try await weave(root, to: "anew-\(step)")
        let site = try content(root.appending(path: "site"))
        #expect(
          try site == content(root.appending(path: "anew-\(step)")),
          "seed \(seed), step \(step): \(done)")
      }
    }
  }

  /// Does something to the book, to its site or to what is kept of it.
  private func disturb(
    _ root: URL, _ step: Int, _ random: inout SeededGenerator
  ) throws -> String {
    let files = FileManager.default
    func write(_ text: String, _ path: String) throws {
      let place = root.appending(path: path)
      try files.createDirectory(
        at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: place)
    }
    let folder = Bool.random(using: &random) ? "deep/" : ""
    let chapter = "Spec/P/\(folder)0\(Int.random(in: 1...4, using: &random))-a.md"
    switch Int.random(in: 0..<8, using: &random) {
    case 0...2: try write("# Edited \(step)\n\nWords.\n", chapter)
    case 3:
      try? files.removeItem(at: root.appending(path: chapter))
      return "removed \(chapter)"
    case 4 where step > 0: try write("mine", "site/P/01-a.html")
    case 5: try? files.removeItem(at: root.appending(path: "site/rules.html"))
    case 6: try? files.removeItem(at: spare(root))
    default: try write("title: T\(step)\nparts: [P]\n", "Spec/book.yml")
    }
    return "\(chapter)"
  }
}
