// How each file of the parts was compiled by weft's own build, in the form that language servers read:
// `compile_commands.json`. With it they need no package, and wait for no build's lock.

import Book
package import Foundation

/// The compiler's commands for the files of a book's parts and their tests.
package struct CompileCommands: Sendable {
  struct Command: Encodable {
    var directory: String
    var file: String
    var arguments: [String]
  }

  /// A tangled file, and the module's kind that it is of.
  package struct TangledFile: Hashable, Sendable {
    package var path: String
    package var isTests: Bool
    /// Its first line, which has the imports.
    package var firstLine: String
  }

  let commands: [Command]
  /// The tangled files of each chapter, by its path from the package's root.
  package let tangled: [String: [TangledFile]]

  /// Reads what the last build wrote down.
  ///
  /// - Parameter root: the package's folder.
  /// - Throws: `RunFailure` when there was no build yet, or its description cannot be read.
  package init(ofPackageAt root: URL, parts: [String]) throws {
    let scratch = root.appending(path: "\(PackageLayout.workFolder)/swift")
    let description = try BuildDescription(inScratch: scratch)
    let modules = parts.map(Part.module(ofPart:))
    let wanted = Set(modules + modules.map { $0 + "Tests" })
    var commands: [Command] = []
    var tangled: [String: [TangledFile]] = [:]
    for command in description.swiftCommands.values.sorted(by: { $0.moduleName < $1.moduleName })
    where wanted.contains(command.moduleName) {
      let files = command.files
      let arguments =
        ["swiftc", "-module-name", command.moduleName] + (command.otherArguments ?? [])
        + (command.importPath.map { ["-I", $0] } ?? []) + files
      for file in files {
        commands.append(Command(directory: root.path, file: file, arguments: arguments))
        guard let (chapter, firstLine) = Self.chapter(ofTangled: file) else { continue }
        tangled[chapter, default: []].append(
          TangledFile(
            path: file, isTests: !modules.contains(command.moduleName), firstLine: firstLine))
      }
    }
    (self.commands, self.tangled) = (commands, tangled)
  }

  /// As language servers read it.
  package func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(commands)
  }

  /// When the last build wrote its description; `nil` when there was none.
  package static func stamp(ofPackageAt root: URL) -> FileStamp? {
    FileStamp(
      path: root.appending(path: "\(PackageLayout.workFolder)/swift/debug/description.json").path)
  }

  /// What the second line of a tangled file says it is.
  private static func chapter(ofTangled path: String) -> (path: String, firstLine: String)? {
    guard path.hasSuffix(".swift"), let file = try? FileHandle(forReadingFrom: URL(filePath: path)),
      let bytes = try? file.read(upToCount: 1 << 14)
    else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
    guard lines.count > 1,
      let named = lines[1].wholeMatch(of: /#sourceLocation\(file:(".*"),line:3\)/),
      let path = try? JSONDecoder().decode(String.self, from: Data(named.output.1.utf8))
    else { return nil }
    return (path, String(lines[0]))
  }
}

extension BuildDescription.SwiftCommand {
  /// All files of the module; the list beside it has those of plugins as well.
  var files: [String] {
    guard let fileList, let text = try? String(contentsOfFile: fileList, encoding: .utf8) else {
      return sources ?? []
    }
    return text.split(separator: "\n").map { line in
      let path = line.hasPrefix("'") && line.hasSuffix("'") ? line.dropFirst().dropLast() : line
      return String(path).replacing("'\\''", with: "'")
    }
  }
}
