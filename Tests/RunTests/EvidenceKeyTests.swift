import Book
import Foundation
import Testing
import Trials

@testable import Run

private func key(
  _ root: URL, toolchain version: String = "Swift version 6"
) async throws -> String {
  func read(_ path: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: root.appending(path: path)))
  }
  let entries = [BookFolder.Entry(name: "01-a.md", kind: .regular)]
  let book = Book.reading(BookFolder(path: "Spec", parts: ["Zoo": entries]), read: read)
  let toolchain = Toolchain(folder: root, version: version)
  return try await BookCode(book).keys(book, root: root, toolchain: toolchain).whole
}

/// A package whose tests depend on files in all the ways that there are, and one tool that they do
/// not depend on.
private let files = [
  "Package.swift": """
  // swift-tools-version: 6.2
  import PackageDescription

  let package = Package(
    name: "zoo",
    dependencies: [.package(path: "dep")],
    targets: [
      .target(
        name: "Zoo", dependencies: ["Lib", .product(name: "Dep", package: "dep")],
        path: "Spec/Zoo"),
      .target(name: "Lib", path: "Other/Lib", resources: [.embedInCode("v.txt")]),
      .executableTarget(name: "Tool"),
      .testTarget(name: "ZooTests", dependencies: ["Zoo"]),
    ])
  """,
  "dep/Package.swift": """
  // swift-tools-version: 6.2
  import PackageDescription

  let package = Package(
    name: "dep", products: [.library(name: "Dep", targets: ["Dep"])],
    targets: [.target(name: "Dep")])
  """,
  "dep/Sources/Dep/d.swift": "// d", "Other/Lib/l.swift": "// l", "Other/Lib/v.txt": "1",
  "Elsewhere/linked.swift": "// linked", "Spec/book.yml": "title: A\nparts: [Zoo]\n",
  "Spec/Zoo/Zoo.swift": "// zoo", "Spec/Zoo/01-a.md": "# A\n\nText.\n\n```swift\nlet a = 1\n```\n",
  "Spec/Zoo/data.bin": "1", "Spec/Zoo/notes.md": "x", "Tests/ZooTests/By Hand.swift": "// x",
  "Sources/Tool/main.swift": "// x",
]

@Suite struct `The key of evidence` {
  private func withZoo(_ body: (URL) async throws -> Void) async throws {
    try await withFolder(files) { root in
      try FileManager.default.createSymbolicLink(
        at: root.appending(path: "Other/Lib/linked.swift"),
        withDestinationURL: root.appending(path: "Elsewhere/linked.swift"))
      try await body(root)
    }
  }

  @Test func `changes with each file that the tests depend on, and with no other`() async throws {
    try await withZoo { root in
      var last = try await key(root)
      #expect(last.count == 64)
      #expect(try await key(root) == last)
      let reached = [
        "Spec/Zoo/data.bin", "Tests/ZooTests/By Hand.swift", "Other/Lib/l.swift", "Other/Lib/v.txt",
        "Elsewhere/linked.swift", "dep/Sources/Dep/d.swift", "dep/Sources/Dep/new.swift",
      ]
      for path in reached {
        try write("// changed", to: root.appending(path: path))
        let now = try await key(root)
        #expect(now != last, "\(path)")
        last = now
      }
      let others = [
        ("Sources/Tool/main.swift", "// changed"), ("Site/page.html", "changed"),
        ("README.md", "changed"), ("Spec/Zoo/notes.md", "changed"),
        ("Spec/Zoo/01-a.md", "# A\n\nOther text.\n\nMore.\n\n```swift\nlet a = 1\n```\n"),
      ]
      for (path, text) in others {
        try write(text, to: root.appending(path: path))
        #expect(try await key(root) == last, "\(path)")
      }
      #expect(try await key(root, toolchain: "Swift version 7") != last)
      try write(
        "# A\n\nText.\n\n```swift\nlet a = 2\n```\n", to: root.appending(path: "Spec/Zoo/01-a.md"))
      #expect(try await key(root) != last)
    }
  }

  @Test func `follows a manifest that makes another target matter`() async throws {
    try await withZoo { root in
      let before = try await key(root)
      let manifest = try #require(files["Package.swift"])
      try write(
        manifest.replacing("dependencies: [\"Zoo\"]", with: "dependencies: [\"Zoo\", \"Tool\"]"),
        to: root.appending(path: "Package.swift"))
      let after = try await key(root)
      #expect(after != before)
      try write("// changed", to: root.appending(path: "Sources/Tool/main.swift"))
      #expect(try await key(root) != after)
    }
  }

  @Test func `of a package that cannot be described is of all its files`() async throws {
    try await withZoo { root in
      try write("no manifest", to: root.appending(path: "Package.swift"))
      let before = try await key(root)
      try write("// changed", to: root.appending(path: "Sources/Tool/main.swift"))
      #expect(try await key(root) != before)
    }
  }
}

/// A description of a package with targets that depend on each other at random.
@Suite struct `What a package's parts depend on` {
  @Test func `is what a search over all paths finds`() throws {
    for seed in UInt64(1)...200 {
      var random = SeededGenerator(seed: seed)
      let count = Int.random(in: 2...9, using: &random)
      let names = ["PTests"] + (1..<count).map { "T\($0)" }
      var edges: [String: [String]] = [:]
      for name in names {
        edges[name] = names.filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
      }
      let targets = names.map {
        PackageDescription.Target(name: $0, path: "at/\($0)", target_dependencies: edges[$0])
      }
      let description = PackageDescription(path: "/p", targets: targets, dependencies: [])
      // As often as there are targets, whatever depends on what was reached is reached.
      var reached: Set = ["PTests"]
      for _ in names { for name in reached { reached.formUnion(edges[name] ?? []) } }
      #expect(
        description.folders(ofParts: ["P"]) == reached.map { "/p/at/\($0)" }.sorted(),
        "seed \(seed)")
    }
  }
}
