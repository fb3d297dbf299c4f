// The witnesses of a review on its page: blobs as their writer means them and as their reader takes them.

import Bindings
import Weave

extension ReviewPage {
  func title(_ witness: Witness, _ direction: Direction) -> HTML {
    let outcome: HTML =
      "<span class=\"outcome \(witness.outcome.name)\">\(witness.outcome.name)</span>"
    let made: HTML = witness.writer == .program ? ", written by a program" : ""
    let how: HTML = "\(direction.name) witness by \(witness.source.rawValue)\(made)"
    let doubt: HTML = witness.programs?.disagreement.map { " <strong>\($0)</strong>" } ?? ""
    if witness.source == .programs, let programs = witness.programs {
      return """
        \(how), \(witness.bytes.count) bytes: <code>\(programs.meant)</code> is \(outcome): \
        <code>\(programs.seen)</code>\(doubt)
        """
    }
    return """
      \(how), \(witness.bytes.count) bytes: \(witness.meant) is \(outcome): \(witness.seen)\(doubt)
      """
  }

  /// What was written and what becomes of it, then each byte.
  func blob(_ witness: Witness, _ direction: Direction, of owner: String) -> HTML {
    let (writer, reader) =
      direction == .up ? (review.base, review.head) : (review.head, review.base)
    let written = reading(witness, of: owner, in: writer)
    let read = reading(witness, of: owner, in: reader)
    let cut: HTML =
      max(written.rows.count, read.rows.count) > 40 ? "<p>The rows around the element:</p>" : ""
    return cut + decoded(written, read, witness) + hexadecimal(witness, of: owner, in: writer)
  }

  private func reading(_ witness: Witness, of owner: String, in set: BindingSet) -> BlobReading {
    if witness.isTree, let tree = try? FlatNode(witness.bytes) {
      return BlobReading(tree, in: set, following: owner)
    }
    let layout = set.layouts[String(owner.dropFirst(7))]
    return layout.map { BlobReading(record: witness.bytes, as: $0) } ?? BlobReading()
  }

  /// What was written, and what becomes of it, row by row.
  private func decoded(
    _ written: BlobReading, _ read: BlobReading, _ witness: Witness
  ) -> HTML {
    let pairs = BlobPair.pairs(written, read)
    let rows = Self.near(pairs.filter { $0.written != nil }, Self.offset, witness.element)
    let missed = Self.near(pairs.filter { $0.written == nil }, Self.offset, witness.element)
    return Self.table((rows + missed).map { Self.row($0, witness.element) })
  }

  static func offset(_ pair: BlobPair) -> Int { (pair.written ?? pair.read)?.offset ?? 0 }

  static func table(_ rows: [HTML]) -> HTML {
    table(
      ["offset", "element", "type", "written", "taken for"], rows, kind: "bytes",
      label: "What was written, and what it is taken for")
  }

  /// So many rows of a long blob as a screen holds, those around the element.
  static func near<Row>(
    _ rows: [Row], _ offset: (Row) -> Int, _ element: Range<Int>?
  ) -> ArraySlice<Row> {
    let middle = element?.lowerBound ?? 0
    let index = rows.firstIndex { offset($0) >= middle } ?? rows.endIndex
    let start = max(0, min(index - 20, rows.count - 40))
    return rows[start...].prefix(40)
  }

  static func row(_ pair: BlobPair, _ element: Range<Int>?) -> HTML {
    let (written, read) = (pair.written, pair.read)
    guard let row = written ?? read else { return "" }
    func shown(_ row: BlobReading.Row?) -> HTML {
      guard let row else { return "<span class=\"ignored\">not looked at</span>" }
      let faults = row.faults.map { "<span class=\"outcome misread\">\($0)</span>" as HTML }
      return "\(row.value) \(row.meaning) \(faults.joined(separator: "; "))"
    }
    let isMarked = !row.isNode && element?.lowerBound == row.offset && row.length > 0
    let types = [written?.type, read?.type].compactMap(\.self).filter { !$0.isEmpty }
    let type = Set(types).count == 1 ? types[0] : types.joined(separator: " / ")
    return """
      <tr\(isMarked ? " class=\"marked\"" : "" as HTML)><td>0x\(String(row.offset, radix: 16))</td>\
      <th scope="row" class="depth-\(min(row.depth, 3))">\(row.name)</th><td>\(type)</td>\
      <td>\(shown(written))</td><td>\(shown(read))</td></tr>
      """
  }

  /// All bytes in their order, each stretch with what it is for.
  private func hexadecimal(_ witness: Witness, of owner: String, in writer: BindingSet) -> HTML {
    let fields = writer.layouts[String(owner.dropFirst(7))]?.fields ?? []
    let spans =
      witness.isTree
      ? (try? FlatNode.spans(of: witness.bytes)) ?? []
      : fields.map { BlobSpan(offset: $0.offset, length: $0.width, text: $0.name) }
    return Self.hexadecimal(witness.bytes, spans, witness.element)
  }

  /// Bytes with what each stretch is for, those around an element.
  static func hexadecimal(
    _ bytes: [UInt8], _ spans: [BlobSpan], _ element: Range<Int>?
  ) -> HTML {
    let rows = near(spans, \.offset, element).map { span -> HTML in
      let bytes = bytes[span.range.clamped(to: bytes.indices)]
      let pairs = bytes.prefix(64).map(DecodedValue.pair).joined(separator: " ")
      let rest = bytes.count > 64 ? " … \(bytes.count) in all" : ""
      let isMarked = element.map { span.range == $0 && !$0.isEmpty } == true
      return """
        <tr\(isMarked ? " class=\"marked\"" : "" as HTML)><td>0x\(String(span.offset, radix: 16))</td>\
        <td class="hex">\(pairs)\(rest)</td><td>\(span.text)</td></tr>
        """
    }
    return fold(
      "its bytes",
      table(
        ["offset", "bytes", "what they are"], rows, kind: "bytes", label: "The bytes"))
  }
}
