// A repository with a book that can be built, for tests of reviews that run both revisions. Its plugin
// calls the tangle that was built with these tests, and what examples need lies in a package beside the
// repository, so that a revision is built within seconds. What was built is kept below .build.

import Foundation
import Programs
import Testing
import Trials

struct BuiltRepository: TestRepository {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardizedFileURL

  let folder: URL
  private let neighbour: URL

  /// - Parameter name: of a folder below .build; two tests at once need two.
  init(_ name: String) async throws {
    let place = Self.root.appending(path: ".build/end-to-end/reviewed/\(name)")
    (folder, neighbour) = (place.appending(path: "book"), place.appending(path: "values"))
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    for name in names ?? [] where name != ".build" {
      try FileManager.default.removeItem(at: folder.appending(path: name))
    }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try await git("init", "--quiet", "--initial-branch=main")
    try writeNeighbour()
    try write(Self.manifest, to: "Package.swift")
    try write(Self.plugin, to: "Plugins/TangleChapters/Plugin.swift")
    try write("title: T\nparts: [P]\n", to: "Spec/book.yml")
    try write("// P.\n", to: "Spec/P/P.swift")
    try write("// Tests of P.\n", to: "Tests/PTests/PTests.swift")
    try write(".build/\nPackage.resolved\n", to: ".gitignore")
  }

  /// The package with what examples need.
  private func writeNeighbour() throws {
    let sources = Self.root.appending(path: "Sources/ExampleValues")
    for name in try FileManager.default.contentsOfDirectory(atPath: sources.path) {
      let text = try String(contentsOf: sources.appending(path: name), encoding: .utf8)
      try put(text, at: neighbour.appending(path: "Sources/ExampleValues/\(name)"))
    }
    let manifest = """
      // swift-tools-version: 6.2
      import PackageDescription

      let package = Package(
        name: "values", products: [.library(name: "ExampleValues", targets: ["ExampleValues"])],
        targets: [.target(name: "ExampleValues")])

      """
    try put(manifest, at: neighbour.appending(path: "Package.swift"))
  }

  private static let manifest = """
    // swift-tools-version: 6.2
    import PackageDescription

    let package = Package(
      name: "book", dependencies: [.package(path: "../values")],
      targets: [
        .plugin(name: "TangleChapters", capability: .buildTool()),
        .target(name: "P", path: "Spec/P", plugins: ["TangleChapters"]),
        .testTarget(
          name: "PTests",
          dependencies: ["P", .product(name: "ExampleValues", package: "values")],
          plugins: ["TangleChapters"]),
      ],
      swiftLanguageModes: [.v6])

    """

  /// What weft's own plugin does, with a tool that is there already.
  private static var plugin: String {
    """
    import Foundation
    import PackagePlugin

    @main
    struct TangleChapters: BuildToolPlugin {
      func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
        let root = context.package.directoryURL.path(percentEncoded: false)
        let kind = target.name == "P" ? "implementation" : "tests"
        let part = URL(filePath: root + "/Spec/P")
        let list = context.pluginWorkDirectoryURL.appending(path: "left-out")
        if !FileManager.default.fileExists(atPath: list.path) { try Data().write(to: list) }
        return try FileManager.default.contentsOfDirectory(atPath: part.path).sorted()
          .filter { $0.hasSuffix(".md") }.map { name in
            let output = context.pluginWorkDirectoryURL.appending(path: name + ".swift")
            return .buildCommand(
              displayName: "Tangling", executable: URL(filePath: "\(ChildProcess.path(ofBuilt: "weft-tangle"))"),
              arguments: [
                kind, part.path + "/" + name, "Spec/P/" + name, root + "/Spec/book.yml", list.path,
                output.path,
              ] + (kind == "tests" ? ["P", "ExampleValues"] : []),
              inputFiles: [part.appending(path: name), list], outputFiles: [output])
          }
      }
    }

    """
  }

  func write(_ text: String, to path: String) throws {
    try put(text, at: folder.appending(path: path))
  }

  private func put(_ text: String, at url: URL) throws {
    let bytes = Data(text.utf8)
    // What is the same stays as it is, so that it is not built again.
    if (try? Data(contentsOf: url)) == bytes { return }
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try bytes.write(to: url)
  }

  /// Writes the chapter and commits all that is there under a tag.
  func commit(_ chapter: String, as tag: String) async throws {
    try write(chapter, to: "Spec/P/01-a.md")
    try await commit(as: tag)
  }

  /// Whether a revision is being put in its place, or was when somebody was killed.
  var isPutting: Bool {
    let slots = path(".build/weft/revisions")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: slots)) ?? []
    return names.contains { !FileManager.default.fileExists(atPath: "\(slots)/\($0)/tree") }
  }

  func path(_ path: String) -> String { folder.appending(path: path).path }

  /// What a review says as JSON, which is as its schema says.
  func json(_ arguments: String...) async throws -> [String: Any] {
    let said = try await BuiltProgram.weft(["review"] + arguments + ["--json"], in: folder)
    let object = try JSONSerialization.jsonObject(with: Data(said.text.utf8))
    let report = try #require(object as? [String: Any], "\(said.errors)")
    #expect(try await ReviewSchema.faults(in: report) == [])
    return report
  }
}
