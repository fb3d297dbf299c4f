// What a package says of its targets: which folders the tests of the parts are made from, however
// indirectly. Asked of SwiftPM, and kept until a manifest changes.

import Book
import Foundation
import Programs

/// The folders that evidence depends on.
struct EvidenceFolders: Hashable, Sendable {
  /// Folders of targets, absolute.
  var targets: [String]
  /// Whole packages in folders of their own, absolute: path dependencies of whatever depth.
  var packages: [String]
  /// Of the targets' folders those that the tests of one part are made from, by the part's name; a
  /// part that is missing may be made from all.
  var ofPart: [String: [String]] = [:]

  /// Whether the tests of a part may depend on a file: all but those in folders of targets that they
  /// are known not to be made from.
  func tests(of part: String, mayDependOn path: String) -> Bool {
    guard let own = ofPart[part] else { return true }
    func isInside(_ folder: String) -> Bool { path.hasPrefix(folder + "/") }
    return own.contains(where: isInside) || !targets.contains(where: isInside)
  }
}

extension EvidenceFolders: ByteCodable {
  func write(to writer: inout ByteWriter) {
    writer.put(targets)
    writer.put(packages)
    writer.put(ofPart)
  }

  init(from reader: inout ByteReader) throws(MalformedBytes) {
    targets = try reader.value()
    packages = try reader.value()
    ofPart = try reader.value()
  }
}

/// What `swift package describe --type json` prints, as far as it is wanted.
struct PackageDescription: Decodable, Sendable {
  struct Target: Decodable, Sendable {
    var name: String
    var path: String
    var target_dependencies: [String]?
  }

  struct Dependency: Decodable, Sendable {
    var type: String
    var path: String?
  }

  var path: String
  var targets: [Target]
  var dependencies: [Dependency]

  /// The folders of the parts, of their tests, and of all targets that these depend on, in order.
  func folders(ofParts parts: [String]) -> [String] {
    let known = Dictionary(targets.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var reached: Set<String> = []
    var rest = parts + parts.map { $0 + "Tests" }
    while let name = rest.popLast() {
      guard let target = known[name], reached.insert(name).inserted else { continue }
      rest += target.target_dependencies ?? []
    }
    return targets.filter { reached.contains($0.name) }
      .map { $0.path.hasPrefix("/") ? $0.path : "\(path)/\($0.path)" }.sorted()
  }

  /// The folders of packages that this one takes from the disk.
  var pathDependencies: [String] {
    dependencies.filter { $0.type == "fileSystem" }.compactMap(\.path).sorted()
  }
}

extension EvidenceFolders {
  /// Asks SwiftPM about a package and about those that it takes from the disk.
  ///
  /// - Throws: `RunFailure` when the package cannot be described.
  static func asking(root: String, scratch: String, parts: [String]) async throws -> Self {
    let own = try await describe(root, scratch: scratch)
    var packages: [String] = []
    var rest = own.pathDependencies
    while let path = rest.popLast() {
      guard path != root, !packages.contains(path) else { continue }
      packages.append(path)
      rest += try await describe(path, scratch: scratch + "-of-dependency").pathDependencies
    }
    return Self(
      targets: own.folders(ofParts: parts), packages: packages.sorted(),
      ofPart: Dictionary(
        parts.map { ($0, own.folders(ofParts: [$0])) }, uniquingKeysWith: { first, _ in first }))
  }

  private static func describe(_ path: String, scratch: String) async throws -> PackageDescription {
    let process = ChildProcess(
      "swift",
      ["package", "--package-path", path, "--scratch-path", scratch, "describe", "--type", "json"])
    let output = try await process.output()
    guard output.ending.isSuccess,
      let description = try? JSONDecoder().decode(
        PackageDescription.self, from: Data(output.standardOutput))
    else { throw RunFailure("the package in \(path) cannot be described", output.standardError) }
    return description
  }
}
