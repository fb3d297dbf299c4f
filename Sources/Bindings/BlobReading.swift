// A blob as a binding or a layout reads it, row by row: where, what, of which type, which value, what it
// means, and what is not as it should be. Nothing is hidden: what nobody states is a row of bytes.

/// Bytes that somebody wrote, in the words of a book.
package struct BlobReading: Hashable, Sendable, Codable {
  /// A node, a property or a field.
  package struct Row: Hashable, Sendable, Codable {
    /// In bytes from the start of the blob.
    package var offset: Int
    /// Of the value; 0 for a node.
    package var length = 0
    /// How many nodes are around it.
    package var depth = 0
    package var name: String
    package var isNode = false
    /// As schemas and tables call it; empty for a node.
    package var type = ""
    package var value = ""
    package var meaning = ""
    /// What of it is not as stated.
    package var faults: [String] = []
  }

  /// The binding's id, or `layout NAME`; `nil` when nothing states the blob.
  package var owner: String?
  package var rows: [Row] = []

  /// Of nothing.
  package init() {}

  package var faults: [(offset: Int, name: String, message: String)] {
    rows.flatMap { row in row.faults.map { (row.offset, row.name, $0) } }
  }
}

extension BindingSet {
  /// The bindings of whole trees that answer to some names, sorted.
  package func bindings(answeringTo names: [String]) -> [String] {
    bindings.values.filter { binding in
      let node = binding.node
      return !node.names.read.isDisjoint(with: names)
        && (node.nodeNames.isEmpty || node.nodeNames.contains("/"))
    }
    .map(\.id).sorted()
  }
}

// MARK: Trees

extension BlobReading {
  /// Reads a tree.
  ///
  /// - Parameters:
  ///   - id: the binding that it follows; without one, all values are bytes.
  ///   - machine: the order of a machine's own numbers.
  package init(
    _ tree: FlatNode, in set: BindingSet, following id: String?, machine: ByteOrder = .little
  ) {
    let binding = id.flatMap { set.bindings[$0] }
    owner = binding?.id
    var reader = TreeRows(set: set, machine: machine)
    if let id {
      for fault in set.faults(in: tree, following: id, machine: machine) {
        reader.faults[.init(node: fault.node, property: fault.property), default: []]
          .append(fault.message)
      }
    }
    reader.add(tree, binding?.node, at: [])
    rows = reader.rows
  }
}

private struct TreeRows {
  struct Place: Hashable {
    var node: [Int]
    var property: Int?
  }

  let set: BindingSet
  let machine: ByteOrder
  var faults: [Place: [String]] = [:]
  var rows: [BlobReading.Row] = []

  mutating func add(_ node: FlatNode, _ schema: NodeSchema?, at indices: [Int]) {
    var row = BlobReading.Row(offset: node.offset, name: node.name.isEmpty ? "/" : node.name)
    row.isNode = true
    row.depth = indices.count
    row.meaning = schema?.title ?? schema?.description ?? ""
    row.faults = faults[Place(node: indices)] ?? []
    rows.append(row)
    let stated = Dictionary(
      (schema?.properties ?? []).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for (index, property) in node.properties.enumerated() {
      var row = self.row(property, stated[property.name])
      row.depth = indices.count + 1
      row.faults = faults[Place(node: indices, property: index)] ?? []
      rows.append(row)
    }
    for (index, child) in node.children.enumerated() {
      let stated = schema.flatMap { set.child(child.name, of: $0) }
      add(child, stated.flatMap(set.node), at: indices + [index])
    }
  }

  private func row(
    _ property: FlatNode.Property, _ stated: PropertySchema?
  ) -> BlobReading.Row {
    var row = BlobReading.Row(offset: property.offset, name: property.name)
    row.length = property.value.count
    row.value = DecodedValue.bytes(property.value).description
    if property.name == "compatible", let names = texts(in: property.value) {
      row.type = names.count == 1 ? "string" : "string-array"
      row.value = DecodedValue.texts(names).description
      return row
    }
    guard let stated else { return row }
    row.type = stated.typeName
    guard let value = try? stated.decoded(property.value, machine: machine) else { return row }
    row.value = value.description
    row.meaning = stated.meaning(of: value)
    return row
  }
}

extension PropertySchema {
  /// The type with the order of its bytes.
  package var typeName: String {
    form.number.map { $0.width > 1 } == true ? "\(form.name) \(order.rawValue)" : form.name
  }

  /// What a value means, as far as it is stated.
  package func meaning(of value: DecodedValue) -> String {
    var words: [String] = []
    if let unit = facts.unit { words.append(unit.rawValue) }
    if let target = facts.target { words.append("→ \(target)") }
    if case .numbers(let numbers) = value {
      words += numbers.flatMap(names(of:))
      if numbers.contains(0), let zero = facts.zero { words.append("0: \(zero)") }
    }
    let named = words.joined(separator: " ")
    return [named, description ?? ""].filter { !$0.isEmpty }.joined(separator: "; ")
  }

  /// The names of a number and of its bits.
  private func names(of number: Int128) -> [String] {
    let own = facts.values.filter { $0.value == number }.map(\.key).sorted()
    let bits = facts.bits.filter { number >> Int128($0.value) & 1 == 1 }
    return own + bits.sorted { $0.value < $1.value }.map(\.key)
  }
}

// MARK: Records

extension BlobReading {
  /// Reads a record; fields that lie behind the bytes are told as missing.
  package init(record bytes: [UInt8], as layout: Layout, machine: ByteOrder = .little) {
    owner = layout.path.owner
    rows = layout.fields.map { field in
      var row = Row(offset: field.offset, name: field.name)
      row.length = field.width
      row.type = field.form.name
      row.meaning = field.meaning + (field.target.map { " → \($0)" } ?? "")
      guard field.range.upperBound <= bytes.count else {
        row.faults = ["it ends at byte \(field.range.upperBound), and \(bytes.count) are there"]
        return row
      }
      let value = Array(bytes[field.range])
      row.value = field.form.shown(value, machine: machine)
      if field.form == .reserved, value.contains(where: { $0 != 0 }) {
        row.faults = ["it is reserved and not zero"]
      }
      return row
    }
  }
}

extension FieldForm {
  /// The value of a field as a person would write it.
  fileprivate func shown(_ bytes: [UInt8], machine: ByteOrder) -> String {
    switch self {
    case .number(let order, let isSigned):
      let order = order == .native ? machine : order
      return DecodedValue.hexadecimal(
        Bindings.number(bytes[...], order, isSigned: isSigned))
    case .text: return "\"\(String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self))\""
    case .bytes, .reserved: return DecodedValue.bytes(bytes).description
    }
  }
}
