import Book
import Foundation
import Testing

@testable import Command

private func write(_ text: String, to url: URL) throws {
  try FileManager.default.createDirectory(
    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
  try Data(text.utf8).write(to: url)
}

private func key(
  _ root: URL, toolchain version: String = "Swift version 6"
) async throws -> String {
  func read(_ path: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: root.appending(path: path)))
  }
  let entries = [BookFolder.Entry(name: "01-a.md", kind: .regular)]
  let book = Book.reading(BookFolder(path: "Spec", parts: ["Zoo": entries]), read: read)
  let toolchain = Toolchain(folder: root, version: version)
  return try await BookCode(book).key(book, root: root, toolchain: toolchain)
}

@Suite struct `The key of evidence` {
  static let files = [
    "Package.swift": "// package", "Spec/book.yml": "title: A\nparts: [Zoo]\n",
    "Spec/Zoo/01-a.md": "# A\n\nText.\n\n```swift\nlet a = 1\n```\n",
    "Spec/Zoo/data.bin": "1", "Spec/Zoo/notes.md": "x", "Tests/ZooTests/By Hand.swift": "// x",
    "Sources/Tool/main.swift": "// x", "Sources/Tool/README.txt": "x",
  ]

  @Test(arguments: [
    "Package.swift", "Package.resolved", "Spec/Zoo/data.bin", "Tests/ZooTests/By Hand.swift",
    "Sources/Tool/main.swift", "Plugins/P/p.swift",
  ])
  func `changes with a file that is compiled or read by tests`(path: String) async throws {
    try await withPackage(Self.files) { root in
      let before = try await key(root)
      try write("changed", to: root.appending(path: path))
      #expect(try await key(root) != before)
    }
  }

  @Test(arguments: [
    ("Spec/Zoo/01-a.md", "# A\n\nOther text.\n\nMore.\n\n```swift\nlet a = 1\n```\n"),
    ("Sources/Tool/README.txt", "changed"), ("Site/page.html", "changed"),
  ])
  func `stays when prose changes`(path: String, text: String) async throws {
    try await withPackage(Self.files) { root in
      let before = try await key(root)
      try write(text, to: root.appending(path: path))
      #expect(try await key(root) == before)
      #expect(before.count == 64)
    }
  }

  @Test func `changes with the code of a chapter and with the toolchain`() async throws {
    try await withPackage(Self.files) { root in
      let before = try await key(root)
      #expect(try await key(root, toolchain: "Swift version 7") != before)
      try write(
        "# A\n\nText.\n\n```swift\nlet a = 2\n```\n", to: root.appending(path: "Spec/Zoo/01-a.md"))
      #expect(try await key(root) != before)
    }
  }
}
