// `weft tangle`: the tangled files on disk, to look at or to check with other tools. Builds do
// not need it; the plugin tangles for them.

import ArgumentParser
import Book
import Foundation
import Tangle
import TextTables

struct TangleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tangle",
    abstract: "Writes the Swift of all chapters into a folder.",
    discussion: """
      Each chapter gives DIR/<Part>/<chapter>.md.swift and DIR/<Part>Tests/<chapter>.md.swift, \
      with each line of code at its line in the chapter. Builds do not need this; formatters and \
      curious readers do.
      """)

  @OptionGroup var options: SharedOptions

  @Option(help: "The folder to write into; it is made when missing.", completion: .directory)
  var output: String

  @Flag(help: "Leave out examples, traps, imports and directives, which no author wrote as files.")
  var codeOnly = false

  func run() async throws {
    let package = try options.bookPackage()
    let snapshot = try Snapshot(package)
    let book = snapshot.book
    let folder = URL(filePath: output)
    var report = TangleReport()
    for part in book.parts {
      for outline in part.chapters {
        var chapter = Chapter(
          path: outline.path, bytes: try snapshot.read(outline.path),
          plainSwift: book.manifest.plainSwift(ofChapter: outline.path))
        if codeOnly { chapter.fences.removeAll { $0.role.isBody } }
        let tangled = Tangled(chapter, imports: Tangled.Imports())
        report.files += [
          try write(tangled.implementation, folder, part.name, outline),
          try write(tangled.tests, folder, "\(part.name)Tests", outline),
        ]
      }
    }
    try say(report, book)
    if book.hasErrors { throw ExitStatus.findings }
  }

  private func say(_ report: TangleReport, _ book: Book) throws {
    let console = options.console()
    for finding in book.findings { console.complain(Console.cleaned(finding.description)) }
    if options.json {
      console.print(try report.jsonText())
    } else {
      console.print("\(report.files.count) files in \(output)")
    }
  }

  /// Writes one file and says where, from the output folder.
  private func write(
    _ text: String, _ folder: URL, _ target: String, _ outline: Outline
  ) throws -> String {
    let place = folder.appending(path: target)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    let file = place.appending(path: Chapter.tangledName(of: outline.path))
    try Data((codeOnly ? code(in: text, of: outline) : text).utf8).write(to: file)
    return "\(target)/\(file.lastPathComponent)"
  }

  /// The same lines, as formatters want them: not blank at the beginning or the end.
  private func code(in text: String, of outline: Outline) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for index in lines.indices.prefix(2) { lines[index] = "" }
    while lines.last?.isEmpty == true { lines.removeLast() }
    guard !lines.isEmpty else { return "" }
    lines[0] = "#sourceLocation(file:\"\(outline.path)\",line:2)"
    return lines.joined(separator: "\n") + "\n"
  }
}

/// What `tangle` wrote, for programs: paths from the output folder.
private struct TangleReport: Codable {
  var files: [String] = []
}
