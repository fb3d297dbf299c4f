// A small package whose parts of all kinds answer numbers, and sums of each other's: from code, from files that
// are built in or read, through a link, in a package of its own.
//
//     Dep ← Embedded ← Linked ← Copied      each also any of those before it, at random
//        └────────┴───┬───┴─────────┘
//                  Zoo, Tool                who of the four depends on whom is drawn

import Foundation
import Programs
import Trials

/// A package that follows from a seed, and what it answers after each edit.
struct RandomPackage {
  private let folder = GoldenPackage.root.appending(path: ".build/end-to-end/random")
  static let chapter = "Spec/Zoo/01-zoo.md"

  /// A target that answers a number.
  private struct Source {
    var name: String
    /// The file that holds its own number, from the package's root.
    var file: String
    var number = 1
    /// The places of the targets whose answers it adds.
    var added: [Int] = []
  }

  private var sources = [
    Source(name: "Dep", file: "dep/Sources/Dep/dep.swift"),
    Source(name: "Embedded", file: "Other/Embedded/number.txt"),
    Source(name: "Linked", file: "Elsewhere/linked.swift"),
    Source(name: "Copied", file: "Sources/Copied/number.txt"),
  ]
  /// The places of those that the part depends on.
  private var ofPart: [Int] = []
  /// What an edit that changes no answer has written.
  private var words = 0

  init(using random: inout SeededGenerator) throws {
    for place in sources.indices {
      sources[place].added = (0..<place).filter { _ in Bool.random(using: &random) }
    }
    let drawn = Array(sources.indices).shuffled(using: &random)
    ofPart = drawn.prefix(Int.random(in: 1...3, using: &random)).sorted()
    stated = sources.indices.map(answer)
    // An earlier run leaves what was built, and nothing that was kept of another package.
    try? FileManager.default.removeItem(at: folder.appending(path: ".build/weft/evidence"))
    try? FileManager.default.removeItem(at: folder.appending(path: ".build/weft/parts"))
    try writeAll()
  }

  /// What the chapter says that each answers: what it did at first.
  private var stated: [Int] = []

  private func answer(_ place: Int) -> Int {
    sources[place].number + sources[place].added.map(answer).reduce(0, +)
  }

  /// How many examples there are, and how many of them state what is not so.
  var expected: (examples: Int, wrong: Int) {
    (ofPart.count, ofPart.count { stated[$0] != answer($0) })
  }

  private var reached: Set<Int> {
    var reached = Set(ofPart)
    for place in sources.indices.reversed() where reached.contains(place) {
      reached.formUnion(sources[place].added)
    }
    return reached
  }

  /// Changes a file that is drawn.
  ///
  /// - Returns: its path, and whether the part's tests depend on what it says.
  mutating func edit(using random: inout SeededGenerator) throws -> (path: String, matters: Bool) {
    words += 1
    let others = [Self.chapter, "Sources/Tool/main.swift", "README.md"]
    let place = Int.random(in: 0..<sources.count + others.count, using: &random)
    let matters = reached.contains(place)
    if place < sources.count { sources[place].number += 1 }
    try writeAll()
    return (place < sources.count ? sources[place].file : others[place - sources.count], matters)
  }

  private func url(_ path: String) -> URL { folder.appending(path: path) }

  func weft(_ arguments: String...) async throws -> ChildProcess.Output {
    try await BuiltProgram.weft(arguments, in: folder)
  }

  /// Removes all evidence that is kept.
  func forget() throws {
    for name in ["evidence", "parts"] {
      try FileManager.default.removeItem(at: url(".build/weft/\(name)"))
    }
  }
}

