// A witness: a tree or a record on which what the catalogue says can be seen. It is made from the schemas
// alone; what the programs of both revisions make of it is another question, and is said beside it.

import Bindings

package struct Witness: Hashable, Sendable {
  /// How it was found.
  package enum Source: String, Hashable, Sendable, Codable {
    /// By both schemas, which were held against it.
    case schemas
    /// By the programs of both revisions, which read it.
    case programs
  }

  package var source: Source
  /// Who made the blob.
  package var writer = BlobWriter.Source.schema
  package var outcome: Outcome
  /// A flattened tree, or a record.
  package var bytes: [UInt8]
  /// Whether the bytes are a tree.
  package var isTree: Bool
  /// The element's bytes within.
  package var element: Range<Int>?
  /// What the writer meant and what the reader takes it for.
  package var meant: String
  package var seen: String
  /// What the programs of both revisions make of it; `nil` where they were not asked.
  package var programs: Programs?
}

extension Review {
  /// Nobody looks at more of them, and each takes a search.
  private static let mostWitnesses = 100

  /// Looks for a witness of each of the worst findings that have something to show.
  mutating func findWitnesses() {
    let up = SpecimenMaker(set: base, other: head)
    let back = SpecimenMaker(set: head, other: base)
    var left = Self.mostWitnesses
    for (index, finding) in findings.enumerated() where left > 0 {
      guard let bare = finding.bare, finding.rule.isFormat, finding.rule.area != .names else {
        continue
      }
      left -= 1
      for direction in Direction.allCases where bare[direction] > .unknown {
        let maker = direction == .up ? up : back
        if let witness = witness(of: finding.change, maker, atLeast: bare[direction]) {
          setWitness(witness, direction, at: index)
        }
      }
    }
  }

  /// The plainest tree on which a change shows at least as badly as the catalogue says; else the worst.
  func witness(
    of change: Change, _ maker: SpecimenMaker, atLeast outcome: Outcome
  ) -> Witness? {
    let (writer, reader) = (maker.set, maker.other)
    if change.path.owner.hasPrefix("layout ") { return layoutWitness(of: change, writer, reader) }
    let plain = meetings(of: change, maker, isPlain: true).first { $0.outcome >= outcome }
    let met = plain == nil ? meetings(of: change, maker) : []
    let shown =
      plain ?? met.first { $0.outcome >= outcome } ?? met.max { $0.outcome < $1.outcome }
    return shown.map { witness($0.outcome, $0.specimen, focus(of: change, writer), writer, reader) }
  }

  /// The trees that a writer can write, with what a reader makes of the element in each.
  func meetings(
    of change: Change, _ maker: SpecimenMaker, isPlain: Bool = false
  ) -> [(specimen: Specimen, outcome: Outcome)] {
    guard let binding = maker.set.bindings[change.path.owner] else { return [] }
    let encounter = Encounter(writer: maker.set, reader: maker.other, id: binding.id)
    let focus = focus(of: change, maker.set)
    return maker.specimens(of: binding, focus: focus, isPlain: isPlain).map { specimen in
      (specimen, encounter.outcome(of: change.elements, in: specimen))
    }
  }

  /// What a change comes to in a blob that a program wrote; `nil` where the blob is not what it should be.
  func witness(of change: Change, in bytes: [UInt8], _ maker: SpecimenMaker) -> Witness? {
    let (writer, reader) = (maker.set, maker.other)
    guard writer.firstFault(in: bytes, of: change.path.owner) == nil else { return nil }
    if change.path.owner.hasPrefix("layout ") {
      return layoutWitness(of: change, writer, reader, wrote: bytes)
    }
    guard let binding = writer.bindings[change.path.owner], let tree = try? FlatNode(bytes) else {
      return nil
    }
    let specimen = Specimen(root: .init(tree, binding.node, in: writer))
    let outcome = Encounter(writer: writer, reader: reader, id: binding.id)
      .outcome(of: change.elements, in: specimen)
    let path = focus(of: change, writer)
    return witness(outcome, specimen, path, writer, reader, wrote: bytes)
  }

  private func focus(of change: Change, _ writer: BindingSet) -> ElementPath {
    change.elements.first { writer.hasElement($0) } ?? change.path
  }

