// The plugin's tool: tangles one chapter into one file. Not meant to be called by hand.
//
//     weft-tangle (implementation|tests) CHAPTER PATH MANIFEST LEFT-OUT OUTPUT [MODULE…]

import Book
import Foundation
import Tangle

@main
enum TangleTool {
  enum Kind: String {
    case implementation, tests
  }

  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 7, let kind = Kind(rawValue: arguments[1]) else {
      say(
        "usage: weft-tangle (implementation|tests) CHAPTER PATH MANIFEST LEFT-OUT OUTPUT [MODULE…]")
      exit(2)
    }
    let output = URL(filePath: arguments[6])
    let bytes = try [UInt8](Data(contentsOf: URL(filePath: arguments[2])))
    let chapter = Chapter(
      path: arguments[3], bytes: bytes, plainSwift: plainSwift(arguments[3], arguments[4]))
    // Each chapter is tangled twice; its findings are told once.
    if kind == .implementation { report(chapter.findings) }
    let modules = Array(arguments[7...])
    let tangled = Tangled(
      chapter, imports: Tangled.Imports(implementation: modules, tests: modules),
      leavingOut: leftOut(arguments[5]))
    let text = Data((kind == .implementation ? tangled.implementation : tangled.tests).utf8)
    // A file that did not change keeps its time, so that an edit of prose recompiles nothing.
    if (try? Data(contentsOf: output)) != text { try text.write(to: output) }
  }

  /// What the book says of Swift fences that name no role. Its mistakes are the book's, told by
  /// whoever reads it whole.
  private static func plainSwift(_ chapter: String, _ manifest: String) -> Role {
    guard let bytes = try? Data(contentsOf: URL(filePath: manifest)) else { return .implementation }
    return Manifest.reading(path: manifest, bytes: [UInt8](bytes)).manifest
      .plainSwift(ofChapter: chapter)
  }

  /// What the build is to leave out: nothing, unless weft asks for it.
  private static func leftOut(_ path: String) -> LeftOutFences {
    let text = try? Data(contentsOf: URL(filePath: path))
    return LeftOutFences(text: String(decoding: text ?? Data(), as: UTF8.self))
  }

  private static func report(_ findings: [Finding]) {
    for finding in findings { say(finding.description) }
    if findings.contains(where: { $0.severity == .error }) { exit(1) }
  }

  private static func say(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }
}
