// What a reader of one revision makes of what a writer of another wrote, element by element: a small
// interpreter of two schemas over one tree. It knows no rules; the catalogue is held against it.
//
// A reader is a program's own, not a validator: lengths are exact, required parts must be there,
// constraints hold, and what it does not know it does not look at.

import Bindings

struct Encounter {
  let writer: BindingSet
  let reader: BindingSet
  let id: String

  /// What becomes of elements in a tree, apart from names; the worst of them.
  func outcome(of elements: [ElementPath], in specimen: Specimen) -> Outcome {
    elements.map { outcome(of: $0, in: specimen) }.max() ?? .read
  }

  func outcome(of path: ElementPath, in specimen: Specimen) -> Outcome {
    guard let written = writer.bindings[id]?.node, let read = reader.bindings[id]?.node else {
      return reader.bindings[id] == nil ? .ignored : .read
    }
    let start = Place(node: specimen.root, written: written, read: read)
    return outcome(of: path, labels: path.nodes[...], at: start)
  }

  private struct Place {
    var node: Specimen.Node
    var written: NodeSchema
    /// What the reader expects there; `nil` where it does not look.
    var read: NodeSchema?
  }

  private func outcome(
    of path: ElementPath, labels: ArraySlice<String>, at place: Place
  ) -> Outcome {
    guard let label = labels.first else {
      return path.member.map { property($0, at: place) } ?? shape(at: place)
    }
    let isLast = labels.count == 1 && path.member == nil
    var worst = isLast ? absence(of: label, at: place) : .read
    for child in place.node.children {
      let theirs = place.read.flatMap { reader.child(child.tree.name, of: $0) }
      guard child.label == label || theirs?.label == label else { continue }
      let ours = place.written.children.first { $0.label == child.label }
      guard let written = ours.flatMap({ writer.node(of: $0) }) else { continue }
      guard let theirs, let read = reader.node(of: theirs) else {
        worst = max(worst, .ignored)
        continue
      }
      if let ours, ours.reference != theirs.reference {
        worst = max(worst, .unknown)
        continue
      }
      if child.label != theirs.label {
        worst = max(worst, mistaken(child.tree, for: read))
        continue
      }
      let inner = Place(node: child, written: written, read: read)
      worst = max(worst, outcome(of: path, labels: labels.dropFirst(), at: inner))
    }
    return worst
  }

  /// What becomes of a node that is not in the tree.
  private func absence(of label: String, at place: Place) -> Outcome {
    guard let theirs = place.read?.children.first(where: { $0.label == label }),
      case .name(let name) = theirs.selector, theirs.isRequired,
      !place.node.children.contains(where: { $0.tree.name == name })
    else { return .read }
    return .refusedUndeclared
  }

  /// What becomes of a node that is taken for one of another kind.
  private func mistaken(_ node: FlatNode, for schema: NodeSchema) -> Outcome {
    let lacks = schema.properties.contains { $0.isRequired && node[$0.name] == nil }
    let isNamed = !schema.names.isRequired || !schema.names.read.isDisjoint(with: node.names)
    return lacks || !isNamed ? .refusedUndeclared : .misread
  }

  // MARK: Nodes

  /// What holds of a node itself.
  private func shape(at place: Place) -> Outcome {
    guard let read = place.read else { return .ignored }
    let (ours, theirs) = (place.written.facts, read.facts)
    if !read.nodeNames.isEmpty, Set(read.nodeNames).isDisjoint(with: place.written.nodeNames),
      !place.written.nodeNames.isEmpty
    {
      return .refusedUndeclared
    }
    if read.names.isRequired, !read.names.isEmpty, place.node.tree["compatible"] == nil {
      return .refusedUndeclared
    }
    if let version = ours.version, let other = theirs.version, version != other {
      return .refusedUndeclared
    }
    if let oldest = ours.oldestVersion, let other = theirs.oldestVersion, oldest != other {
      return .refusedUndeclared
    }
    if let most = theirs.sizeLimit, ours.sizeLimit ?? .max > most { return .refusedUndeclared }
    if let step = theirs.alignment, step > 0, (ours.alignment ?? 1) % step != 0 {
      return .refusedUndeclared
    }
    if let limits = theirs.childCount, !limits.contains(place.node.children.count) {
      return .refusedUndeclared
    }
    let names = place.node.children.map(\.tree.name)
    if theirs.isSorted, names != names.sorted() { return .refusedUndeclared }
    if place.written.names.isEmpty != read.names.isEmpty, place.node.tree["compatible"] != nil {
      return .ignored
    }
    let isKnown =
      ours.dependencies == theirs.dependencies && place.written.conditions == read.conditions
    return isKnown ? .read : .unknown
  }

