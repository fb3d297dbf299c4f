// Whether what a target's files import is what Package.swift says it depends on. SwiftPM's own
// check lets pass what a dependency depends on, and asks of no dependency whether it is used.

import Foundation

/// A target, as far as its imports are concerned.
struct DeclaredTarget {
  /// Its name in the manifest.
  var name: String
  /// The modules that it may import: those of targets and products that it depends on.
  var modules: Set<String>
  /// Its chapters import all of `modules`, on the first line of each tangled file.
  var isTangled = false
  /// Where its files are, from the package's root, and what of that folder is not its own.
  var folder = ""
  var excluded: [String] = []

  /// Modules that come with the toolchain and are in no manifest.
  static let toolchain: Set = [
    "Dispatch", "Foundation", "FoundationXML", "Glibc", "PackageDescription", "PackagePlugin",
    "Synchronization", "Testing",
  ]

  /// What is wrong with the imports of files with these texts.
  func complaints(importing files: [String: String]) -> [String] {
    let imports = files.mapValues(Self.imports)
    var complaints: [String] = []
    for (path, imported) in imports.sorted(by: { $0.key < $1.key }) {
      for module in imported.subtracting(Self.toolchain).subtracting(modules).sorted() {
        complaints.append(
          "\(path): error: \(module) is imported but not declared; add it to the dependencies of"
            + " \(name) in Package.swift")
      }
    }
    let used = imports.values.reduce(into: Set<String>()) { $0.formUnion($1) }
    for module in modules.subtracting(used).sorted() where !isTangled {
      complaints.append(
        "Package.swift: error: \(name) declares \(module), which none of its files imports;"
          + " remove it")
    }
    return complaints
  }

  /// The modules that a file imports, in all the ways that Swift has. What is indented further stands in a
  /// literal of a test.
  static func imports(of text: String) -> Set<String> {
    let pattern =
      #/
      ^\ {0,2} (?:@\w+(?:\([^)]*\))?\s+)* (?:(?:public|package|internal|fileprivate|private)\s+)?
      import\s+ (?:(?:struct|class|enum|protocol|typealias|func|let|var|actor)\s+)?
      (\w+) (?:\.[\w.]+)? \s*(?://.*|/\*.*)?$
      /#
    return Set(
      text.split(separator: "\n").compactMap { $0.firstMatch(of: pattern) }.map { String($0.1) })
  }
}

extension DeclaredTarget {
  /// The targets of a manifest, as `swift package dump-package` prints it. Programs and plugins
  /// that a target depends on are built before it, but not imported.
  static func all(inManifest json: Data) throws -> [DeclaredTarget] {
    let targets = try JSONDecoder().decode(Manifest.self, from: json).targets
    let programs = Set(targets.filter { ["executable", "plugin"].contains($0.type) }.map(\.name))
    return targets.filter { $0.type != "system" && $0.type != "plugin" }.map { target in
      let parent = target.type == "test" ? "Tests" : "Sources"
      return DeclaredTarget(
        name: target.name,
        modules: Set(target.dependencies.compactMap(\.name)).subtracting(programs),
        isTangled: target.pluginUsages?.isEmpty == false,
        folder: target.path ?? "\(parent)/\(target.name)", excluded: target.exclude)
    }
  }

  private struct Manifest: Decodable {
    var targets: [Target]

    struct Target: Decodable {
      var name: String
      var type: String
      var path: String?
      var exclude: [String]
      var dependencies: [Dependency]
      var pluginUsages: [Usage]?
    }

    /// Any value: only how many there are is asked.
    struct Usage: Decodable {
      init(from decoder: any Decoder) throws {}
    }

    /// `{"byName": ["Book", null]}`, or `{"product": ["Mustache", "swift-mustache", …]}`.
    struct Dependency: Decodable {
      var name: String?

      init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        for key in container.allKeys {
          var values = try container.nestedUnkeyedContainer(forKey: key)
          name = try values.decode(String.self)
        }
      }

      enum Key: String, CodingKey {
        case byName, product, target
      }
    }
  }
}
