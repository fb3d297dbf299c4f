// Reading a book once, and again when it changed.

import Book
import Foundation
import Run
import Testing

@testable import Command

@Suite struct `A snapshot` {
  private let files = [
    "Package.swift": "", "Spec/book.yml": "title: T\nparts: [P]\n",
    "Spec/P/01-a.md": "# A\n\nText.\n", "Spec/P/02-b.md": "# B\n\n[a](01-a.md)\n",
  ]

  private func snapshot(_ root: URL) throws -> Snapshot {
    let snapshot = try Snapshot(BookPackage(containing: root))
    snapshot.keep()
    return snapshot
  }

  /// Sets a file's time back, so that it is no fresh change any more.
  private func age(_ path: String, in root: URL, by seconds: Double = 100) throws {
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -seconds)],
      ofItemAtPath: root.appending(path: path).path)
  }

  /// What is kept of the chapters, by the files' names.
  private func kept(_ root: URL) throws -> [String: Data] {
    let folder = root.appending(path: ".build/weft/outlines")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .reduce(into: [:]) { $0[$1] = try Data(contentsOf: folder.appending(path: $1)) }
  }

  @Test func `of an unchanged book is the same, from what was kept`() async throws {
    try await withPackage(files) { root in
      for path in ["Spec/P/01-a.md", "Spec/P/02-b.md"] { try age(path, in: root) }
      let first = try snapshot(root)
      let second = try snapshot(root)
      #expect(second.book.chapters == first.book.chapters && second.digests == first.digests)
      // What was kept is taken: it is believed of a file with the same stamp.
      let before = try kept(root)
      #expect(before.values.contains { $0.count > 100 })
      _ = try snapshot(root)
      #expect(try kept(root) == before)
    }
  }

  @Test func `looks at a picture again when its file changed, and follows no link out`()
    async throws
  {
    var files = files
    files["Spec/P/01-a.md"] = "# A\n\n![a](a.gif)\n"
    files["Spec/P/a.gif"] = "GIF89a"
    try await withPackage(files) { root in
      let url = root.appending(path: "Spec/P/a.gif")
      for (content, count) in [("GIF89a", 0), ("GIF90a", 1), ("GIF87a", 0)] {
        try Data(content.utf8).write(to: url)
        try age("Spec/P/a.gif", in: root)
        #expect(try snapshot(root).book.findings.count == count, "\(content)")
        #expect(try snapshot(root).book.findings.count == count, "\(content), from what was kept")
      }
      try FileManager.default.removeItem(at: url)
      #expect(try snapshot(root).book.findings.count == 1)
      try FileManager.default.createSymbolicLink(
        atPath: url.path, withDestinationPath: root.appending(path: "Spec/P/02-b.md").path)
      #expect(try snapshot(root).book.findings.count == 1)
      try await withPackage(["a.gif": "GIF89a"]) { elsewhere in
        let folder = root.appending(path: "Spec/P/away")
        try FileManager.default.createSymbolicLink(
          atPath: folder.path, withDestinationPath: elsewhere.path)
        try Data("# A\n\n![a](away/a.gif)\n".utf8).write(to: root.appending(path: "Spec/P/01-a.md"))
        let findings = try snapshot(root).book.findings
        #expect(findings.map(\.kind) == [.deadLink, .ignoredFile])
      }
    }
  }

  @Test func `sees every change of a chapter, also one that keeps its size and its time`()
    async throws
  {
    try await withPackage(files) { root in
      let url = root.appending(path: "Spec/P/01-a.md")
      for text in ["# A\n\nText.\n", "# B\n\nText.\n", "# C\n\nText.\n", "# CC\n"] {
        try Data(text.utf8).write(to: url)
        let title = try snapshot(root).book.chapters.first?.title
        #expect(title == String(text.dropFirst(2).prefix { $0 != "\n" }))
      }
      let date = Date(timeIntervalSinceNow: -100)
      for text in ["# D\n", "# E\n"] {
        try Data(text.utf8).write(to: url, options: .atomic)
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: url.path)
        #expect(
          try snapshot(root).book.chapters.first?.title == String(text.dropFirst(2).prefix(1)))
      }
    }
  }

  @Test func `keeps findings of chapters that are not parsed again`() async throws {
    var files = files
    files["Spec/P/01-a.md"] = "# A\n\n\n```swift exmaple\n```\n"
    try await withPackage(files) { root in
      try age("Spec/P/01-a.md", in: root)
      let first = try snapshot(root).book.findings
      #expect(first.map(\.kind) == [.unknownRole])
      #expect(try snapshot(root).book.findings == first)
    }
  }

  @Test func `finds what lies beside unchanged chapters anew`() async throws {
    var files = files
    files["Spec/P/01-a.md"] = "# A\n\n![a](lion.gif)\n"
    try await withPackage(files) { root in
      for path in ["Spec/P/01-a.md", "Spec/P/02-b.md"] { try age(path, in: root) }
      func message() throws -> String? { try snapshot(root).book.findings.first?.message }
      let first = try message()
      #expect(first?.contains("there is no picture") == true)
      #expect(try message() == first)
      // A name that is nearly the one that was meant.
      let near = root.appending(path: "Spec/P/lions.gif")
      try Data("GIF89a".utf8).write(to: near)
      #expect(try message()?.contains("lions.gif") == true)
      try FileManager.default.removeItem(at: near)
      #expect(try message() == first)
      try Data("GIF89a".utf8).write(to: root.appending(path: "Spec/P/lion.gif"))
      #expect(try message() == nil)
    }
  }

  @Test func `refuses text that was changed after it was read`() async throws {
    try await withPackage(files) { root in
      for path in ["Spec/P/01-a.md", "Spec/P/02-b.md"] { try age(path, in: root) }
      _ = try snapshot(root)
      let snapshot = try snapshot(root)
      try Data("# Other\n".utf8).write(to: root.appending(path: "Spec/P/01-a.md"))
      #expect(throws: LoadError.self) { try snapshot.read("Spec/P/01-a.md") }
      #expect(try snapshot.read("Spec/P/02-b.md") == Array("# B\n\n[a](01-a.md)\n".utf8))
    }
  }

  @Test func `does without what was kept when it is damaged`() async throws {
    try await withPackage(files) { root in
      let chapters = try snapshot(root).book.chapters
      for (name, whole) in try kept(root) {
        let url = root.appending(path: ".build/weft/outlines/\(name)")
        for count in [0, 10, 31, 32, 33, whole.count / 2, whole.count - 1] {
          try whole.prefix(count).write(to: url)
          #expect(try snapshot(root).book.chapters == chapters)
        }
      }
    }
  }
}