  private func witness(
    _ outcome: Outcome, _ specimen: Specimen, _ path: ElementPath, _ writer: BindingSet,
    _ reader: BindingSet, wrote written: [UInt8]? = nil
  ) -> Witness {
    let bytes = written ?? specimen.tree.bytes
    let node = specimen.nodes(at: path.nodes).first
    let value = path.member.flatMap { node?.tree[$0]?.value }
    let offset = (try? FlatNode(bytes)).flatMap { tree in
      path.member.flatMap { tree.offset(of: $0, value: value) }
    }
    func shown(_ set: BindingSet, beside other: BindingSet) -> String {
      guard let member = path.member else { return node?.tree.name ?? "absent" }
      guard let schema = set.property(at: path) else { return "not looked at" }
      guard let value else { return schema.isRequired ? "missing" : "absent" }
      do throws(ValueFault) {
        let decoded = try schema.decoded(value)
        if let fault = schema.fault(in: decoded) { return "refused: \(fault)" }
        let facets = schema.facts.facets(beside: other.property(at: path)?.facts)
        return decoded.description + (facets.isEmpty ? "" : " (\(facets.joined(separator: ", ")))")
      } catch { return "refused: \(member): \(error)" }
    }
    return Witness(
      source: .schemas, writer: written == nil ? .schema : .program, outcome: outcome,
      bytes: bytes, isTree: true,
      element: offset.map { $0..<$0 + (value?.count ?? 0) },
      meant: shown(writer, beside: reader), seen: shown(reader, beside: writer))
  }

  private func layoutWitness(
    of change: Change, _ writer: BindingSet, _ reader: BindingSet, wrote blob: [UInt8]? = nil
  ) -> Witness? {
    let name = String(change.path.owner.dropFirst(7))
    guard let written = writer.layouts[name], let read = reader.layouts[name] else { return nil }
    let isRepeated = writer.isRepeated(name) || reader.isRepeated(name)
    let encounter = LayoutEncounter(written: written, read: read, isRepeated: isRepeated)
    // What was put in or became wider moves what stands behind it.
    let moves = ["field-inserted", "field-removed", "field-widened", "field-narrowed"]
    let behind = moves.contains(change.rule) ? written.fields + read.fields : []
    let members = change.elements.map(\.member) + behind.map(\.name)
    let outcome = members.map { encounter.outcome(of: $0) }.max() ?? .read
    let bytes = blob ?? encounter.record
    func shown(_ layout: Layout) -> String {
      guard let field = change.elements.lazy.compactMap({ layout[field: $0.member ?? ""] }).first
      else { return change.path.member == nil ? "\(layout.size) bytes" : "not looked at" }
      guard field.range.upperBound <= bytes.count else { return "what lies behind the record" }
      return "\(DecodedValue.bytes(Array(bytes[field.range])).description) as \(field.form.name)"
    }
    return Witness(
      source: .schemas, writer: blob == nil ? .schema : .program, outcome: outcome, bytes: bytes,
      isTree: false,
      element: change.elements.lazy.compactMap { written[field: $0.member ?? ""]?.range }.first,
      meant: shown(written), seen: shown(read))
  }
}

extension PropertyFacts {
  /// What a number is for, as far as two readers do not agree, and always its unit.
  fileprivate func facets(beside other: PropertyFacts?) -> [String] {
    var facets = unit.map { [$0.rawValue] } ?? []
    guard let other else { return facets }
    if target != other.target { facets.append("leads to \(target ?? "what is not stated")") }
    if sizeSource != other.sizeSource {
      facets.append(sizeSource.map { "its size in \($0)" } ?? "its size not stated")
    }
    return facets
  }
}

extension BindingSet {
  /// The schema of a property by its path, through the bindings that nodes follow.
  func property(at path: ElementPath) -> PropertySchema? {
    guard let member = path.member, var node = bindings[path.owner]?.node else { return nil }
    for label in path.nodes {
      guard let child = node.children.first(where: { $0.label == label }),
        let inner = self.node(of: child)
      else { return nil }
      node = inner
    }
    return node[property: member]
  }

  func hasElement(_ path: ElementPath) -> Bool {
    path.member == nil ? schema(at: path) != nil : property(at: path) != nil
  }
}

extension FlatNode {
  /// Where a property with a value begins, in a tree that was read.
  fileprivate func offset(of name: String, value: [UInt8]?) -> Int? {
    if let found = self[name], found.value == value { return found.offset }
    return children.lazy.compactMap { $0.offset(of: name, value: value) }.first
  }
}
