// `weft review diff`: what git calls to show how a chapter changed.

import ArgumentParser
import Foundation
import Review

struct ReviewDiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Shows what changed in a chapter, by what it is; git can call it.",
    discussion: """
      First what becomes of the formats that the chapter states, then each changed place as prose, \
      code, checks, values or formats.

      So that 'git diff' shows chapters in this way, one line in .gitattributes:
        Spec/**/*.md diff=weft
      and one in git's configuration:
        git config diff.weft.command 'weft review diff'

      git gives PATH OLD OLD-HEX OLD-MODE NEW NEW-HEX NEW-MODE; two files are enough.

      Exit codes: 0 it was shown, 2 usage, 3 a file cannot be read.
      """)

  @Argument(help: "Two files, or what git gives.", completion: .file())
  var files: [String]

  func validate() throws {
    guard [1, 2, 7, 9].contains(files.count) else {
      throw ValidationError("two files are compared; git gives seven words, or nine")
    }
  }

  func run() throws {
    // Of a file that is not merged yet, git says the path alone.
    guard files.count > 1 else { return print("\(Console.cleaned(files[0])): not merged yet") }
    let isGit = files.count > 2
    let (old, new) = isGit ? (files[1], files[4]) : (files[0], files[1])
    let path = isGit ? files[0] : files[1]
    let difference = ChapterDifferenceText(path, from: try bytes(old), to: try bytes(new))
    let console = Console(isQuiet: true)
    // git's pager shows colours, though this program writes to no terminal.
    let environment = ProcessInfo.processInfo.environment
    let isColoured =
      console.usesColour
      || environment["GIT_PAGER_IN_USE"] == "true" && environment["NO_COLOR"] == nil
    for line in difference.lines {
      let text = Console.cleaned(line.text)
      console.print(isColoured ? Self.coloured(text, line.kind) : text)
    }
  }

  private static func coloured(_ text: String, _ kind: ChapterDifferenceText.Kind) -> String {
    switch kind {
    case .head: Console.inColour(text, .bold)
    case .finding: Console.inColour(text, .yellow)
    case .gone: Console.inColour(text, .red)
    case .new: Console.inColour(text, .green)
    case .place: text
    }
  }

  /// `nil` for the file that git gives where there is none.
  private func bytes(_ path: String) throws -> [UInt8]? {
    if path == "/dev/null" { return nil }
    do { return [UInt8](try Data(contentsOf: URL(filePath: path))) } catch {
      throw LoadError("\(path) cannot be read: \((error as NSError).localizedDescription)")
    }
  }
}
