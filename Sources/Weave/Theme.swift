// The theme: a page shell in Mustache and files that are copied as they are. The shell gets
// finished HTML in every variable and writes them with three braces, so that escaping stays in
// one place. A script in the shell holds no variables: pages allow it by its digest.

import Book
import Evidence
import Foundation
import Mustache

/// A page shell, compiled once.
package struct Theme: Sendable {
  private let shell: MustacheTemplate
  /// What a page's security policy says of scripts: those of the shell, and what they load.
  private let scriptSources: String

  /// The shell's file in a theme's folder.
  package static let shellName = "page.mustache"

  /// Why a shell cannot be used.
  package struct Unusable: Error, CustomStringConvertible {
    package var description: String
  }

  /// - Throws: `Unusable` when the shell is no Mustache, or nests deeper than a page needs.
  package init(shell text: String) throws(Unusable) {
    try Self.checkNesting(text)
    let hashes = text.matches(of: /(?s)<script[^>]*>(.*?)<\/script>/).map { script in
      "'sha256-\(Digest(of: script.output.1.utf8).base64)' "
    }
    scriptSources = hashes.isEmpty ? "'none'" : hashes.joined() + "'strict-dynamic'"
    do { shell = try MustacheTemplate(string: text) } catch {
      throw Unusable(description: "\(Self.shellName) is no Mustache template: \(error)")
    }
  }

  /// The parser calls itself for each section, so 20,000 of them overflow the stack.
  private static func checkNesting(_ text: String) throws(Unusable) {
    let limit = 50
    var depth = 0
    var rest = text.utf8[...]
    while let start = rest.firstRange(of: "{{".utf8) {
      rest = rest[start.upperBound...]
      switch rest.first {
      case UInt8(ascii: "#"), UInt8(ascii: "^"), UInt8(ascii: "$"), UInt8(ascii: "<"): depth += 1
      case UInt8(ascii: "/"): depth -= 1
      case UInt8(ascii: "="):
        throw Unusable(description: "\(shellName) changes its delimiters; keep '{{' and '}}'")
      default: break
      }
      guard depth <= limit else {
        throw Unusable(
          description: "\(shellName) has sections nested more than \(limit) deep; flatten them")
      }
      guard let end = rest.firstRange(of: "}}".utf8) else { return }
      rest = rest[end.upperBound...]
    }
  }

  func page(_ content: PageContent, _ context: WeaveContext) -> SiteFile {
    let manifest = context.book.manifest
    let root = LinkTarget.relative("", from: content.path)
    let values: [String: String] = [
      // Beside the book's own title, the first page needs another.
      "title": content.path == SitePaths.home ? "Overview" : content.title.text,
      "kind": content.kind.text,
      "head": PageHead(content, context).html().text,
      "place": content.place.text,
      "arrows": content.arrows.text,
      "turn": content.turn.text,
      "bookTitle": HTML(escaping: manifest.title).text,
      "scripts": scriptSources,
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

extension Digest {
  /// As HTML's security policies write it.
  package var base64: String { Data(bytes).base64EncodedString() }
}
