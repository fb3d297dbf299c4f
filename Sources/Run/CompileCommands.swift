// How each file of the parts was compiled by weft's own build, in the form that language servers read:
// `compile_commands.json`. With it they need no package, and wait for no build's lock.

import Book
package import Foundation
package import Tangle

/// The compiler's commands for the files of a book's parts and their tests.
package struct CompileCommands: Sendable {
  struct Command: Encodable {
    var directory: String
    var file: String
    var arguments: [String]
  }

  private(set) var commands: [Command] = []
  /// The tangled files of each chapter, by its path from the package's root.
  package private(set) var tangled: [String: TangledPair] = [:]

  /// Reads what the last build wrote down.
  ///
  /// - Throws: `RunFailure` when there was no build yet, or its description cannot be read.
  package init(of run: BookRun) throws {
    let description = try BuildDescription(inScratch: run.scratch)
    // What the second line of a tangled file says of whose it is.
    let chapters = Dictionary(
      run.book.chapters.map { (Tangled.location(ofChapter: $0.path), $0.path) },
      uniquingKeysWith: { first, _ in first })
    for part in run.book.parts {
      let module = Part.module(ofPart: part.name)
      for (name, place) in [
        (module, \TangledPair.implementation), ("\(module)Tests", \TangledPair.tests),
      ] {
        guard let command = description.swiftCommands.values.first(where: { $0.moduleName == name })
        else { continue }
        let arguments = command.arguments
        for file in command.files {
          commands.append(Command(directory: run.root.path, file: file, arguments: arguments))
          guard let (first, second) = Self.firstLines(of: file), let path = chapters[second] else {
            continue
          }
          tangled[path, default: TangledPair()][keyPath: place] =
            TangledPair.File(path: file, firstLine: first)
        }
      }
    }
  }

  /// As language servers read it.
  package func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(commands)
  }

  private static func firstLines(of path: String) -> (String, String)? {
    guard path.hasSuffix(".swift"), let file = try? FileHandle(forReadingFrom: URL(filePath: path)),
      let bytes = try? file.read(upToCount: 1 << 14)
    else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
    return lines.count < 2 ? nil : (String(lines[0]), String(lines[1]))
  }
}

extension BookRun {
  /// When the last build wrote its description; `nil` when there was none.
  package var buildStamp: FileStamp? {
    FileStamp(path: BuildDescription.file(inScratch: scratch).path)
  }
}

extension BuildDescription.SwiftCommand {
  /// All files of the module; the list beside it has those of plugins as well.
  fileprivate var files: [String] {
    guard let fileList, let text = try? String(contentsOfFile: fileList, encoding: .utf8) else {
      return sources ?? []
    }
    return text.split(separator: "\n").map { line in
      let path = line.hasPrefix("'") && line.hasSuffix("'") ? line.dropFirst().dropLast() : line
      return String(path).replacing("'\\''", with: "'")
    }
  }

  /// How the compiler was called for each of them.
  fileprivate var arguments: [String] {
    ["swiftc", "-module-name", moduleName] + (otherArguments ?? [])
      + (importPath.map { ["-I", $0] } ?? []) + files
  }
}
