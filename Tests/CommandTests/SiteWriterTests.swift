// Which files of a site an edit writes anew: the others are linked, and so are the same files as before.

import Book
import Evidence
import Foundation
import Run
import Testing
import Weave

@testable import Command

@Suite struct `A site that is woven again` {
  private let files = [
    "Package.swift": "", "Spec/book.yml": "title: T\nparts: [P]\n",
    "Spec/P/01-a.md": "# A\n\nWords.\n\n```swift\npublic struct Ape {}\n```\n",
    "Spec/P/02-b.md": "# B\n\nWords.\n\n## Bears\n",
  ]

  /// Weaves the site; returns which file on the disk each of its pages is.
  private func weave(_ root: URL) async throws -> [String: UInt64] {
    _ = try await writer(root).write { _, _ in }
    return try inodes(root)
  }

  private func writer(_ root: URL) throws -> SiteWriter {
    let package = try BookPackage(containing: root)
    let snapshot = try Snapshot(package)
    return SiteWriter(
      package: package, snapshot: snapshot,
      inputs: SiteInputs(snapshot.book, .absent, contents: snapshot.digests),
      theme: try ThemeFolder(for: package, parts: snapshot.book.manifest.parts),
      output: root.appending(path: "site"), lexer: CodeLexer(library: nil))
  }

  private func inodes(_ root: URL) throws -> [String: UInt64] {
    let site = root.appending(path: "site").path
    let manager = FileManager.default
    var pages: [String: UInt64] = [:]
    for path in try manager.subpathsOfDirectory(atPath: site) {
      let attributes = try manager.attributesOfItem(atPath: "\(site)/\(path)")
      guard attributes[.type] as? FileAttributeType == .typeRegular else { continue }
      pages[path] = attributes[.systemFileNumber] as? UInt64
    }
    return pages
  }

  /// The files that an edit of a chapter writes anew.
  private func written(
    in root: URL, by old: String, _ new: String, of path: String = "Spec/P/01-a.md"
  ) async throws -> Set<String> {
    let before = try await weave(root)
    let text = try #require(files[path]).replacing(old, with: new)
    try Data(text.utf8).write(to: root.appending(path: path))
    let after = try await weave(root)
    #expect(after.keys.sorted() == before.keys.sorted())
    return Set(after.filter { before[$0.key] != $0.value }.keys)
  }

  @Test func `has one chapter's files anew after an edit of words`() async throws {
    try await withPackage(files) { root in
      let written = try await written(in: root, by: "Words", "Sentences")
      #expect(
        written == ["P/01-a.html", "P/01-a.md", "P/01-a.search.js", "P/01-a.symbols.js"])
    }
  }

  @Test func `has the lists anew where what they name has moved or is called otherwise`()
    async throws
  {
    for (old, new) in [("Words", "\nWords"), ("Ape", "Gorilla")] {
      try await withPackage(files) { root in
        let written = try await written(in: root, by: old, new)
        #expect(
          written.isSuperset(of: ["P/01-a.html", "symbols.html", "index.json", "search-1.js"]))
        #expect(!written.contains("P/02-b.html"))
      }
    }
    try await withPackage(files) { root in
      let written = try await written(in: root, by: "# A", "# Apes")
      #expect(written.isSuperset(of: ["P/02-b.html", "index.html", "search.js", "checks.html"]))
    }
  }

  @Test func `has the page of an edited chapter first, and whole again after the next weave`()
    async throws
  {
    try await withPackage(files) { root in
      let before = try await weave(root)
      let path = "Spec/P/01-a.md"
      let text = try #require(files[path]).replacing("Words", with: "Sentences")
      try Data(text.utf8).write(to: root.appending(path: path))
      #expect(try writer(root).writeFirst([path]))
      let page = root.appending(path: "site/P/01-a.html")
      #expect(try String(contentsOf: page, encoding: .utf8).contains("<p>Sentences.</p>"))
      let first = try inodes(root)
      #expect(first.keys.sorted() == before.keys.sorted())
      #expect(first.filter { before[$0.key] != $0.value }.map(\.key) == ["P/01-a.html"])
      let after = try await weave(root)
      let anew = after.filter { before[$0.key] != $0.value }.map(\.key)
      #expect(
        anew.sorted() == ["P/01-a.html", "P/01-a.md", "P/01-a.search.js", "P/01-a.symbols.js"])
      #expect(after["P/01-a.html"] != first["P/01-a.html"])
    }
  }

  @Test func `has no page first that somebody else wrote, or that is not there yet`() async throws {
    try await withPackage(files) { root in
      #expect(try !writer(root).writeFirst(["Spec/P/01-a.md"]))
      _ = try await weave(root)
      try Data("mine".utf8).write(to: root.appending(path: "site/P/01-a.html"))
      #expect(try !writer(root).writeFirst(["Spec/P/01-a.md", "Spec/P/03-c.md"]))
    }
  }

  @Test func `has a page of the index again that went`() async throws {
    try await withPackage(files) { root in
      let before = try await weave(root)
      try FileManager.default.removeItem(at: root.appending(path: "site/symbols.html"))
      let after = try await weave(root)
      #expect(after.keys.sorted() == before.keys.sorted())
    }
  }
}
