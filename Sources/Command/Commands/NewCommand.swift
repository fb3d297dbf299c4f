// `weft new`: a small book to begin with.

import ArgumentParser
import Foundation
import Starter
import TextTables

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Makes a small book to begin with.",
    discussion: """
      The book is a Swift package of its own, with two chapters, rules, examples, a test and a \
      figure. It builds, tests and weaves at once:

        weft new my-book && cd my-book && swift run weft build
      """)

  @Argument(help: "The folder to make; its name becomes the package's.", completion: .directory)
  var folder: String

  @Option(
    help: "Where weft's package is; by default the one that this weft was built in.",
    completion: .directory)
  var weft: String?

  @Flag(help: "Print the result as JSON.")
  var json = false

  func validate() throws {
    let name = URL(filePath: folder).standardizedFileURL.lastPathComponent
    guard StarterBook.isName(name) else {
      throw ValidationError(
        "'\(Console.cleaned(name))' cannot be a package's name; it would be letters, digits, dots,"
          + " hyphens and underscores, the first one a letter or a digit")
    }
  }

  func run() throws {
    let place = URL(filePath: folder).standardizedFileURL
    guard let home = weft.map({ URL(filePath: $0) }) ?? WeftPackage.root, WeftPackage.isRoot(home)
    else {
      throw ValidationError(
        "there is no package of weft at \(weft ?? "the place of this program");"
          + " --weft says where it is")
    }
    let made = try NewBook(place: place, weft: home).write()
    if json {
      let report = Report(folder: folder, files: made)
      print(try report.jsonText())
    } else {
      print("\(folder) has a book with two chapters. What comes next:")
      print("  cd \(folder) && swift run weft build")
    }
  }

  private struct Report: Codable {
    var folder: String
    var files: [String]
  }
}
