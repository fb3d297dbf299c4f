// Which parts an edit can have changed, and what of a part is known after one.

import Book
import Evidence
import Foundation
import Testing

@testable import Run

/// Two parts, of which the second rests on the first, and one that has nothing to do with them.
private let files = [
  "Package.swift": """
  // swift-tools-version: 6.2
  import PackageDescription

  let package = Package(
    name: "zoo",
    targets: [
      .target(name: "Apes", path: "Spec/Apes"),
      .target(name: "Bears", dependencies: ["Apes"], path: "Spec/Bears"),
      .target(name: "Cats", path: "Spec/Cats"),
      .testTarget(name: "ApesTests", dependencies: ["Apes"]),
      .testTarget(name: "BearsTests", dependencies: ["Bears"]),
      .testTarget(name: "CatsTests", dependencies: ["Cats"]),
    ])
  """,
  "Spec/Apes/01-a.md": chapter, "Spec/Bears/01-b.md": chapter, "Spec/Cats/01-c.md": chapter,
  "Spec/Apes/a.swift": "", "Spec/Bears/b.swift": "", "Spec/Cats/c.swift": "",
  "Tests/ApesTests/a.swift": "", "Tests/BearsTests/b.swift": "", "Tests/CatsTests/c.swift": "",
]

private let chapter = """
  # A

  Text.

  ```swift
  let a = 1
  ```

  ```swift example
  a  // → 1
  try b()  // → throws No
  ```

  ```swift test
  @Test func c() { #expect(a == 1) }
  ```

  """

/// The book of a folder and its keys, by part.
private func read(
  _ root: URL
) async throws -> (book: Book, keys: [String: PartKey]) {
  func bytes(_ path: String) throws -> [UInt8] {
    if path == "Spec/book.yml" { return Array("title: A\nparts: [Apes, Bears, Cats]\n".utf8) }
    return try [UInt8](Data(contentsOf: root.appending(path: path)))
  }
  var parts: [String: [BookFolder.Entry]] = [:]
  for (part, name) in [("Apes", "01-a.md"), ("Bears", "01-b.md"), ("Cats", "01-c.md")] {
    parts[part] = [BookFolder.Entry(name: name, kind: .regular)]
  }
  let book = Book.reading(BookFolder(path: "Spec", parts: parts), read: bytes)
  let toolchain = Toolchain(folder: root, version: "Swift version 6")
  let keys = try await BookCode(book).keys(book, root: root, toolchain: toolchain).parts
  return (book, Dictionary(uniqueKeysWithValues: keys.map { ($0.part, $0) }))
}

@Suite struct `The key of a part` {
  /// The parts whose key, and those whose key without values, an edit changes.
  private func changed(
    by path: String, _ edit: (String) -> String
  ) async throws -> (key: [String], executed: [String]) {
    try await withFolder(files) { root in
      let before = try await read(root).keys
      let url = root.appending(path: path)
      try write(edit(String(contentsOf: url, encoding: .utf8)), to: url)
      let after = try await read(root).keys
      let names = ["Apes", "Bears", "Cats"]
      return (
        names.filter { before[$0]?.key != after[$0]?.key },
        names.filter { before[$0]?.executedKey != after[$0]?.executedKey }
      )
    }
  }

  @Test func `changes with the module of a part that it rests on`() async throws {
    let found = try await changed(by: "Spec/Apes/01-a.md") {
      $0.replacing("let a = 1", with: "let a = 2")
    }
    #expect(found.key == ["Apes", "Bears"] && found.executed == ["Apes", "Bears"])
    let next = try await changed(by: "Spec/Bears/01-b.md") {
      $0.replacing("let a = 1", with: "let a = 2")
    }
    #expect(next.key == ["Bears"] && next.executed == ["Bears"])
  }

  @Test(arguments: [
    ("a == 1", "a == 2"), ("\na  //", "\na + 0  //"), ("try b()", "try c()"),
    ("throws No", "1"), ("→ 1", "→ 1 (not reached: no)"),
  ])
  func `changes with a part's own tests alone`(old: String, new: String) async throws {
    let found = try await changed(by: "Spec/Apes/01-a.md") { $0.replacing(old, with: new) }
    #expect(found.key == ["Apes"] && found.executed == ["Apes"])
  }

  @Test(arguments: [("→ 1", "→ 2"), ("throws No", "throws Yes")])
  func `tells an edit of a stated value from one of code`(old: String, new: String) async throws {
    let found = try await changed(by: "Spec/Apes/01-a.md") { $0.replacing(old, with: new) }
    #expect(found.key == ["Apes"] && found.executed == [])
  }

  @Test func `is the same after an edit of prose`() async throws {
    let found = try await changed(by: "Spec/Apes/01-a.md") {
      $0.replacing("Text.", with: "Text.\n\nMore.")
    }
    #expect(found.key == [] && found.executed == [])
  }

