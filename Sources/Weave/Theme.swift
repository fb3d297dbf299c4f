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
    guard text.utf8.count <= Self.sizeLimit else { throw Self.oversized(text.utf8.count) }
    try Self.checkNesting(text)
    let hashes = Self.scripts(in: text).map { "'sha256-\(Digest(of: $0).base64)' " }
    scriptSources = hashes.isEmpty ? "'none'" : hashes.joined() + "'strict-dynamic'"
    do { shell = try MustacheTemplate(string: text) } catch {
      throw Unusable(malformed: error)
    }
  }

  /// Of a shell's bytes. The parser takes 2 s for so many of sections, four times as long for twice as many.
  package static let sizeLimit = 1 << 16

  /// What is wrong with a shell of some number of bytes, which may not have been read.
  package static func oversized(_ size: Int) -> Unusable {
    Unusable(
      description:
        "\(shellName) has \(size) bytes, more than the \(sizeLimit) that a shell may have;"
        + " link to files beside it")
  }

  /// What stands inside of each script.
  private static func scripts(in text: String) -> [Substring.UTF8View] {
    var scripts: [Substring.UTF8View] = []
    var rest = text.utf8[...]
    while let start = rest.firstRange(of: "<script".utf8) {
      rest = rest[start.upperBound...]
      guard let open = rest.firstIndex(of: UInt8(ascii: ">")) else { break }
      let inside = rest[rest.index(after: open)...]
      // Where this one has no end, none behind it has.
      guard let end = inside.firstRange(of: "</script>".utf8) else { break }
      scripts.append(inside[..<end.lowerBound])
      rest = inside[end.upperBound...]
    }
    return scripts
  }

  /// The parser calls itself for each section, so that very many of them overflow the stack.
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

extension Theme.Unusable {
  /// What the parser of Mustache says, which carries a whole line with it.
  fileprivate init(malformed error: any Error) {
    description = "\(Theme.shellName) is no Mustache template"
    guard let error = error as? MustacheTemplate.ParserError else { return }
    let place = error.context
    let reason =
      switch error.error as? MustacheTemplate.Error {
      case .sectionCloseNameIncorrect: "a section ends that is not the last one that began"
      case .expectedSectionEnd: "the text ends inside of a section; end it with {{/…}}"
      case .unfinishedName: "a tag does not end; write its name and its closing braces"
      default: "something is no tag of Mustache; mend it"
      }
    let line = place.line.count > 40 ? place.line.prefix(40) + "…" : place.line[...]
    description +=
      ": at line \(place.lineNumber), column \(place.columnNumber) (the line is '\(line)') \(reason)"
  }
}

extension Digest {
  /// As HTML's security policies write it.
  package var base64: String { Data(bytes).base64EncodedString() }
}