// Its files.
extension RandomPackage {
  private func writeAll() throws {
    for (path, text) in files() { try write(text, to: path) }
    let link = url("Sources/Linked/linked.swift")
    if (try? FileManager.default.destinationOfSymbolicLink(atPath: link.path)) == nil {
      try FileManager.default.createDirectory(
        at: link.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.createSymbolicLink(
        at: link, withDestinationURL: url("Elsewhere/linked.swift"))
    }
  }

  /// Files that are the same stay untouched.
  private func write(_ text: String, to path: String) throws {
    if (try? String(contentsOf: url(path), encoding: .utf8)) == text { return }
    try FileManager.default.createDirectory(
      at: url(path).deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url(path))
  }

  private func files() -> [String: String] {
    let (dep, embedded, linked, copied) = (sources[0], sources[1], sources[2], sources[3])
    return [
      "Package.swift": manifest(), "dep/Package.swift": Self.dependency,
      "Spec/book.yml": "title: Zoo\nparts: [Zoo]\n", Self.chapter: text(),
      "Spec/Zoo/Zoo.swift": imports(of: ofPart)
        + ofPart.map { "public func a\($0)() -> Int { answer\(sources[$0].name)() }\n" }.joined(),
      "Tests/ZooTests/ZooTests.swift": "// Tests of the zoo.\n",
      "README.md": "Edited \(words) times.\n",
      "Sources/Tool/main.swift": imports(of: Array(sources.indices)) + "print(\(words))\n",
      dep.file: code(dep, own: "\(dep.number)"), linked.file: code(linked, own: "\(linked.number)"),
      embedded.file: "\(embedded.number)", copied.file: "\(copied.number)",
      "Other/Embedded/embedded.swift": code(
        embedded, own: "Int(String(decoding: PackageResources.number_txt, as: UTF8.self)) ?? 0"),
      "Sources/Copied/copied.swift": "import Foundation\n"
        + code(
          copied,
          own: """
            Bundle.module.url(forResource: "number", withExtension: "txt")
                  .flatMap { try? String(contentsOf: $0, encoding: .utf8) }.flatMap { Int($0) } ?? 0
            """),
    ]
  }

  private func imports(of places: [Int]) -> String {
    places.map { "import \(sources[$0].name)\n" }.joined()
  }

  private func code(_ source: Source, own: String) -> String {
    let others = source.added.map { " + answer\(sources[$0].name)()" }.joined()
    return imports(of: source.added)
      + "public func answer\(source.name)() -> Int {\n  (\(own))\(others)\n}\n"
  }

  private func text() -> String {
    ofPart.reduce(into: "# Zoo\n\nEdited \(words) times.\n") { text, place in
      text += """

        ## Answer \(place)

        ```swift example
        a\(place)()  // → \(stated[place])
        ```

        """
    }
  }

  private static let dependency = """
    // swift-tools-version: 6.2
    import PackageDescription

    let package = Package(
      name: "dep", products: [.library(name: "Dep", targets: ["Dep"])],
      targets: [.target(name: "Dep")])

    """

  private func manifest() -> String {
    func names(_ places: [Int]) -> String {
      let names = places.map { place in
        let name = sources[place].name
        return name == "Dep" ? ".product(name: \"Dep\", package: \"dep\")" : "\"\(name)\""
      }
      return "[\(names.joined(separator: ", "))]"
    }
    let plugin = "[.plugin(name: \"TangleChapters\", package: \"weft\")]"
    return """
      // swift-tools-version: 6.2
      import PackageDescription

      let package = Package(
        name: "random",
        dependencies: [.package(name: "weft", path: "../../.."), .package(path: "dep")],
        targets: [
          .target(
            name: "Embedded", dependencies: \(names(sources[1].added)), path: "Other/Embedded",
            resources: [.embedInCode("number.txt")]),
          .target(name: "Linked", dependencies: \(names(sources[2].added))),
          .target(
            name: "Copied", dependencies: \(names(sources[3].added)),
            resources: [.copy("number.txt")]),
          .executableTarget(name: "Tool", dependencies: \(names(Array(sources.indices)))),
          .target(
            name: "Zoo", dependencies: \(names(ofPart)), path: "Spec/Zoo", plugins: \(plugin)),
          .testTarget(
            name: "ZooTests",
            dependencies: ["Zoo", .product(name: "ExampleValues", package: "weft")],
            plugins: \(plugin)),
        ])

      """
  }
}
