import Book
import Foundation
import Testing

@testable import Command

/// A book's package in a folder that goes away with it.
private final class Package {
  let root: URL

  init(_ files: [String: String]) throws {
    root = FileManager.default.temporaryDirectory.appending(path: "weft-\(UUID().uuidString)")
    for (path, text) in files { try write(text, to: path) }
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  func write(_ text: String, to path: String) throws {
    let url = root.appending(path: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  func read(_ path: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: root.appending(path: path)))
  }

  func key(toolchain version: String = "Swift version 6") async throws -> String {
    let entries = [BookFolder.Entry(name: "01-a.md", kind: .regular)]
    let book = Book.reading(BookFolder(path: "Spec", parts: ["Zoo": entries]), read: read)
    let toolchain = Toolchain(folder: root, version: version)
    return try await BookCode(book, read: read).key(book, root: root, toolchain: toolchain)
  }
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
    let package = try Package(Self.files)
    let before = try await package.key()
    try package.write("changed", to: path)
    #expect(try await package.key() != before)
  }

  @Test(arguments: [
    ("Spec/Zoo/01-a.md", "# A\n\nOther text.\n\nMore.\n\n```swift\nlet a = 1\n```\n"),
    ("Sources/Tool/README.txt", "changed"), ("Site/page.html", "changed"),
  ])
  func `stays when prose changes`(path: String, text: String) async throws {
    let package = try Package(Self.files)
    let before = try await package.key()
    try package.write(text, to: path)
    #expect(try await package.key() == before)
    #expect(before.count == 64)
  }

  @Test func `changes with the code of a chapter and with the toolchain`() async throws {
    let package = try Package(Self.files)
    let before = try await package.key()
    #expect(try await package.key(toolchain: "Swift version 7") != before)
    try package.write("# A\n\nText.\n\n```swift\nlet a = 2\n```\n", to: "Spec/Zoo/01-a.md")
    #expect(try await package.key() != before)
  }
}
