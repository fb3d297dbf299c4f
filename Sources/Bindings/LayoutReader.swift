// From a table to a layout. What is wrong is told at its place, all of it.

package import Book

/// What was read of one `layout=NAME` fence.
package struct ReadLayout: Sendable {
  package var layout: Layout
  package var places: Places
  package var findings: [Finding]
}

extension Layout {
  /// Reads a `text layout=NAME` fence.
  package static func reading(_ fence: Fence, name: String, path: String) -> ReadLayout {
    var reader = LayoutReader(text: SchemaText(fence, path: path), name: name)
    return reader.read()
  }
}

private struct LayoutReader {
  let text: SchemaText
  let name: String
  var fields: [LayoutField] = []
  var places = Places()
  var findings: [Finding] = []

  static let titles = ["name", "offset", "width", "order", "meaning"]
  private static let largest = 1 << 20

  mutating func read() -> ReadLayout {
    let path = ElementPath("layout \(name)")
    places[path] = text.location
    let lines = text.fence.code.split(separator: "\n", omittingEmptySubsequences: false)
    var hasTitles = false
    for (index, line) in lines.enumerated() {
      let words = line.split(separator: " ", omittingEmptySubsequences: true)
      guard !words.isEmpty else { continue }
      if hasTitles {
        readField(line, words, number: index + 1, path)
      } else {
        hasTitles = true
        if words.map(String.init) != Self.titles {
          report(
            line: index + 1,
            "a layout begins with the titles; write: "
              + Self.titles.joined(separator: "  "))
        }
      }
    }
    if fields.isEmpty, findings.isEmpty {
      report(line: 1, "this layout has no fields; add a line for each")
    }
    checkOverlaps()
    var layout = Layout(name, fields: fields)
    readAttributes(&layout)
    return ReadLayout(layout: layout, places: places, findings: findings.sorted())
  }

  private mutating func readField(
    _ line: Substring, _ words: [Substring], number: Int, _ path: ElementPath
  ) {
    guard words.count >= 5 else {
      return report(
        line: number,
        "this line has \(words.count) columns; it has a name, an offset, a width, an order and a meaning"
      )
    }
    guard let offset = self.number(words[1], line, number, "offset"),
      let width = self.number(words[2], line, number, "width")
    else { return }
    guard let form = FieldForm(name: String(words[3])) else {
      let end = suggestion(
        for: String(words[3]), among: FieldForm.names,
        otherwise: "it is one of " + FieldForm.names.joined(separator: ", "))
      return report(word: words[3], in: line, line: number, "'\(words[3])' is no order" + end)
    }
    if case .number = form, ![1, 2, 4, 8].contains(width) {
      report(
        word: words[2], in: line, line: number, "a number has 1, 2, 4 or 8 bytes, not \(width)")
      return
    }
    let (meaning, target) = meaning(of: line[words[4].startIndex...])
    let field = LayoutField(
      String(words[0]), at: offset, width: width, form, meaning, target: target)
    if fields.contains(where: { $0.name == field.name }) {
      report(
        word: words[0], in: line, line: number,
        "a field '\(field.name)' is there already; rename one")
    }
    places[path.property(field.name)] = place(of: words[0], in: line, line: number)
    fields.append(field)
  }

  /// What stands before an arrow, and behind it.
  private func meaning(of text: Substring) -> (String, String?) {
    let parts = text.split(separator: "→", maxSplits: 1)
    let meaning = BindingReader.flowing(String(parts[0]))
    let target = parts.count == 2 ? BindingReader.flowing(String(parts[1])) : ""
    return (meaning, target.isEmpty ? nil : target)
  }

  private mutating func number(
    _ word: Substring, _ line: Substring, _ number: Int, _ title: String
  ) -> Int? {
    if let value = BindingReader.number(String(word)), (0...Int128(Self.largest)).contains(value) {
      if title == "offset" || value > 0 { return Int(value) }
    }
    report(
      word: word, in: line, line: number,
      "'\(word)' is no \(title) in bytes; write a number up to \(Self.largest)")
    return nil
  }

  private mutating func checkOverlaps() {
    let path = ElementPath("layout \(name)")
    for (field, next) in zip(fields, fields.dropFirst()) where next.offset < field.range.upperBound
    {
      findings.append(
        Finding(
          .layoutForm, places[path.property(next.name)] ?? text.location,
          "'\(next.name)' begins at \(next.offset), and '\(field.name)' ends at"
            + " \(field.range.upperBound); put the fields in order, and mend an offset"))
    }
  }

  private mutating func readAttributes(_ layout: inout Layout) {
    for (key, value) in text.fence.attributes.sorted(by: { $0.key < $1.key }) {
      switch key {
      case "size":
        guard let size = BindingReader.number(value), size >= layout.size, size <= Self.largest
        else {
          let least = layout.size
          findings.append(
            Finding(
              .layoutForm, text.location,
              "'\(value)' is no size of this layout; its fields take \(least) bytes"))
          continue
        }
        layout.size = Int(size)
      case "name": layout.ownName = value
      case "header": layout.code.header = value
      case "define": layout.code.define = value
      case "struct": layout.code.structure = value
      case "writer": layout.code.writer = value
      case "reader": layout.code.reader = value
      default: continue
      }
    }
  }

  private func place(of word: Substring, in line: Substring, line number: Int) -> Location {
    let column = line.utf8.distance(from: line.startIndex, to: word.startIndex) + 1
    return text.location(line: number, column: column)
  }

  private mutating func report(
    word: Substring, in line: Substring, line number: Int, _ message: String
  ) {
    findings.append(Finding(.layoutForm, place(of: word, in: line, line: number), message))
  }

  private mutating func report(line number: Int, _ message: String) {
    findings.append(Finding(.layoutForm, text.location(line: number, column: 1), message))
  }
}
