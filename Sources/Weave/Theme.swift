// The theme: a page shell in Mustache and files that are copied as they are. The shell gets
// finished HTML in every variable and writes them with three braces, so that escaping stays in
// one place.

import Book
import Evidence
import Mustache

/// A page shell, compiled once.
package struct Theme: Sendable {
  private let shell: MustacheTemplate

  /// The shell's file in a theme's folder.
  package static let shellName = "page.mustache"

  /// Why a shell cannot be used.
  package struct Unusable: Error, CustomStringConvertible {
    package var description: String
  }

  /// - Throws: `Unusable` when the shell is no Mustache.
  package init(shell text: String) throws(Unusable) {
    do { shell = try MustacheTemplate(string: text) } catch {
      throw Unusable(description: "\(Self.shellName) is no Mustache template: \(error)")
    }
  }

  func page(_ content: PageContent, _ context: WeaveContext) -> SiteFile {
    let manifest = context.book.manifest
    let root = SitePaths.relative("", from: content.path)
    let values: [String: String] = [
      "title": content.title.text,
      "kind": content.kind.text,
      "bookTitle": HTML(escaping: manifest.title).text,
      "root": root.isEmpty ? "." : root,
      "bookNavigation": content.bookNavigation.text,
      "pageNavigation": content.pageNavigation.text,
      "body": content.body.text,
      "footer": content.footer.text,
      "evidence": EvidenceNote.html(context).text,
      "key": HTML(escaping: context.evidence.key).text,
    ]
    return SiteFile(path: content.path, text: shell.render(values))
  }
}
