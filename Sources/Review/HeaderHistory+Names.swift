// What is said of names when headers change: macros and enumerators that are others, whether the name that
// stands for a change was raised, and what a reviewer should ask.

import Bindings

/// A name of the book as a macro of the program has it, before and after.
struct WrittenName: Hashable {
  var macro: String
  var old: String?
  var new: String?
  var isRaised: Bool { old != nil && new != nil && old != new }
  var sentence: String {
    let (before, after) = (old.map { "\"\($0)\"" }, new.map { "\"\($0)\"" })
    guard before != after else { return "\(macro) is still \(after ?? "")" }
    return "\(macro): \(before ?? "nothing") → \(after ?? "nothing")"
  }
}

extension HeaderHistory {
  /// The nearest elements before or around one that have a name.
  func scopes(of path: ElementPath) -> [ElementPath] {
    func isNamed(_ path: ElementPath) -> Bool { set.names(at: path)?.isEmpty == false }
    let governors = graph.governors(of: path).filter(isNamed)
    if !governors.isEmpty, !isNamed(path) { return governors.sorted() }
    return graph.nearest(before: path, isNamed).filter(isNamed).sorted()
  }

  /// The nearest nodes with a name around another one.
  private func above(_ path: ElementPath) -> [ElementPath] {
    path.nodes.isEmpty ? [] : scopes(of: ElementPath(path.owner, path.nodes.dropLast()))
  }

  /// `nil` where no macro is known to be the name.
  func written(_ path: ElementPath) -> WrittenName? {
    for header in questions {
      for name in header.names where name.element == path {
        let old = base[header.header]?.strings ?? [:]
        let new = head[header.header]?.strings ?? [:]
        let macro = name.define ?? Self.macro(name.name, old) ?? Self.macro(name.name, new)
        guard let macro, old[macro] != nil || new[macro] != nil else { continue }
        // A macro that is called otherwise now is still the same name to who reads it.
        return WrittenName(
          macro: macro, old: old[macro] ?? Self.same(new[macro], in: old),
          new: new[macro] ?? Self.same(old[macro], in: new))
      }
    }
    return nil
  }

  private static func same(_ value: String?, in strings: [String: String]) -> String? {
    value.flatMap { strings.values.contains($0) ? $0 : nil }
  }

  private static func macro(_ value: String, _ strings: [String: String]) -> String? {
    strings.filter { $0.value == value }.keys.min()
  }

  private static func standing(_ names: Set<WrittenName>) -> HeaderChange.Standing {
    if names.isEmpty { return .open }
    if names.contains(where: \.isRaised) { return .raised }
    if names.contains(where: { $0.old == nil }) { return .named }
    return names.contains { $0.new == nil } ? .unnamed : .silent
  }

  private static func question(_ standing: HeaderChange.Standing) -> String {
    switch standing {
    case .raised:
      "Is everything refused that one side wrote and the other does not know, and is what is lost by"
        + " it told?"
    case .silent: "Who reads in the old form what was written in the new one? No name tells."
    case .named:
      "Does the new reader refuse what lacks the name, and by what does the old one notice what has"
        + " it?"
    case .unnamed: "By what does a reader notice that what it looks for is changed or gone?"
    case .renamed: "Nothing that is written has changed; is every use of the old name gone?"
    case .needless, .moved, .open: "Which name tells a reader that it has another form?"
    }
  }

  func change(
    _ header: String, _ subject: String, _ what: [String], _ elements: [ElementPath],
    _ scopes: Set<ElementPath>
  ) -> HeaderChange {
    var names = Set(scopes.compactMap(written))
    var standing = Self.standing(names)
    // Who refuses a node looks at none inside.
    let above = Set(scopes.flatMap(self.above).compactMap(written)).filter(\.isRaised)
    if standing != .open, standing != .raised, !above.isEmpty {
      names.formUnion(above)
      standing = .raised
    }
    return HeaderChange(
      header: header, subject: subject, what: what, standing: standing,
      names: names.map(\.sentence).sorted(), places: places(of: elements),
      rules: rules(beside: elements, naming: subject), ask: Self.question(standing))
  }

  // MARK: Properties