  @Test func `changes with files that the part's tests are made from`() async throws {
    #expect(try await changed(by: "Spec/Apes/a.swift") { _ in "// a" }.key == ["Apes", "Bears"])
    #expect(try await changed(by: "Tests/ApesTests/a.swift") { _ in "// a" }.key == ["Apes"])
    let manifest = try await changed(by: "Package.swift") { $0 + "\n" }
    #expect(manifest.key == ["Apes", "Bears", "Cats"])
  }

  @Test func `of a package that cannot be described is of all code`() async throws {
    try await withFolder(files) { root in
      try write("no manifest", to: root.appending(path: "Package.swift"))
      let before = try await read(root).keys
      try write("// c", to: root.appending(path: "Spec/Cats/c.swift"))
      let after = try await read(root).keys
      #expect(before.allSatisfy { after[$0]?.key != $1.key })
    }
  }
}

@Suite struct `What is kept of a part` {
  private func test(_ line: Int) -> TestResult {
    TestResult(suite: nil, name: "A", line: line, verdict: .passed, seconds: 0)
  }

  @Test func `is found after an edit of values, at the lines of now, and tells what was edited`()
    async throws
  {
    try await withFolder(files) { root in
      let (book, keys) = try await read(root)
      let (apes, key) = (book.parts[0], try #require(keys["Apes"]))
      var evidence = Evidence(state: .complete)
      evidence.chapters["Spec/Apes/01-a.md"] = ChapterEvidence()
      evidence.chapters["Spec/Apes/01-a.md"]?.tests = [test(9)]
      evidence.chapters["Spec/Apes/01-a.md"]?.hits = [6: 3]
      let store = PartStore(folder: root.appending(path: "parts"))
      #expect(store.record(key) == nil)
      store.keep(PartRecord(key, evidence, of: apes, apes.chapters), parts: 3)

      let path = root.appending(path: "Spec/Apes/01-a.md")
      try write("# A\n\nMore.\n\n" + chapter.dropFirst(5).replacing("→ 1", with: "→ 2"), to: path)
      let now = try await read(root)
      let edited = now.book.parts[0]
      let newKey = try #require(now.keys["Apes"])
      let record = try #require(store.record(newKey))
      #expect(record.key != newKey.key)
      #expect(record.edited(in: edited.chapters).map(\.path) == ["Spec/Apes/01-a.md"])
      let moved = record.evidence(for: edited.chapters, of: edited)?.chapters["Spec/Apes/01-a.md"]
      #expect(moved?.tests.map(\.line) == [11])
      #expect(moved?.hits == [8: 3])

      try write(chapter.replacing("let a = 1", with: "let a = 2"), to: path)
      let other = try #require(try await read(root).keys["Apes"])
      #expect(store.record(other) == nil)
    }
  }

  @Test func `follows the code of the parts that it rests on, whatever their prose`() async throws {
    try await withFolder(files) { root in
      let (book, keys) = try await read(root)
      let key = try #require(keys["Bears"])
      var evidence = Evidence(state: .complete)
      evidence.chapters["Spec/Apes/01-a.md"] = ChapterEvidence()
      evidence.chapters["Spec/Apes/01-a.md"]?.hits = [6: 3]
      let record = PartRecord(
        key, evidence, of: book.parts[1], book.chapters.filter { key.chapters.contains($0.path) })
      try write(
        "# A\n\nMore.\n\n" + chapter.dropFirst(5), to: root.appending(path: "Spec/Apes/01-a.md"))
      let now = try await read(root)
      #expect(now.keys["Bears"] == key)
      let chapters = now.book.chapters.filter { key.chapters.contains($0.path) }
      let moved = record.evidence(for: chapters, of: now.book.parts[1])
      #expect(moved?.chapters["Spec/Apes/01-a.md"]?.hits == [8: 3])
    }
  }

  @Test func `adds up what the tests of several parts executed`() {
    var whole = Evidence(state: .complete)
    for (hits, line) in [([6: 1, 7: 0], 9), ([6: 2, 7: 0, 8: .max], 12), ([8: 1], 15)] {
      var part = Evidence(state: .complete)
      var chapter = ChapterEvidence()
      chapter.hits = hits
      chapter.tests = [test(line)]
      part.chapters["Spec/Apes/01-a.md"] = chapter
      part.omissions = ["\(line)"]
      whole.add(tests: part)
    }
    #expect(whole.chapters["Spec/Apes/01-a.md"]?.hits == [6: 3, 7: 0, 8: .max])
    #expect(whole.chapters["Spec/Apes/01-a.md"]?.tests.map(\.line) == [9, 12, 15])
    #expect(whole.omissions == ["9", "12", "15"])
  }
}
