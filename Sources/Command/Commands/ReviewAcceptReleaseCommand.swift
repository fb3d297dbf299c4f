// `weft review accept-release`: keeps the formats as they are now.

import ArgumentParser
import Bindings
import Book
import Foundation
import Review
import TextTables

struct ReviewAcceptReleaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept-release",
    abstract: "Keeps the formats as a release that later changes are compared with.",
    discussion: """
      Writes Spec/released/NAME: the statements of all bindings, layouts and examples of the working \
      tree, word for word, and a blob of each example. Commit them. From then on \
      'weft review BASE --against released' also says what each release reads of what HEAD writes, and \
      the reverse.

      Exit codes: 0 written, 1 the formats have findings, 2 usage, or the release is there already, 3 \
      the book cannot be loaded.
      """)

  @OptionGroup var options: SharedOptions

  @Argument(help: "What the release is called: letters, digits, dots, hyphens and underscores.")
  var name: String

  func validate() throws {
    guard Release.isName(name) else {
      throw ValidationError(
        "'\(Console.cleaned(name))' cannot be a release's name; it would be letters, digits, dots,"
          + " hyphens and underscores, the first one a letter or a digit")
    }
  }

  func run() throws {
    let package = try options.bookPackage()
    let snapshot = try Snapshot(package)
    let console = options.console()
    let findings = snapshot.bindings.findings
    guard findings.isEmpty else {
      for finding in findings { console.complain(Console.cleaned(finding.description)) }
      throw ExitStatus.findings
    }
    let files = Release.files(of: name, snapshot.book.chapters)
    let folder = package.url("\(Release.folder)/\(name)")
    guard !FileManager.default.fileExists(atPath: folder.path) else {
      throw ValidationError("\(Release.folder)/\(name) is there already; a release is not changed")
    }
    // Written beside its place, so that no half of a release is ever there.
    let fresh = package.url("\(Release.folder)/.\(name)")
    try? FileManager.default.removeItem(at: fresh)
    try FileManager.default.createDirectory(at: fresh, withIntermediateDirectories: true)
    for file in files { try Data(file.bytes).write(to: fresh.appending(path: file.name)) }
    try FileManager.default.moveItem(at: fresh, to: folder)
    let paths = files.map { Release.path(name, $0.name) }
    if options.json {
      let report = Report(release: name, files: paths)
      console.print(try report.jsonText())
    } else {
      for path in paths { console.print(path) }
    }
  }

  private struct Report: Codable {
    var release: String
    var files: [String]
  }
}
