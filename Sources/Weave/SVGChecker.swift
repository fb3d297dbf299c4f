// What of an SVG image passes: shapes and text, by a list of elements and of attributes.

import Book
import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Reads an image, and writes what of it may stand in a page.
final class SVGChecker: NSObject, XMLParserDelegate {
  private let prefix: String
  private(set) var html = ""
  /// An image within the image, which says of itself that it is for narrow pages.
  private(set) var narrow: String?
  private var isInNarrow = false
  /// The name and the description that the whole image is known by.
  private var label = ""
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

  /// What an image for narrow pages may say of itself.
  private static let ofNarrow: Set<String> = ["viewBox", "fill", "font-family", "font-size"]

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
    let isNarrow = beginsNarrow(name, attributes)
    let attributes = isNarrow ? attributes.filter { Self.ofNarrow.contains($0.key) } : attributes
    if !isNarrow { write("<\(name)") }
    var styles: [(name: String, value: String)] = []
    var properties: [(name: String, value: String)] = []
    for (key, value) in attributes.sorted(by: { $0.key < $1.key }) {
      if key == "style" {
        styles += declarations(value)
      } else if Self.styleProperties.contains(key) {
        styles += declarations("\(key): \(value)")
      } else if Self.attributes.contains(key), let value = checked(key, value) {
        if key == "aria-labelledby", depth == 1 { label = value }
        add(key, value)
        properties.append((key, value))
      }
    }
    if !styles.isEmpty {
      add("style", styles.map { "\($0.name): \($0.value)" }.joined(separator: "; "))
    }
    expansion.begin(id: attributes["id"].map { prefix + $0 }, properties + styles)
    write(">")
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    depth -= 1
    (isInTitle, isInWords) = (false, false)
    guard refusedDepth == 0 else { return refusedDepth -= 1 }
    write("</\(name)>")
    expansion.end()
    if depth == 1 { isInNarrow = false }
  }

  /// Begins the image for narrow pages where an element is one; it is known by the whole image's name.
  private func beginsNarrow(_ name: String, _ attributes: [String: String]) -> Bool {
    guard depth == 2, name == "svg", attributes["class"] == "narrow", narrow == nil else {
      return false
    }
    (isInNarrow, narrow) = (true, "")
    write("<svg class=\"narrow\" role=\"img\"")
    if let width = Self.width(attributes) { write(" style=\"--width: \(width)px\"") }
    if !label.isEmpty { add("aria-labelledby", label) }
    return true
  }

  private func write(_ text: String) {
    if isInNarrow { narrow? += text } else { html += text }
  }

  func parser(_ parser: XMLParser, foundCDATA block: Data) {
    self.parser(parser, foundCharacters: String(decoding: block, as: UTF8.self))
  }

  func parser(_ parser: XMLParser, parseErrorOccurred parseError: any Error) { hasError = true }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if refusedDepth == 0 { write(HTML(escaping: string).text) }
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
    write((" \(HTML(trusted: key))=\"\(value)\"" as HTML).text)
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
      // Nearly all values: a figure has thousands of them, and searches in them take long.
      if !value.utf8.contains(where: Self.canReachOut) { return value }
      return isHarmless(key, value) ? value.replacing("url(#", with: "url(#" + prefix) : nil
    }
  }

  /// Whether a sign can begin or hide what reaches out of the figure: a function, an escape, a comment.
  private static func canReachOut(_ sign: UInt8) -> Bool {
    sign == UInt8(ascii: "(") || sign == UInt8(ascii: "\\") || sign == UInt8(ascii: "/")
  }

  /// Functions could load something, and escapes could hide their names, so only those that
  /// drawings need pass, spelt plainly.
  private func isHarmless(_ key: String, _ value: String) -> Bool {
    let bytes = value.utf8
    guard !bytes.contains(UInt8(ascii: "\\")), bytes.firstRange(of: "/*".utf8) == nil else {
      return false
    }
    if !bytes.contains(UInt8(ascii: "(")) { return true }
    if key.hasSuffix("ransform") {
      let names = bytes.split { !($0 >= 0x80 || $0.isLetter) }
      return names.allSatisfy { Self.transforms.contains(Substring($0)) }
    }
    let isReference = Self.isCall(bytes, of: ["url"]) { target in
      target.first == UInt8(ascii: "#") && target.count > 1
        && target.dropFirst().allSatisfy { $0.isLetter || "0123456789_.-".utf8.contains($0) }
    }
    if isReference { return true }
    return Self.isCall(bytes, of: ["rgb", "rgba", "hsl", "hsla"]) { numbers in
      numbers.allSatisfy { "0123456789., %/".utf8.contains($0) }
    }
  }

  private static let transforms: Set<Substring> = [
    "translate", "scale", "rotate", "skewX", "skewY", "matrix", "e",
  ]

  /// Whether a value is one call of one of some functions, with arguments that pass.
  private static func isCall(
    _ value: String.UTF8View, of names: [String], with areHarmless: (Substring.UTF8View) -> Bool
  ) -> Bool {
    guard let open = value.firstIndex(of: UInt8(ascii: "(")), value.last == UInt8(ascii: ")"),
      names.contains(where: { $0.utf8.elementsEqual(value[..<open]) })
    else { return false }
    return areHarmless(value[value.index(after: open)...].dropLast())
  }
}
