// Figures that tests recorded. A test's output is untrusted: of its SVG only shapes and text pass,
// by a list of what is allowed, so that no figure can run a script, load anything, or leave its
// frame. What is not well-formed XML is refused whole.

import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A checked SVG image, ready to stand in a page.
struct SVGFigure {
  let html: HTML
  /// The same for narrow pages, with the name of the other; `nil` where the image has none inside.
  let narrow: HTML?
  /// What its `title` says; empty when it has none.
  let title: String
  /// The lines of what its `desc` says; empty when it has none.
  let words: [String]
  /// How wide it is drawn where there is room, in pixels; `nil` when it does not say.
  let width: Int?
  /// Elements that are not shown, by their names.
  let leftOut: Set<String>
  /// Whether it is SVG in a file of its own too, where nothing around it says so.
  let standsAlone: Bool

  /// Why a figure is not shown.
  struct Refused: Error {
    /// A sentence's end: `A.svg is …`.
    var reason: String
  }

  /// - Parameter prefix: makes the ids of this figure its own on the page.
  /// - Throws: `Refused` when the bytes are no well-formed SVG image, or one that a browser had
  ///   better not draw.
  init(_ bytes: [UInt8], prefix: String) throws(Refused) {
    // What is looked for below is looked for in UTF-8, so nothing may be read as anything else.
    guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0),
      Self.declaresUTF8(text)
    else { throw Refused(reason: "is not shown: it is not UTF-8") }
    // Entities could make a small file large; a drawing has no need of its own.
    guard !Self.declaresEntities(bytes) else {
      throw Refused(reason: "is not shown: it has a document type")
    }
    let checker = SVGChecker(prefix: prefix)
    let parser = XMLParser(data: Data(bytes))
    parser.shouldResolveExternalEntities = false
    parser.delegate = checker
    // The parser may report success for a document that ends too early.
    guard parser.parse(), checker.isWhole else {
      throw Refused(reason: "is no well-formed SVG image")
    }
    if let reason = checker.expansion.refusal() {
      throw Refused(reason: "is not shown: \(reason)")
    }
    html = HTML(trusted: checker.html)
    narrow = checker.narrow.map { HTML(trusted: $0) }
    title = checker.title.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    words = checker.words.split(whereSeparator: \.isNewline)
      .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
      .filter { !$0.isEmpty }
    width = checker.width
    leftOut = checker.leftOut
    standsAlone = checker.namesNamespace
  }

  /// Whether there is a document type, or an entity of one.
  private static func declaresEntities(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
      rest = rest[start...]
      if rest.starts(with: "<!DOCTYPE".utf8) || rest.starts(with: "<!ENTITY".utf8) { return true }
      rest = rest.dropFirst()
    }
    return false
  }

  /// Whether the XML declaration, where there is one, names no other encoding.
  private static func declaresUTF8(_ text: String) -> Bool {
    let text =
      text.unicodeScalars.first == "\u{FEFF}"
      ? text.unicodeScalars.dropFirst() : text.unicodeScalars[...]
    guard text.starts(with: "<?xml".unicodeScalars) else { return true }
    let declaration = String(text.prefix { $0 != ">" })
    guard declaration.contains("encoding") else { return true }
    return declaration.contains(/encoding\s*=\s*["'][uU][tT][fF]-8["']/)
  }
}
