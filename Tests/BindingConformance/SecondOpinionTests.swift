// What dt-schema's own programs say of the schemas and of trees: the same as is said here, but for what they
// cannot know.
//
//   - They read numbers with the highest byte first, so that bounds of others are left out.
//   - To them a property has one type in all schemas, so that each is read with those that it refers to.
//   - A tree whose name no schema has, or that has none, is no fault to them.

import Bindings
import Foundation
import Programs
import Testing
import Trials

@Suite(
  .enabled(
    if: ProcessInfo.processInfo.environment["WEFT_CHECK_SITE"] == "1" || SecondOpinion.isInstalled,
    "needs dtschema from PyPI in .build/tools, where ./weft test installs it"))
struct SecondOpinionTests {
  @Test func `dt-schema takes each schema for one`() async throws {
    let opinion = try SecondOpinion(of: nil)
    let complaints = try await opinion.complaintsAboutSchemas()
    #expect(complaints == "", "\(complaints)")
  }

  // A schema without a name is chosen for no tree; the nodes of February 2025 are met inside their root.
  @Test(
    arguments: Shipped.formats.bindings.values.filter { !$0.node.names.isEmpty }.map(\.id).sorted())
  func `dt-schema says of a tree what is said here`(id: String) async throws {
    let opinion = try SecondOpinion(of: id)
    var trees: [FlatNode] = []
    for example in Shipped.formats.examples where example.binding == id {
      let tree = try #require(example.tree)
      trees += [tree] + Self.changed(tree)
    }
    let complaints = try await opinion.complaints(about: trees)
    var wrong = 0
    for (index, tree) in trees.enumerated() {
      let faults = Shipped.formats.faults(in: tree, following: id)
      #expect(
        faults.isEmpty == !complaints.contains(index),
        "\(index): \(faults)")
      wrong += faults.isEmpty ? 0 : 1
    }
    #expect(wrong >= 3 || id.hasSuffix("2025-02"), "\(wrong) of \(trees.count) are wrong")
  }

  /// A tree without each of its properties, with each of them longer, and with more.
  private static func changed(_ tree: FlatNode) -> [FlatNode] {
    var more = tree
    more.properties.append(.init("more", [0, 0, 0, 1]))
    var all = [more]
    for (index, property) in tree.properties.enumerated() where property.name != "compatible" {
      var (without, longer) = (tree, tree)
      without.properties.remove(at: index)
      longer.properties[index].value += [0, 0, 0, 0]
      all += [without, longer]
    }
    for (index, child) in tree.children.enumerated() {
      all += changed(child).map { changed in
        var copy = tree
        copy.children[index] = changed
        return copy
      }
    }
    return all
  }
}

/// dt-schema's programs, with one schema or all of them.
final class SecondOpinion {
  static let tools = Shipped.package.appending(path: ".build/tools/bin")
  static let isInstalled = FileManager.default.fileExists(
    atPath: tools.appending(path: "dt-validate").path)

  private let folder: URL
  private var schemas: [String] = []

  init(of id: String?) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let schemas = folder.appending(path: "kho")
    try FileManager.default.createDirectory(at: schemas, withIntermediateDirectories: true)
    let references = id.flatMap {
      Shipped.formats.bindings[$0]?.node.children.compactMap(\.reference)
    }
    for (name, source) in try Self.sources()
    where id == nil || name == id || references?.contains(name) == true {
      let head = """
        $id: http://devicetree.org/schemas/kho/\(name).yaml#
        $schema: http://devicetree.org/meta-schemas/core.yaml#
        maintainers: [The book <book@example.org>]

        """
      let chosen = id == nil || name == id ? "" : "select: false\n"
      let file = schemas.appending(path: "\(name).yaml")
      try Data((head + chosen + source).utf8).write(to: file)
      self.schemas.append(file.path)
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The schemas of the chapters in the words of dt-schema alone.
  private static func sources() throws -> [(name: String, source: String)] {
    let chapter = Shipped.package.appending(path: "Spec/Handover/23-bindings.md")
    let text = try String(decoding: Data(contentsOf: chapter), as: UTF8.self)
    return text.matches(of: /```yaml binding=(\S+)[^\n]*\n((?:[^`]|`(?!``))*)```/).map { match in
      let lines = match.2.split(separator: "\n").filter { line in
        let word = line.drop { $0 == " " }
        return !["x-", "minimum:", "maximum:", "multipleOf:"].contains { word.hasPrefix($0) }
      }
      let source = lines.joined(separator: "\n").replacing(/, x-[a-z-]+: [^,}]+/, with: "")
        .replacing(/\$ref: ([\w.-]+)\.yaml#/) { "$ref: /schemas/kho/\($0.1).yaml#" }
      return (String(match.1), source + "\n")
    }
  }

  func complaintsAboutSchemas() async throws -> String {
    try await run("dt-doc-validate", schemas).text
  }

  /// The positions of the trees that are not as the schema says.
  func complaints(about trees: [FlatNode]) async throws -> Set<Int> {
    let processed = folder.appending(path: "schemas.json").path
    let made = try await run("dt-mk-schema", ["-j", "-o", processed] + schemas)
    guard made.status == 0, made.text.isEmpty else { throw Failure(text: made.text) }
    var files: [String] = []
    for (index, tree) in trees.enumerated() {
      let file = folder.appending(path: "tree\(index).dtb")
      try Data(tree.bytes).write(to: file)
      files.append(file.path)
    }
    let told = try await run("dt-validate", ["-m", "-l", "schemas/kho", "-s", processed] + files)
    // What its programs say of themselves is no finding about a tree.
    guard !told.text.contains("Traceback") else { throw Failure(text: told.text) }
    return Set(trees.indices.filter { told.text.contains("tree\($0).dtb: ") })
  }

  struct Failure: Error { var text: String }

  private func run(
    _ program: String, _ arguments: [String]
  ) async throws -> (status: Int32?, text: String) {
    let said = try await ChildProcess(Self.tools.appending(path: program).path, arguments).output()
    return (said.status, said.text + said.errors)
  }
}
