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
    guard !text.contains("<!DOCTYPE"), !text.contains("<!ENTITY") else {
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
    title = checker.title.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    words = checker.words.split(whereSeparator: \.isNewline)
      .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
      .filter { !$0.isEmpty }
    width = checker.width
    leftOut = checker.leftOut
    standsAlone = checker.namesNamespace
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

private final class SVGChecker: NSObject, XMLParserDelegate {
  private let prefix: String
  private(set) var html = ""
  private(set) var expansion = SVGExpansion()
  private(set) var leftOut: Set<String> = []
  private(set) var namesNamespace = false
  private(set) var title = ""
  private(set) var words = ""
  private(set) var width: Int?
  private var isInTitle = false
  private var isInWords = false
  private var isSVG = false
  private var hasError = false
  /// How deep the parser is inside an element that is left out.
  private var refusedDepth = 0
  private var depth = 0

  init(prefix: String) { self.prefix = prefix }

  /// Whether one whole SVG element, and nothing wrong, was read.
  var isWhole: Bool { isSVG && !hasError && depth == 0 }

  /// Without `use`, since a few nested ones draw for ever.
  private static let elements: Set<String> = [
    "svg", "g", "defs", "title", "desc", "rect", "circle", "ellipse", "line", "polyline",
    "polygon", "path", "text", "tspan", "pattern", "marker", "linearGradient", "radialGradient",
    "stop", "clipPath", "mask",
  ]

  private static let attributes: Set<String> = [
    "id", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height", "d",
    "points", "transform", "viewBox", "preserveAspectRatio", "fill", "fill-opacity", "fill-rule",
    "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap",
    "stroke-linejoin", "opacity", "font-size", "font-family", "font-weight", "font-style",
    "text-anchor", "dominant-baseline", "letter-spacing", "dx", "dy", "patternUnits",
    "patternContentUnits", "patternTransform", "markerWidth", "markerHeight", "markerUnits",
    "refX", "refY", "orient", "offset", "stop-color", "stop-opacity", "gradientUnits",
    "gradientTransform", "clip-path", "mask", "marker-start", "marker-mid", "marker-end", "role",
    "aria-label", "aria-labelledby", "aria-describedby", "aria-hidden", "xmlns",
    "clip-rule", "color",
  ]

  /// Properties that HTML's checker knows in styles only.
  private static let styleProperties: Set<String> = ["paint-order", "vector-effect"]

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    if depth == 0 {
      isSVG = name == "svg"
      namesNamespace = attributes["xmlns"].map { checked("xmlns", $0) != nil } ?? false
      width = Self.width(attributes)
    }
    isInTitle = depth == 1 && name == "title" && title.isEmpty
    isInWords = depth == 1 && name == "desc" && words.isEmpty
    depth += 1
    guard refusedDepth == 0, Self.elements.contains(name), depth < 200 else {
      if refusedDepth == 0 { leftOut.insert(name) }
      refusedDepth += 1
      return
    }
    html += "<\(name)"
    var styles: [(name: String, value: String)] = []
    var properties: [(name: String, value: String)] = []
    for (key, value) in attributes.sorted(by: { $0.key < $1.key }) {
      if key == "style" {
        styles += declarations(value)
      } else if Self.styleProperties.contains(key) {
        styles += declarations("\(key): \(value)")
      } else if Self.attributes.contains(key), let value = checked(key, value) {
        add(key, value)
        properties.append((key, value))
      }
    }
    if !styles.isEmpty {
      add("style", styles.map { "\($0.name): \($0.value)" }.joined(separator: "; "))
    }
    expansion.begin(id: attributes["id"].map { prefix + $0 }, properties + styles)
    html += ">"
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    depth -= 1
    (isInTitle, isInWords) = (false, false)
    guard refusedDepth == 0 else { return refusedDepth -= 1 }
    html += "</\(name)>"
    expansion.end()
  }

  func parser(_ parser: XMLParser, foundCDATA block: Data) {
    self.parser(parser, foundCharacters: String(decoding: block, as: UTF8.self))
  }

  func parser(_ parser: XMLParser, parseErrorOccurred parseError: any Error) { hasError = true }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if refusedDepth == 0 { html += HTML(escaping: string).text }
    if isInTitle { title += string }
    if isInWords { words += string }
  }

  /// The width that the drawing has of its own: what it says, or that of its view box.
  private static func width(_ attributes: [String: String]) -> Int? {
    let box = attributes["viewBox"]?.split { $0 == " " || $0 == "," } ?? []
    let stated = attributes["width"].flatMap(Double.init)
    guard let width = stated ?? (box.count == 4 ? Double(box[2]) : nil),
      (1...100_000).contains(width)
    else { return nil }
    return Int(width)
  }

  private func add(_ key: String, _ value: String) {
    html += (" \(HTML(trusted: key))=\"\(value)\"" as HTML).text
  }

  /// The declarations of a style that do no more than attributes could.
  private func declarations(_ style: String) -> [(name: String, value: String)] {
    style.split(separator: ";").compactMap { declaration in
      let parts = declaration.split(separator: ":", maxSplits: 1)
        .map { $0.trimmingCharacters(in: .whitespaces) }
      guard parts.count == 2, !parts[1].contains("\\"),
        Self.attributes.contains(parts[0]) || Self.styleProperties.contains(parts[0]),
        let value = checked(parts[0], parts[1])
      else { return nil }
      return (parts[0], value)
    }
  }

  /// The value with the figure's own ids; `nil` when it could reach out of the figure.
  private func checked(_ key: String, _ value: String) -> String? {
    switch key {
    case "id": return prefix + value
    case "aria-labelledby", "aria-describedby":
      return value.split(separator: " ").map { prefix + $0 }.joined(separator: " ")
    case "xmlns":
      return value == "http://www.w3.org/2000/svg" ? value : nil
    default:
      return isHarmless(key, value) ? value.replacing("url(#", with: "url(#" + prefix) : nil
    }
  }

  /// Functions could load something, and escapes could hide their names, so only those that
  /// drawings need pass, spelt plainly.
  private func isHarmless(_ key: String, _ value: String) -> Bool {
    guard !value.contains("\\"), !value.contains("/*") else { return false }
    if !value.contains("(") { return true }
    if key.hasSuffix("ransform") {
      let names = value.split { !$0.isLetter }
      return names.allSatisfy {
        ["translate", "scale", "rotate", "skewX", "skewY", "matrix", "e"].contains($0)
      }
    }
    return value.wholeMatch(of: /url\(#[A-Za-z0-9_.-]+\)/) != nil
      || value.wholeMatch(of: /(rgb|rgba|hsl|hsla)\([0-9., %\/]*\)/) != nil
  }
}