  // MARK: Properties

  private func property(_ name: String, at place: Place) -> Outcome {
    let ours = place.written[property: name]
    let value = place.node.tree[name]?.value
    guard let read = place.read else { return value == nil ? .read : .ignored }
    guard let theirs = read[property: name] else { return value == nil ? .read : .ignored }
    guard let value, let ours else { return absence(ours, theirs) }
    if theirs.form == .untyped { return .read }
    if ours.form == .untyped { return .unknown }
    do throws(ValueFault) {
      let seen = try theirs.decoded(value)
      if theirs.fault(in: seen) != nil { return .refusedUndeclared }
      let meant = try ours.decoded(value)
      return seen == meant ? meaning(of: meant, ours, theirs) : .misread
    } catch { return .refusedUndeclared }
  }

  private func absence(_ ours: PropertySchema?, _ theirs: PropertySchema) -> Outcome {
    if theirs.isRequired { return .refusedUndeclared }
    guard let ours else { return theirs.facts.absence == nil ? .unknown : .read }
    return agreement(ours.facts.absence, theirs.facts.absence)
  }

  /// Whether two statements of one thing agree; one alone decides nothing.
  private func agreement<Fact: Equatable>(_ ours: Fact?, _ theirs: Fact?) -> Outcome {
    if ours == theirs { return .read }
    return ours == nil || theirs == nil ? .unknown : .misread
  }

  /// What the same bytes mean to both.
  private func meaning(
    of value: DecodedValue, _ ours: PropertySchema, _ theirs: PropertySchema
  ) -> Outcome {
    let (mine, others) = (ours.facts, theirs.facts)
    var worst = max(
      agreement(mine.unit, others.unit), agreement(mine.target, others.target),
      agreement(mine.sizeSource, others.sizeSource))
    worst = max(worst, columns(ours, theirs))
    guard case .numbers(let numbers) = value else { return worst }
    for number in numbers {
      if number == 0 { worst = max(worst, agreement(mine.zero, others.zero)) }
      worst = max(worst, name(of: number, mine, others))
      worst = max(worst, bits(of: number, mine, others))
    }
    return worst
  }

  /// Whether a number has one name; a name that stands for another number on one side is another one.
  private func name(
    of number: Int128, _ ours: PropertyFacts, _ theirs: PropertyFacts
  ) -> Outcome {
    let (mine, other) = (ours.name(of: number), theirs.name(of: number))
    if mine == other { return .read }
    let isElsewhere =
      mine.flatMap { theirs.values[$0] } != nil || other.flatMap { ours.values[$0] } != nil
    return isElsewhere ? .misread : agreement(mine, other)
  }

  private func columns(_ ours: PropertySchema, _ theirs: PropertySchema) -> Outcome {
    if ours.items == theirs.items { return .read }
    if case .rows(_, let mine) = ours.form, case .rows(_, let others) = theirs.form, mine != others
    {
      return .misread
    }
    return ours.items.sorted() == theirs.items.sorted() ? .misread : .unknown
  }

  private func bits(of number: Int128, _ ours: PropertyFacts, _ theirs: PropertyFacts) -> Outcome {
    var worst = Outcome.read
    for (name, bit) in ours.bits where number >> Int128(bit) & 1 == 1 {
      let other = theirs.bits.first { $0.value == bit }?.key
      if other == name { continue }
      worst = max(worst, other == nil ? .ignored : .misread)
    }
    return worst
  }
}

extension PropertyFacts {
  /// The name of a number; of several, the first of the alphabet.
  func name(of number: Int128) -> String? {
    values.filter { $0.value == number }.keys.sorted().first
  }
}
