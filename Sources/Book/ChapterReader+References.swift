// References that nothing defines: Markdown leaves `[^9]` and `[text][nope]` as the text they are, so
// that readers see brackets where a note or a link was meant.

extension ChapterReader {
  /// Reports references in a node's own text.
  mutating func checkReferences(in node: Node) {
    // Few paragraphs have a bracket that is no link.
    guard node.children.contains(where: { $0.kind == .text && $0.literalHas("[") }) else { return }
    var text: [UInt8] = []
    var code: [(place: Int, text: [UInt8])] = []
    for child in node.children {
      guard child.kind == .text else {
        if child.kind == .code { code.append((text.count, Array(child.literal.utf8))) }
        let isBreak = child.kind == .softBreak || child.kind == .lineBreak
        text.append(isBreak ? UInt8(ascii: " ") : Self.other)
        continue
      }
      text += child.literal.utf8
    }
    var waiting = code[...]
    for reference in UndefinedReference.all(in: text) {
      // What stands in code before may look the same.
      while let next = waiting.first, next.place < reference.text.startIndex {
        _ = links.offset(ofText: next.text, in: source)
        waiting.removeFirst()
      }
      report(reference)
    }
  }

  /// Stands for what is no text, such as emphasis; no byte of UTF-8 is this one.
  private static let other: UInt8 = 0xFF

  /// Reports a reference where it stands in the source; one that stands there otherwise, such as
  /// with a backslash before its bracket, is meant as text.
  private mutating func report(_ reference: UndefinedReference) {
    let written = reference.text.split(separator: Self.other).last ?? []
    guard let offset = links.offset(ofText: Array(written), in: source),
      offset == 0 || source.bytes[offset - 1] != UInt8(ascii: "\\")
    else { return }
    // Where not all of it is text, its label is what can be found.
    let isWhole = written.count == reference.text.count
    let place = source.place(of: isWhole ? offset : offset + 1)
    let label = reference.label
    report(
      reference.isFootnote ? .undefinedFootnote : .undefinedReference, line: place.line,
      column: place.column,
      reference.isFootnote
        ? "there is no footnote '\(label)'; write '[^\(label)]: …', or \\[^\(label)] for the text itself"
        : "no link is defined for '[\(label)]'; write '[\(label)]: address', or put a backslash before"
          + " the brackets")
  }
}

/// Text that has the form of a reference.
private struct UndefinedReference {
  /// All of it: `[^9]`, or `[text][nope]`.
  var text: ArraySlice<UInt8>
  var label: String
  var isFootnote: Bool

  /// The references in a text, in order; in time linear in its length.
  static func all(in text: [UInt8]) -> [UndefinedReference] {
    var found: [UndefinedReference] = []
    var open: [Int] = []
    var last: Range<Int>?
    for (index, byte) in text.enumerated() {
      if byte == UInt8(ascii: "[") { open.append(index) }
      guard byte == UInt8(ascii: "]"), let start = open.popLast() else { continue }
      let pair = start..<index + 1
      let inside = text[(start + 1)..<index]
      if let reference = footnote(inside, text[pair]) {
        found.append(reference)
      } else if let first = last, first.upperBound == start, isFree(first.lowerBound, in: text) {
        if let reference = link(inside, text[first], text[first.lowerBound..<index + 1]) {
          found.append(reference)
        }
      }
      last = pair
    }
    return found
  }

  private static func footnote(
    _ inside: ArraySlice<UInt8>, _ whole: ArraySlice<UInt8>
  ) -> UndefinedReference? {
    guard inside.first == UInt8(ascii: "^"), inside.count > 1, inside.count < 100,
      inside.dropFirst().allSatisfy({ $0 > 0x20 && !"[]^\\".utf8.contains($0) && $0 != 0xFF })
    else { return nil }
    let label = String(decoding: inside.dropFirst(), as: UTF8.self)
    return UndefinedReference(text: whole, label: label, isFootnote: true)
  }

  private static func link(
    _ inside: ArraySlice<UInt8>, _ first: ArraySlice<UInt8>, _ whole: ArraySlice<UInt8>
  ) -> UndefinedReference? {
    let label = inside.isEmpty ? first.dropFirst().dropLast() : inside
    guard !label.isEmpty, whole.count < 1000,
      label.allSatisfy({ !"[]^".utf8.contains($0) && $0 != 0xFF })
    else { return nil }
    return UndefinedReference(
      text: whole, label: String(decoding: label, as: UTF8.self), isFootnote: false)
  }

  /// Whether a bracket does not belong to what stands before it, as in `matrix[i][j]`.
  private static func isFree(_ start: Int, in text: [UInt8]) -> Bool {
    guard start > 0 else { return true }
    let before = text[start - 1]
    return before == 0x20 || "([\"'*_—".utf8.contains(before)
  }
}
