// What SwiftPM writes down about a build: `<scratch>/debug/description.json`. It names the test
// binary, and the flags with which a module was compiled.

import Book
import Foundation

/// The parts of SwiftPM's build description that a run needs.
struct BuildDescription: Decodable {
  struct TestProduct: Decodable {
    var binaryPath: String
    var packagePath: String?
  }

  struct SwiftCommand: Decodable {
    var moduleName: String
    var importPath: String?
    var otherArguments: [String]?
    var fileList: String?
    var sources: [String]?
  }

  /// A plugin that the build asked.
  struct Plugin: Decodable {
    struct Sources: Decodable {
      var root: String
      var relativePaths: [String]
    }

    var sources: Sources
  }

  var builtTestProducts: [TestProduct]
  var pluginDescriptions: [Plugin]?
  var swiftCommands: [String: SwiftCommand]
  var targetDependencyMap: [String: [String]]?

  init(inScratch scratch: URL) throws {
    do {
      let data = try Data(contentsOf: Self.file(inScratch: scratch))
      self = try JSONDecoder().decode(Self.self, from: data)
    } catch {
      throw RunFailure("the build left no description that can be read in \(scratch.path)")
    }
  }

  static func file(inScratch scratch: URL) -> URL {
    scratch.appending(path: "debug/description.json")
  }

  /// Whether the build was made in this folder; one that was moved since cannot be gone on with.
  func isMade(in scratch: URL) -> Bool {
    builtTestProducts.allSatisfy { $0.binaryPath.hasPrefix(scratch.path + "/") }
  }

  /// Whether the plugins are as they were when the description was written. SwiftPM does not look: it
  /// keeps a plan, and with it what a plugin said before it was edited.
  func knowsItsPlugins(in scratch: URL) -> Bool {
    guard let written = FileStamp(path: Self.file(inScratch: scratch).path) else { return false }
    return (pluginDescriptions ?? []).map(\.sources).allSatisfy { sources in
      sources.relativePaths.allSatisfy { path in
        FileStamp(path: "\(sources.root)/\(path)", followingLinks: true)
          .map { $0.isChanged(before: written) } ?? false
      }
    }
  }

  /// The program that holds all tests of a package.
  func testBinary(ofPackage path: String) -> String? {
    (builtTestProducts.first { $0.packagePath == path } ?? builtTestProducts.first)?.binaryPath
  }

  /// The part and the other parts that its tests depend on, however indirectly.
  func imports(ofPart part: String, among parts: [String]) -> [String] {
    let reachable = Set(targetDependencyMap?["\(part)Tests"] ?? [])
    return [part] + parts.filter { $0 != part && reachable.contains($0) }
  }

  /// The flags with which a file is compiled that imports what the part's tests import.
  func importFlags(ofPart part: String) -> [String] {
    let (commands, module) = (swiftCommands.values, Part.module(ofPart: part))
    guard
      let command = commands.first(where: { $0.moduleName == "\(module)Tests" })
        ?? commands.first(where: { $0.moduleName == module })
    else { return [] }
    var flags: [String] = command.importPath.map { ["-I", $0] } ?? []
    var rest = (command.otherArguments ?? [])[...]
    while let flag = rest.popFirst() {
      if Self.flagsWithValue.contains(flag), let value = rest.popFirst() {
        flags += [flag, value]
      } else if ["-D", "-I", "-F"].contains(where: { flag.hasPrefix($0) }) {
        flags.append(flag)
      }
    }
    return flags
  }

  /// The flags that say which Swift a module is written in.
  func languageFlags(ofModule module: String) -> [String] {
    let arguments = swiftCommands.values.first { $0.moduleName == module }?.otherArguments ?? []
    let wanted = ["-swift-version", "-enable-upcoming-feature", "-enable-experimental-feature"]
    return zip(arguments, arguments.dropFirst()).flatMap { flag, value in
      wanted.contains(flag) ? [flag, value] : []
    }
  }

  private static let flagsWithValue: Set<String> = [
    "-I", "-F", "-D", "-Xcc", "-target", "-sdk", "-swift-version", "-package-name",
    "-module-cache-path", "-enable-upcoming-feature", "-enable-experimental-feature",
    "-default-isolation",
  ]
}
