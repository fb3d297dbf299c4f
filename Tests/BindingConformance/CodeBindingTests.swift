// The schemas of the chapters against the bindings that `kho-inspect` compares blobs with: the same names,
// properties, types and bounds, no more and no less.

import Bindings
import DeviceTree
import Handover
import Testing

/// The schemas, each with the binding in code that it states.
let stated: [(id: String, code: Handover.Binding)] = [
  ("kho-root", .root(.v4)), ("kho-root-v3", .root(.v3)), ("kho-root-v2", .root(.v2)),
  ("kho-root-v1", .root(.v1)), ("kho-root-6.16", .root(.v1)),
  ("kho-root-2025-03", .root(.version5)),
  ("kho-root-2025-02", .version4), ("memblock", .namedMemory), ("luo-tree", .liveUpdate),
  ("luo-tree-v2", .liveUpdateV2),
  ("kho-test", .selfTest), ("kho-test-6.17", .selfTest),
]

struct CodeBindingTests {
  private let formats = Shipped.formats

  @Test func `nothing is wrong with what the chapters state`() {
    #expect(formats.findings == [])
    #expect(formats.bindings.count == 13 && formats.layouts.count >= 28)
  }

  @Test func `each schema is of a binding in code, and each binding has one`() {
    let titles = Set(stated.map(\.code.title))
    #expect(Handover.Binding.all.allSatisfy { titles.contains($0.title) })
    let ids = Set(stated.map(\.id))
    // A node of February 2025 is the root's binding again.
    #expect(formats.bindings.keys.filter { !ids.contains($0) } == ["kho-node-2025-02"])
  }

  @Test(arguments: stated.map(\.id))
  func `a schema says what the code says`(id: String) throws {
    let code = try #require(stated.first { $0.id == id }?.code)
    let node = try #require(formats.bindings[id]?.node)
    #expect(differences(node, code, at: "") == [])
    // What participants leave has the limit of the page that it stands in, which code has no field for.
    if let limit = code.limit { #expect(node.facts.sizeLimit == Int(limit)) }
    if id != "kho-root-2025-03", id != "memblock" {
      #expect((node.facts.sizeLimit == nil) == (code.limit == nil))
    }
  }

  @Test func `the room for a tree is that of its form`() {
    for (id, form) in [("kho-root", TreeForm.v4), ("kho-root-2025-03", .version5)] {
      #expect(formats.bindings[id]?.node.facts.sizeLimit == form.pageCount * 4096)
    }
  }

  /// What a node and its schema say otherwise.
  private func differences(
    _ node: NodeSchema, _ code: Handover.Binding, at path: String, isNamed: Bool = true
  ) -> [String] {
    var found: [String] = []
    func compare<Value: Equatable>(_ mine: Value, _ theirs: Value, _ what: String) {
      if mine != theirs { found.append("\(path) \(what): \(mine), and in code \(theirs)") }
    }
    if isNamed { compare(node.names.accepted, code.compatible.map { [[$0]] } ?? [], "names") }
    let fields = (code.required + code.optional).filter { $0.name != "compatible" }
    compare(node.properties.map(\.name).sorted(), fields.map(\.name).sorted(), "properties")
    for field in fields {
      guard let property = node[property: field.name] else { continue }
      compare(property.isRequired, code.required.contains { $0.name == field.name }, field.name)
      if let fault = difference(property, field.meaning) { found.append("\(path) \(fault)") }
    }
    let named = node.children.filter { if case .name = $0.selector { true } else { false } }
    for (name, inner) in code.named {
      guard let child = named.first(where: { $0.selector == .name(name) }) else {
        found.append("\(path) has no node \(name)")
        continue
      }
      compare(child.isRequired, true, name)
      found += differences(child.node, inner, at: path + "/" + name)
    }
    return found + others(node, code, path)
  }

  /// What nodes there may be that have no fixed name.
  private func others(
    _ node: NodeSchema, _ code: Handover.Binding, _ path: String
  ) -> [String] {
    let child = node.children.last.flatMap { child -> ChildSchema? in
      if case .name = child.selector { nil } else { child }
    }
    let inner = child.flatMap { formats.node(of: $0) }
    switch code.others {
    case .unknown: return child == nil ? [] : ["\(path): nodes that the code does not know"]
    case .each(let binding):
      return inner.map { differences($0, binding, at: path + "/*") } ?? ["\(path): no nodes"]
    case .free: return inner?.isClosed == false ? [] : ["\(path): nodes are not free"]
    case .same:
      guard let inner, path.isEmpty else { return inner == nil ? ["\(path): no nodes"] : [] }
      return differences(inner, code, at: path + "/*", isNamed: false)
    }
  }

  /// What a property and its meaning say otherwise.
  private func difference(_ property: PropertySchema, _ meaning: Meaning) -> String? {
    let (end, page) = (Int128(1) << 52, Int128(4096))
    var (form, bounds) = (ValueForm.number(NumberForm(width: 8)), Constraints())
    switch meaning {
    case .text: form = .text
    case .page, .map:
      (bounds.maximum, bounds.multiple) = (end - page, page)
      if case .page = meaning { bounds.minimum = page }
    case .address, .size: (bounds.minimum, bounds.maximum) = (1, end - 1)
    case .number(let width): form = .number(NumberForm(width: width.rawValue))
    case .ranges: form = .rows(NumberForm(width: 8), columns: 2)
    case .words:
      let isArea = property.facts.target?.hasPrefix("vmalloc") ?? false
      form = .numbers(NumberForm(width: isArea ? 1 : 8))
      if isArea, property.count != Limits(16, 16) { return "\(property.name) has no 16 bytes" }
    }
    let isOrdered = property.form.number?.width == 1 || property.order == .native
    if property.form == form, property.constraints == bounds, isOrdered { return nil }
    return "\(property.name): \(property.form.name), \(property.constraints), in code \(meaning)"
  }
}
