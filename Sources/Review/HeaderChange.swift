// What a change to a program does to the headers that a book speaks of: which struct lies differently,
// which macro is another, and whether the name that stands for it was raised with it.
//
//     answers of BASE ─┐
//                      ├─ changes ─ raised? ─ what a reviewer should ask
//     answers of HEAD ─┘       └─ where the book speaks of it

package import Bindings
package import Book

/// A change to a header between two revisions of a program.
package struct HeaderChange: Codable, Hashable, Sendable {
  /// What the names say of a change.
  package enum Standing: String, Codable, Sendable {
    /// A name was raised: either side refuses what the other wrote.
    case raised
    /// No name was raised, so that either side takes what the other wrote.
    case silent
    /// A name was raised, and no struct that it stands for has changed.
    case needless
    /// The book knows no name for it.
    case open
  }

  package var header: String
  /// `struct note`, or the macro's name.
  package var subject: String
  /// What changed, a sentence each.
  package var what: [String]
  package var standing: Standing
  /// The names that stand for it, as `NOTE: "note-v1" → "note-v2"`.
  package var names: [String]
  /// Where the book states it.
  package var places: [Location]
  /// The ids of rules beside that.
  package var rules: [String]
  /// What a reviewer should ask.
  package var ask: String
}

/// The headers of two revisions.
package struct HeaderHistory {
  let set: BindingSet
  let chapters: [Outline]
  let questions: [HeaderQuestions]
  /// By header.
  let base: [String: HeaderAnswers]
  let head: [String: HeaderAnswers]
  private let graph: NameGraph

  package init(
    _ set: BindingSet, _ chapters: [Outline], from base: [String: HeaderAnswers],
    to head: [String: HeaderAnswers]
  ) {
    (self.set, self.chapters) = (set, chapters)
    (self.base, self.head) = (base, head)
    questions = HeaderQuestions.all(in: set)
    graph = NameGraph([set])
  }

  /// All changes, in the order of headers: first of structs, then of macros.
  package func changes() -> [HeaderChange] {
    var structs: [HeaderChange] = []
    var scopes: Set<ElementPath> = []
    for header in questions {
      for type in header.asked {
        guard let what = differences(header.header, type) else { continue }
        let elements = (header.structs[type] ?? []).map(\.path)
        let governing = Set(elements.flatMap(self.scopes))
        scopes.formUnion(governing)
        structs.append(change(header.header, "struct \(type)", what, elements, governing))
      }
    }
    return questions.flatMap { header in
      structs.filter { $0.header == header.header } + macros(header, scopes)
    }
  }

  // MARK: Structs

  /// How a struct lies differently; `nil` when it does not.
  private func differences(_ header: String, _ type: String) -> [String]? {
    let old = base[header]?.records[type]
    let new = head[header]?.records[type]
    guard old != new else { return nil }
    guard let old else { return ["it is new"] }
    guard let new else { return ["it is gone"] }
    var what: [String] = []
    if old.size != new.size { what.append("it had \(old.size) bytes, and has \(new.size)") }
    if old.alignment != new.alignment {
      what.append("it was aligned to \(old.alignment), and is to \(new.alignment)")
    }
    let (before, after) = (Self.byPath(old), Self.byPath(new))
    for member in old.members where after[member.path] == nil {
      what.append("\(member.path) \(member.place) is gone")
    }
    for member in new.members {
      guard let old = before[member.path] else {
        what.append("\(member.path) \(member.place) is new")
        continue
      }
      let parent = member.path.split(separator: ".").dropLast().joined(separator: ".")
      let moved = member.firstBit - old.firstBit
      // What is inside of a member moves with it.
      if moved != 0, Self.distance(parent, before, after) != moved {
        what.append("\(member.path) began \(old.place), and begins \(member.place)")
      }
      if old.type != member.type || old.width != member.width {
        what.append("\(member.path) was \(Self.form(old)), and is \(Self.form(member))")
      }
    }
    return what
  }

  private static func distance(
    _ path: String, _ before: [String: RecordLayout.Member], _ after: [String: RecordLayout.Member]
  ) -> Int? {
    guard let old = before[path], let new = after[path] else { return nil }
    return new.firstBit - old.firstBit
  }

  private static func byPath(_ record: RecordLayout) -> [String: RecordLayout.Member] {
    Dictionary(record.members.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private static func form(_ member: RecordLayout.Member) -> String {
    guard let width = member.width else { return "'\(member.type)'" }
    let size = width % 8 == 0 ? "\(width / 8) bytes" : "\(width) bits"
    return "'\(member.type)' of \(size)"
  }

  // MARK: Names

  /// The nearest elements before or around one that have a name.
  private func scopes(of path: ElementPath) -> [ElementPath] {
    func isNamed(_ path: ElementPath) -> Bool { set.names(at: path)?.isEmpty == false }
    let governors = graph.governors(of: path).filter(isNamed)
    if !governors.isEmpty, !isNamed(path) { return governors.sorted() }
    return graph.nearest(before: path, isNamed).filter(isNamed).sorted()
  }

  /// A name of the book as a macro of the program has it, before and after.
  private struct Written: Hashable {
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

  /// `nil` where no macro is known to be the name.
  private func written(_ path: ElementPath) -> Written? {
    for header in questions {
      for name in header.names where name.element == path {
        let old = base[header.header]?.strings ?? [:]
        let new = head[header.header]?.strings ?? [:]
        let macro = name.define ?? Self.macro(name.name, old) ?? Self.macro(name.name, new)
        guard let macro, old[macro] != nil || new[macro] != nil else { continue }
        return Written(macro: macro, old: old[macro], new: new[macro])
      }
    }
    return nil
  }

  private static func macro(_ value: String, _ strings: [String: String]) -> String? {
    strings.filter { $0.value == value }.keys.min()
  }

  private func change(
    _ header: String, _ subject: String, _ what: [String], _ elements: [ElementPath],
    _ scopes: Set<ElementPath>
  ) -> HeaderChange {
    let names = Set(scopes.compactMap(written))
    let standing: HeaderChange.Standing =
      names.isEmpty ? .open : names.contains(where: \.isRaised) ? .raised : .silent
    let sentences = names.map(\.sentence).sorted()
    let ask =
      switch standing {
      case .raised:
        "Is everything refused that one side wrote and the other does not know, and is what is lost by"
          + " it told?"
      case .silent: "Who reads in the old form what was written in the new one? No name tells."
      case .needless, .open: "Which name tells a reader that it has another form?"
      }
    return HeaderChange(
      header: header, subject: subject, what: what, standing: standing, names: sentences,
      places: places(of: elements), rules: rules(beside: elements, naming: subject), ask: ask)
  }

  // MARK: Macros

  private func macros(_ header: HeaderQuestions, _ changed: Set<ElementPath>) -> [HeaderChange] {
    let old = base[header.header]?.macros ?? [:]
    let new = head[header.header]?.macros ?? [:]
    return Set(old.keys).union(new.keys).sorted().compactMap { macro in
      guard old[macro] != new[macro] else { return nil }
      let what =
        switch (old[macro], new[macro]) {
        case (nil, let value?): "it is new: \(value)"
        case (let value?, nil): "it is gone; it was: \(value)"
        case (let before, let after): "it was \(before ?? ""), and is \(after ?? "")"
        }
      let elements = header.names.filter { name in
        name.define == macro
          || (name.define == nil && Self.isName(name.name, old[macro], new[macro]))
      }.map(\.element)
      var change = change(header.header, macro, [what], elements, Set(elements))
      if elements.isEmpty {
        change.ask = "Is it part of what one side writes and the other reads?"
      } else if change.standing == .raised {
        // A name that was raised with what it stands for is told there.
        guard changed.isDisjoint(with: elements) else { return nil }
        change.standing = .needless
        change.ask =
          "What else has changed that needs another name? Between the two revisions nothing is handed over."
      }
      return change
    }
  }

  private static func isName(_ name: String, _ values: String?...) -> Bool {
    values.contains("\"\(name)\"")
  }

  // MARK: Where the book speaks of it

  private func places(of elements: [ElementPath]) -> [Location] {
    Set(elements.compactMap { set.place(of: $0, nil) }).sorted()
  }

  /// The rules of the sections in which elements are stated, and those that name the subject.
  private func rules(beside elements: [ElementPath], naming subject: String) -> [String] {
    let places = places(of: elements)
    let word = subject.split(separator: " ").last ?? ""
    return chapters.flatMap { chapter in
      let sections = places.filter { $0.file == chapter.path }.map { Self.section(at: $0, chapter) }
      return chapter.rules.filter { rule in
        sections.contains { $0.contains(rule.location.line) } || rule.text.contains(word)
      }.map(\.id)
    }
  }

  private static func section(at place: Location, _ chapter: Outline) -> Range<Int> {
    let lines = chapter.headings.map(\.line)
    let start = lines.last { $0 <= place.line } ?? 1
    return start..<max(start, lines.first { $0 > place.line } ?? .max)
  }
}
