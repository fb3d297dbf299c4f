// The whole book on one page: to be printed, or read where there is no folder of pages. It is written a
// chapter at a time, since all of them together are more than a process should hold.
//
//     Zoo/02-lions.html#feeding  ─ the second chapter of the book ─  book.html#c2-feeding

import Book

extension Weaver {
  /// Writes the page of the whole book, in pieces.
  ///
  /// - Parameter read: the bytes of a chapter by its path.
  /// - Throws: what `read` and `write` throw.
  package func writeWholeBook(
    read: (String) throws -> [UInt8], write: (String) throws -> Void
  ) throws {
    let single = SinglePage(context)
    let shell = page(single.content()).text
    let place = shell.firstRange(of: SinglePage.mark.text)
    try write(String(shell[..<(place?.lowerBound ?? shell.endIndex)]))
    for (number, (part, chapter)) in context.order.enumerated() {
      let body = body(ofChapter: chapter.path, bytes: try read(chapter.path))
      let isFirst = context.partStarts[part] == number
      let title: HTML = isFirst ? "<p class=\"partTitle\">\(part)</p>" : ""
      let anchor = single.anchor(number)
      let opening: HTML = """
        <section class="whole" id="\(anchor)" style="page: \(anchor)">\(title)
        """
      try write(opening.text + single.rewritten(body.text, ofChapter: number) + "</section>\n")
    }
    if let place { try write(String(shell[place.upperBound...])) }
  }
}

/// What is particular about the page.
struct SinglePage {
  let context: WeaveContext
  /// The places of chapters in reading order, by their pages.
  private let places: [String: Int]

  /// What stands in the shell where the chapters come; no text of a book can hold it.
  static let mark: HTML = "<!-- chapters -->"

  init(_ context: WeaveContext) {
    self.context = context
    places = Dictionary(
      context.order.enumerated().map { (context.page(ofChapter: $1.chapter.path), $0) }
    ) { first, _ in first }
  }

  /// The anchor of a chapter, which begins those of all in it.
  func anchor(_ number: Int) -> String { "c\(number + 1)" }

  func content() -> PageContent {
    let manifest = context.book.manifest
    let lead: HTML = manifest.summary.map { "<p class=\"lead\">\($0)</p>" } ?? ""
    return PageContent(
      path: SitePaths.single, title: "On one page", kind: "single",
      place: "<span class=\"here\">On one page</span>", description: manifest.summary ?? "",
      head: runningHeads(),
      bookNavigation: BookNavigation(
        context: context, page: SitePaths.single, present: nil
      ).html(),
      body: "<h1>\(manifest.title)</h1>\(lead)\(contents())\(Self.mark)")
  }

  private func contents() -> HTML {
    let parts = context.book.parts.map { part -> HTML in
      let start = context.partStarts[part.name] ?? 0
      let items = part.chapters.enumerated().map { index, chapter -> HTML in
        """
        <li>\(context.number(of: chapter))<a href="#\(anchor(start + index))">\(chapter.title)</a></li>
        """
      }
      return "<h2>\(part.name)</h2><ol class=\"map\">\(items.joined())</ol>"
    }
    return "<div class=\"contents\">\(parts.joined())</div>"
  }

  /// On paper the head of a page says in which chapter it is; browsers take that from a page's name.
  private func runningHeads() -> HTML {
    let rules = context.order.enumerated().map { number, entry in
      let title = Self.cssText("\(entry.part) · \(entry.chapter.title)")
      return "@page \(anchor(number)) { @top-right { content: \(title) } }"
    }
    // Its text holds letters, digits and CSS's own signs only, so nothing in it ends the element.
    return HTML(trusted: "<style>\n\(rules.joined(separator: "\n"))\n</style>")
  }

  /// Text as a string of CSS: what is neither letter nor digit is written by its number.
  static func cssText(_ text: String) -> String {
    let letters = text.unicodeScalars.map { scalar in
      scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == " "
        ? String(scalar) : "\\\(String(scalar.value, radix: 16)) "
    }
    return "\"\(letters.joined())\""
  }

  // MARK: Anchors and links

  /// A chapter's HTML with its anchors and links as they are on this page.
  func rewritten(_ html: String, ofChapter number: Int) -> String {
    var tags = TagAttributes(html)
    return tags.mapped { name, value in self.value(value, of: name, inChapter: number) }
  }

  private func value(_ value: String, of name: String, inChapter number: Int) -> String {
    let prefix = anchor(number) + "-"
    switch name {
    case "id", "for": return prefix + value
    case "aria-labelledby", "aria-describedby":
      return value.split(separator: " ").map { prefix + $0 }.joined(separator: " ")
    case "href", "src": return address(value, inChapter: number)
    default: return value.replacing("url(#", with: "url(#" + prefix)
    }
  }

  private func address(_ address: String, inChapter number: Int) -> String {
    if Link.isExternal(address) { return address }
    let page = context.page(ofChapter: context.order[number].chapter.path)
    let target = LinkTarget(address, from: page)
    // As it is written, with whatever is encoded in it.
    let fragment = address.firstIndex(of: "#").map { address[address.index(after: $0)...] } ?? ""
    if let place = places[target.path] {
      let isTop = fragment.isEmpty || fragment == "Content"
      return "#" + anchor(place) + (isTop ? "" : "-" + fragment)
    }
    let path = LinkTarget.relative(target.path, from: SitePaths.single)
    return fragment.isEmpty ? path : "\(path)#\(fragment)"
  }
}

/// The attributes of the tags of finished HTML, whose text has no bare `<`.
private struct TagAttributes {
  private let bytes: [UInt8]
  private var result: [UInt8] = []

  init(_ html: String) { bytes = Array(html.utf8) }

  /// The HTML with each value in double quotes put through a function of its attribute's name.
  mutating func mapped(_ change: (String, String) -> String) -> String {
    result.reserveCapacity(bytes.count + bytes.count / 8)
    var nameStart: Int?
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      result.append(byte)
      index += 1
      switch byte {
      case UInt8(ascii: "<"): nameStart = index
      case UInt8(ascii: ">"): nameStart = nil
      case UInt8(ascii: " "), UInt8(ascii: "\n"): if nameStart != nil { nameStart = index }
      case UInt8(ascii: "\""):
        guard let start = nameStart, let end = bytes[index...].firstIndex(of: byte) else {
          continue
        }
        let name = String(decoding: bytes[start..<max(start, index - 2)], as: UTF8.self)
        result += change(name, String(decoding: bytes[index..<end], as: UTF8.self)).utf8
        result.append(byte)
        index = end + 1
      default: continue
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