  /// Macros that are the name of a property, where a program writes another one, one more or one less.
  func properties(
    _ header: HeaderQuestions
  ) -> (changes: [HeaderChange], scopes: Set<ElementPath>) {
    var changes: [HeaderChange] = []
    var governing: Set<ElementPath> = []
    for difference in Difference.all(base[header.header], head[header.header]) {
      let elements = Self.elements(of: difference, in: header)
      if difference.isNew != nil {
        // A node that comes or goes with its name is what the name above stands for.
        let named = header.names.filter { $0.define == difference.name }
        governing.formUnion(named.flatMap { above($0.element) })
      }
      guard !elements.isEmpty, difference.renamedTo == nil else { continue }
      let scopes = Set(elements.map(\.parent).flatMap(self.scopes))
      governing.formUnion(scopes)
      var change = change(
        header.header, difference.name, [difference.sentence], elements.map(\.element), scopes)
      change.isNew = difference.isNew
      changes.append(change)
    }
    return (changes, governing)
  }

  /// The properties and nodes of the book that a macro names before or after, each with the node around.
  private static func elements(
    of difference: Difference, in header: HeaderQuestions
  ) -> [(element: ElementPath, parent: ElementPath)] {
    let said = [difference.old, difference.new].compactMap(\.self).compactMap(unquoted)
    return header.names.flatMap { name in
      let properties = name.properties.filter(said.contains).map { name.element.property($0) }
      let children = name.children.filter { said.contains($0.key) }.values.sorted()
      let inner = name.inner.filter { $0.member.map(said.contains) == true }
      return (properties + inner + children.map { name.element.child($0) }).map {
        ($0, name.element)
      }
    }
  }

  private static func unquoted(_ value: String) -> String? {
    value.count > 2 && value.hasPrefix("\"") && value.hasSuffix("\"")
      ? String(value.dropFirst().dropLast()) : nil
  }

  // MARK: Constants

  /// What else has a name: macros and enumerators.
  func constants(_ header: HeaderQuestions, _ changed: Set<ElementPath>) -> [HeaderChange] {
    Difference.all(base[header.header], head[header.header]).compactMap { difference in
      let elements = header.names.filter { name in
        name.define == difference.name
          || (name.define == nil && difference.isName(name.name))
      }.map(\.element)
      var change = change(
        header.header, difference.name, [difference.sentence], elements, Set(elements))
      change.isNew = difference.isNew
      if difference.renamedTo != nil {
        change.standing = .renamed
        change.ask = Self.question(.renamed)
      } else if elements.isEmpty {
        guard Self.elements(of: difference, in: header).isEmpty else { return nil }
        change.ask = "Is it part of what one side writes and the other reads?"
      } else if change.standing == .raised, difference.isNew == nil {
        // A name that was raised with what it stands for is told there.
        guard changed.isDisjoint(with: elements) else { return nil }
        change.standing = .needless
        change.ask =
          "What else has changed that needs another name? Between the two revisions nothing is handed over."
      }
      return change
    }
  }
}

/// A macro or enumerator that is another one.
private struct Difference {
  var name: String
  var old: String?
  var new: String?
  /// The macro that has its string now.
  var renamedTo: String?

  var isNew: Bool? { old == nil ? true : new == nil ? false : nil }

  func isName(_ name: String) -> Bool { old == "\"\(name)\"" || new == "\"\(name)\"" }

  var sentence: String {
    if let renamedTo, let old { return "it is called \(renamedTo) now, and is still \(old)" }
    return switch (old, new) {
    case (nil, let value?): "it is new: \(value)"
    case (let value?, nil): "it is gone; it was: \(value)"
    case (let before, let after): "it was \(before ?? ""), and is \(after ?? "")"
    }
  }

  /// In the order of names. What has no value guards a header, and nobody writes it.
  static func all(_ base: HeaderAnswers?, _ head: HeaderAnswers?) -> [Difference] {
    let (old, new) = (base?.constants ?? [:], head?.constants ?? [:])
    var all = Set(old.keys).union(new.keys).sorted().compactMap { name in
      old[name] == new[name] || (old[name] ?? "").isEmpty && (new[name] ?? "").isEmpty
        ? nil : Difference(name: name, old: old[name], new: new[name])
    }
    // A string says what it is for; equal numbers may be so by chance.
    for index in all.indices {
      guard let string = all[index].old, string.hasPrefix("\""), all[index].new == nil else {
        continue
      }
      let others = all.filter { $0.old == nil && $0.new == string }
      if others.count == 1 { all[index].renamedTo = others[0].name }
    }
    let taken = Set(all.compactMap(\.renamedTo))
    return all.filter { !taken.contains($0.name) }
  }
}
