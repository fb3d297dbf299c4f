// `weft lsp`: what an editor asks about the Swift in chapters, answered by the toolchain.

import ArgumentParser
import Book
import Foundation
import Run

struct LSPCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp",
    abstract: "Answers an editor about the Swift in chapters: completion, hover, definitions.",
    discussion: """
      An editor starts this command for Markdown files, and speaks the Language Server Protocol with \
      it over standard input and output; 'weft editors' tells how. Behind it the toolchain's \
      sourcekit-lsp reads what the chapters become, as they stand in the editor, with the modules of \
      the last 'weft build' or 'weft test'. Prose has no answers.

      Exit codes: 0 the editor ended it, 3 the book cannot be loaded, 4 it was not built yet, or \
      sourcekit-lsp is missing or ended by itself.
      """)

  @OptionGroup var options: SharedOptions

  func run() async throws {
    let package = try options.bookPackage()
    let toolchain = try await Toolchain.found(keptIn: package.url(PackageLayout.workFolder))
    guard let program = toolchain.program("sourcekit-lsp") else {
      throw RunFailure(
        "the toolchain in \(toolchain.folder.path) has no sourcekit-lsp; install a whole one")
    }
    try await LanguageServer(package, program: program).run()
  }
}
