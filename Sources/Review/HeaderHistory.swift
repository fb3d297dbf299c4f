// The headers of two revisions of a program, as a compiler lays them out: which struct lies differently,
// and where the book speaks of it.

package import Bindings
package import Book

/// The headers of two revisions.
package struct HeaderHistory {
  let set: BindingSet
  let chapters: [Outline]
  let questions: [HeaderQuestions]
  /// By header.
  let base: [String: HeaderAnswers]
  let head: [String: HeaderAnswers]
  let graph: NameGraph

  package init(
    _ set: BindingSet, _ chapters: [Outline], from base: [String: HeaderAnswers],
    to head: [String: HeaderAnswers]
  ) {
    (self.set, self.chapters) = (set, chapters)
    (self.base, self.head) = (base, head)
    questions = HeaderQuestions.all(in: set)
    graph = NameGraph([set])
  }

  /// All changes, in the order of headers: first of what is written, then of what else has a name.
  package func changes() -> [HeaderChange] {
    var told: [[HeaderChange]] = []
    var scopes: Set<ElementPath> = []
    for header in questions { told.append(formats(header, &scopes)) }
    return zip(questions, told).flatMap { header, formats in
      formats + (isInBoth(header) ? constants(header, scopes) : [])
    }
  }

  private func isInBoth(_ header: HeaderQuestions) -> Bool {
    base[header.header] != nil && head[header.header] != nil
  }

  /// Changes of what is written, with the elements whose names stand for that.
  private func formats(
    _ header: HeaderQuestions, _ scopes: inout Set<ElementPath>
  ) -> [HeaderChange] {
    guard isInBoth(header) else {
      let whole = whole(header)
      // A name may be raised for records that come or go with their header.
      if !whole.isEmpty { scopes.formUnion(header.layouts.flatMap(self.scopes)) }
      return whole
    }
    var told: [HeaderChange] = []
    for type in header.asked {
      guard let what = differences(header.header, type) else { continue }
      let elements = (header.structs[type] ?? []).map(\.path)
      let governing = Set(elements.flatMap(self.scopes))
      scopes.formUnion(governing)
      var change = change(header.header, "struct \(type)", what, elements, governing)
      let (old, new) = (base[header.header]?.records[type], head[header.header]?.records[type])
      if old == nil || new == nil { change.isNew = old == nil }
      told.append(change)
    }
    let (changes, governing) = properties(header)
    scopes.formUnion(governing)
    return told + changes
  }

  /// A header that only one of the revisions has.
  private func whole(_ header: HeaderQuestions) -> [HeaderChange] {
    let isNew = head[header.header] != nil
    guard isNew || base[header.header] != nil else { return [] }
    let names = Set(header.names.compactMap { written($0.element) })
    return [
      HeaderChange(
        header: header.header, subject: HeaderChange.whole,
        what: [isNew ? "it is new" : "it is gone"],
        standing: isNew ? .named : .unnamed, isNew: isNew, names: names.map(\.sentence).sorted(),
        places: [], rules: [],
        ask: isNew
          ? "Where did it stand before what is stated here now, and is it the same to the byte?"
          : "Who still writes or reads what was stated here, and where is it stated now?")
    ]
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

  // MARK: Where the book speaks of it

  func places(of elements: [ElementPath]) -> [Location] {
    Set(elements.compactMap { set.place(of: $0, nil) }).sorted()
  }

  /// The rules of the sections in which elements are stated, and those that name the subject.
  func rules(beside elements: [ElementPath], naming subject: String) -> [String] {
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
