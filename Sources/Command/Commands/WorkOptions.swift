// Options of the commands that weave.

import ArgumentParser
import Foundation
import Run

struct WorkOptions: ParsableArguments {
  @Option(help: "Where the site goes.", completion: .directory)
  var output: String?

  @Flag(help: "Also print where the time went: stages, steps and the slowest tests.")
  var timings = false

  @Flag(help: "Weave the whole book on one page too, book.html, to be printed.")
  var singlePage = false

  func siteURL(in package: BookPackage) -> URL {
    output.map { URL(filePath: $0) } ?? package.url(PackageLayout.siteFolder)
  }
}
