// `weft anchors`: which places of the book readers may have links to, and which are new.

import ArgumentParser
import Book
import Foundation
import TextTables

struct AnchorsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "anchors",
    abstract: "Lists the places of the book that are not published yet, or publishes them.",
    discussion: """
      Spec/anchors.txt lists the chapters and anchors to which readers may have links: once a place is in \
      it, 'weft check' sees that it stays, or is led on: 'Spec/Part/01-a.md#old -> Spec/Part/02-b.md#new' \
      makes links to the old place lead to the new one. A book without the file promises nothing.
      """)

  @OptionGroup var options: SharedOptions

  @Flag(help: "Add the new places to Spec/anchors.txt.")
  var accept = false

  func run() throws {
    let console = options.console()
    let package = try options.bookPackage()
    let snapshot = try Snapshot(package)
    snapshot.keep()
    let new = snapshot.book.unpublished
    if accept, !new.isEmpty { try publish(new, in: package) }
    if options.json {
      let result = Result(places: new.map(\.text), accepted: accept)
      console.print(try result.jsonText())
    } else {
      for place in new { console.print(Console.cleaned(place.text)) }
      console.complain("\(new.count) places \(accept ? "added" : "are not published")")
    }
  }

  private func publish(_ new: [LinkTarget], in package: BookPackage) throws {
    let url = package.url(BookPackage.anchorsPath)
    let old =
      FileManager.default.fileExists(atPath: url.path)
      ? String(decoding: try package.read(BookPackage.anchorsPath), as: UTF8.self) : ""
    let text = PublishedAnchors.text(adding: new, to: old)
    try Data(text.utf8).write(to: url, options: .atomic)
  }

  /// What programs get.
  private struct Result: Codable {
    var places: [String]
    var accepted: Bool
  }
}
