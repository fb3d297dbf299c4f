// A binding or a layout as a table, a row for each node, property or field, so that two revisions of it
// can be laid over each other.

import Bindings
import Weave

/// What is stated of one element, cell by cell.
struct FormatRow: Hashable {
  var path: ElementPath
  /// How far in it stands.
  var depth: Int
  var cells: [String]
}

struct FormatTable {
  let titles: [String]
  let rows: [FormatRow]

  /// The table of a binding, or of a layout: `layout NAME`; empty when there is none.
  init(_ owner: String, in set: BindingSet) {
    if owner.hasPrefix("layout ") {
      titles = ["field", "offset", "width", "order", "meaning"]
      rows = set.layouts[String(owner.dropFirst(7))].map(Self.rows) ?? []
    } else {
      titles = ["element", "type", "presence", "allowed", "meaning"]
      rows = set.bindings[owner].map { Self.rows(of: $0.node, at: ElementPath(owner)) } ?? []
    }
  }

  private static func rows(of layout: Layout) -> [FormatRow] {
    let whole = FormatRow(
      path: layout.path, depth: 0,
      cells: [layout.ownName ?? "the record", "", "\(layout.size)", "", ""])
    return [whole]
      + layout.fields.map { field in
        FormatRow(
          path: layout.path.property(field.name), depth: 1,
          cells: [
            field.name, "\(field.offset)", "\(field.width)", field.form.name,
            field.meaning + (field.target.map { " → \($0)" } ?? ""),
          ])
      }
  }

  private static func rows(
    of node: NodeSchema, at path: ElementPath, presence: String = "", follows: String? = nil
  ) -> [FormatRow] {
    let depth = path.nodes.count
    let named = path.nodes.last ?? "/"
    let own = FormatRow(
      path: path, depth: depth,
      cells: [
        named, follows.map { "node of \($0)" } ?? (node.isClosed ? "node" : "open node"), presence,
        node.bounds, node.facts.refusal.map { "refused: \($0)" } ?? node.description ?? "",
      ])
    var rows = follows == nil || !path.nodes.isEmpty ? [own] : []
    if node.names.isStated {
      rows.append(
        FormatRow(
          path: path.property("compatible"), depth: depth + 1,
          cells: [
            "compatible", "string", node.names.isRequired ? "required" : "optional",
            node.names.words, "",
          ]))
    }
    rows += node.properties.map { property in
      FormatRow(
        path: path.property(property.name), depth: depth + 1,
        cells: [
          property.name, property.typeName,
          (property.isRequired ? "required" : "optional")
            + (property.isDeprecated ? ", deprecated" : ""),
          property.bounds, property.stated,
        ])
    }
    return rows
      + node.children.flatMap { child in
        Self.rows(
          of: child.node, at: path.child(child.label),
          presence: child.isRequired ? "required" : "optional", follows: child.reference)
      }
  }

  // MARK: Two of them

  /// What was and what is, row by row, in the order of head with what is gone where it was.
  static func pairs(_ old: FormatTable, _ new: FormatTable) -> [(old: FormatRow?, new: FormatRow?)]
  {
    var pairs: [(old: FormatRow?, new: FormatRow?)] = []
    for stretch in Alignment.stretches(old.rows.map(\.path), new.rows.map(\.path)) {
      if stretch.isSame {
        pairs += zip(old.rows[stretch.old], new.rows[stretch.new]).map { ($0, $1) }
      } else {
        pairs += old.rows[stretch.old].map { ($0, nil) }
        pairs += new.rows[stretch.new].map { (nil, $0) }
      }
    }
    return pairs
  }

  /// A row with what is gone struck and what is new marked.
  static func html(_ old: FormatRow?, _ new: FormatRow?, columns: Int) -> HTML {
    let depth = min((new ?? old)?.depth ?? 0, 3)
    let cells = (0..<columns).map { column -> HTML in
      let (before, after) = (old?.cells[column] ?? "", new?.cells[column] ?? "")
      let text: HTML
      if old != nil, new != nil, before == after {
        text = "\(after)"
      } else {
        let gone: HTML = before.isEmpty ? "" : "<del>\(before)</del> "
        let come: HTML = after.isEmpty ? "" : "<ins>\(after)</ins>"
        text = "\(gone)\(come)"
      }
      return column == 0
        ? "<th scope=\"row\" class=\"depth-\(depth)\"><code>\(text)</code></th>"
        : "<td>\(text)</td>"
    }
    return "<tr>\(cells.joined())</tr>"
  }
}

extension NodeSchema {
  /// What is asked of the node as a whole.
  fileprivate var bounds: String {
    var words: [String] = []
    if let limit = facts.sizeLimit { words.append("at most \(limit) bytes") }
    if let alignment = facts.alignment { words.append("at a multiple of \(alignment)") }
    if let version = facts.version {
      words.append("version \(version), readable as \(facts.oldestVersion ?? version)")
    }
    if let count = facts.childCount { words.append("\(count.words) nodes inside") }
    if facts.isSorted { words.append("nodes sorted") }
    words += facts.dependencies.map { "depends on \($0)" }
    return (words + conditions).joined(separator: "; ")
  }
}

extension PropertySchema {
  /// Which values it may have.
  fileprivate var bounds: String {
    let shown = DecodedValue.hexadecimal
    var words: [String] = []
    if form.isList { words.append("\(count.words) of them") }
    if let numbers = constraints.numbers {
      words.append(numbers.map(shown).joined(separator: ", "))
    }
    if let texts = constraints.texts { words.append(texts.joined(separator: ", ")) }
    if let minimum = constraints.minimum { words.append("from \(shown(minimum))") }
    if let maximum = constraints.maximum { words.append("to \(shown(maximum))") }
    if let multiple = constraints.multiple { words.append("multiples of \(shown(multiple))") }
    if let pattern = constraints.pattern { words.append("matching \(pattern)") }
    if let length = constraints.length { words.append("\(length.words) characters") }
    return words.joined(separator: "; ")
  }

  /// What is said of its meaning.
  fileprivate var stated: String {
    var words: [String] = []
    if let unit = facts.unit { words.append(unit.rawValue) }
    if let target = facts.target { words.append("→ \(target)") }
    if let source = facts.sizeSource { words.append("size in \(source)") }
    if let zero = facts.zero { words.append("0: \(zero)") }
    if let absence = facts.absence { words.append("absent: \(absence)") }
    words += facts.values.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
      .map { "\(DecodedValue.hexadecimal($0.value)): \($0.key)" }
    words += facts.bits.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
      .map { "bit \($0.value): \($0.key)" }
    if !items.isEmpty { words.append("each: \(items.joined(separator: ", "))") }
    if let description { words.append(description) }
    return words.joined(separator: "; ")
  }
}
