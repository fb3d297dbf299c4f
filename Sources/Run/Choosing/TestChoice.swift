// Which tests to run, in the words of whoever runs them. Of several words any is enough; tags, a last
// run, a change and a filter narrow down what the words name.
//
//     Zoo/02-lions.md          a chapter, or 'Zoo' for a part
//     Zoo/02-lions.md:31       the test on a line, or else those of its section
//     Zoo/02-lions.md#feeding  a section, or '#feeding' wherever it is
//     lions.fed                what proves a rule
//     lions are fed            a test by its name, or by a part of it

package import Book

/// A wish that is resolved once the book is read.
package struct TestChoice: Sendable {
  package var words: [String]
  /// A regular expression over identifiers, which the test process applies.
  package var filter: String?
  /// Only what has one of these tags; none for all.
  package var tags: [String] = []
  /// Only what did not pass in this run.
  package var lastRun: LastRun?
  /// Only what stands in changed lines, by the chapter's path.
  package var changes: [String: ChangedLines]?

  package init(
    words: [String] = [], filter: String? = nil, lastRun: LastRun? = nil,
    changes: [String: ChangedLines]? = nil
  ) {
    (self.words, self.filter, self.lastRun, self.changes) = (words, filter, lastRun, changes)
  }

  /// The tests that it comes to, in the order of the book.
  ///
  /// - Throws: `ChoiceFailure` where a word names nothing or the filter is no regular expression.
  package func chosen(from book: Book) throws(ChoiceFailure) -> ChosenTests {
    if let filter {
      do { _ = try Regex(filter) } catch {
        throw ChoiceFailure(
          "'\(filter)' is no regular expression; write a part of a test's name, such as 'capped'")
      }
    }
    let all = book.listedTests
    var tests = all
    if !words.isEmpty {
      let reader = ChoiceReader(book, all)
      var named: Set<ListedTest> = []
      for word in words { named.formUnion(try reader.tests(named: word)) }
      tests = all.filter(named.contains)
    }
    if !tags.isEmpty {
      try requireKnown(tags, all)
      tests = tests.filter { $0.tags.contains(where: tags.contains) }
    }
    if let lastRun {
      let outside = words.isEmpty && tags.isEmpty ? lastRun.unpassedElsewhere : []
      tests = lastRun.unpassed(of: tests) + outside
    }
    if let changes {
      let chapters = Dictionary(
        book.chapters.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
      tests = tests.filter { test in
        chapters[test.file].map { changes[$0.path]?.touch(test, in: $0) == true } ?? false
      }
    }
    let isNarrow = !words.isEmpty || !tags.isEmpty || lastRun != nil || changes != nil
    return ChosenTests(
      tests: tests, of: all, filter: filter, isNarrow: isNarrow)
  }
}

extension TestChoice {
  /// - Throws: `ChoiceFailure` for a tag that no test has.
  private func requireKnown(_ tags: [String], _ all: [ListedTest]) throws(ChoiceFailure) {
    let known = Set(all.flatMap(\.tags)).sorted()
    for tag in tags where !known.contains(tag) {
      throw ChoiceFailure(
        "no test has the tag '\(tag)'"
          + suggestion(
            for: tag, among: known,
            otherwise: known.isEmpty
              ? "tag=\(Fence.isTag(tag) ? tag : "slow") on a test or an example gives it one"
              : "there are \(known.joined(separator: ", "))"))
    }
  }
}

/// A choice that names nothing.
package struct ChoiceFailure: Error, CustomStringConvertible {
  package var description: String
  package init(_ description: String) { self.description = description }
}

/// Reads the words of a choice.
private struct ChoiceReader {
  let book: Book
  let all: [ListedTest]
  let chapters: [Outline]

  init(_ book: Book, _ all: [ListedTest]) {
    (self.book, self.all, chapters) = (book, all, book.chapters)
  }

  func tests(named word: String) throws(ChoiceFailure) -> [ListedTest] {
    var found = try place(word)
    if found == nil { found = try section(word) }
    guard let tests = found ?? plain(word) else {
      throw ChoiceFailure(
        "nothing is called '\(word)'"
          + suggestion(
            for: word, among: names,
            otherwise: "write a chapter's path, FILE:LINE, #heading, a rule's id or a test's name"))
    }
    guard !tests.isEmpty else {
      throw ChoiceFailure("no test stands in or proves '\(word)'; 'weft test --list' lists all")
    }
    return tests
  }

  /// The chapters that a path names, from the package's root or from any folder above them.
  private func chapters(_ path: some StringProtocol) -> [Outline] {
    let path = path.hasPrefix("./") ? String(path.dropFirst(2)) : String(path)
    return chapters.filter {
      $0.path == path || $0.path.hasSuffix("/" + path) || path.hasSuffix("/" + $0.path)
    }
  }

  /// `FILE:LINE`; `nil` when the word has another form.
  private func place(_ word: String) throws(ChoiceFailure) -> [ListedTest]? {
    guard let colon = word.lastIndex(of: ":"), let line = Int(word[colon...].dropFirst()) else {
      return nil
    }
    let (path, found) = (word[..<colon], chapters(word[..<colon]))
    guard !found.isEmpty else {
      guard Chapter.isNamed(path) else { return nil }
      throw ChoiceFailure(
        "there is no chapter '\(path)'"
          + suggestion(
            for: String(path), among: paths, otherwise: "'weft test --list' names those with tests")
      )
    }
    return found.flatMap { tests(at: line, in: $0) }
  }

  private func tests(at line: Int, in chapter: Outline) -> [ListedTest] {
    let own = all.filter { $0.file == chapter.path }
    let here = own.filter { $0.lines.contains(line) }
    if !here.isEmpty { return here }
    let beside = own.filter { $0.fence.contains(line) }
    if !beside.isEmpty { return beside }
    let heading = chapter.headings.lastIndex { $0.line <= line }
    let lines = heading.map { chapter.section($0) } ?? 1..<Int.max
    return own.filter { lines.contains($0.line) }
  }

  /// `#heading` or `FILE#heading`; `nil` when the word has another form.
  private func section(_ word: String) throws(ChoiceFailure) -> [ListedTest]? {
    guard let mark = word.firstIndex(of: "#") else { return nil }
    let (path, anchor) = (word[..<mark], String(word[mark...].dropFirst()))
    let places = path.isEmpty ? chapters : chapters(path)
    guard !places.isEmpty else { return nil }
    let found = places.compactMap { tests(below: anchor, in: $0) }
    guard found.isEmpty else { return found.flatMap(\.self) }
    throw ChoiceFailure(
      "there is no heading '#\(anchor)'"
        + suggestion(
          for: anchor, among: places.flatMap(\.anchors),
          otherwise: "an anchor is a heading in lower case with hyphens for spaces"))
  }

  /// Of a section with those below it, or of a rule's anchor; `nil` where the chapter has none.
  private func tests(below anchor: String, in chapter: Outline) -> [ListedTest]? {
    if let rule = chapter.rules.first(where: { $0.anchor == anchor }) { return proofs(of: rule.id) }
    guard let heading = chapter.headings.firstIndex(where: { $0.slug == anchor }) else {
      return nil
    }
    let lines = chapter.section(heading)
    return all.filter { $0.file == chapter.path && lines.contains($0.line) }
  }

  private func proofs(of rule: String) -> [ListedTest] { all.filter { $0.rules.contains(rule) } }

  /// A chapter, a part, a rule or a test.
  private func plain(_ word: String) -> [ListedTest]? {
    let paths = Set(chapters(word).map(\.path))
    if !paths.isEmpty { return all.filter { paths.contains($0.file) } }
    if book.parts.contains(where: { $0.name == word }) { return all.filter { $0.part == word } }
    if chapters.contains(where: { $0.rules.contains { $0.id == word } }) {
      return proofs(of: word)
    }
    let exact = all.filter { $0.name.lowercased() == word.lowercased() }
    let parts = exact.isEmpty ? all.filter { $0.name.lowercased().contains(word.lowercased()) } : []
    return exact.isEmpty && parts.isEmpty ? nil : exact + parts
  }

  private var paths: [String] {
    chapters.flatMap { chapter in
      let steps = chapter.path.split(separator: "/")
      return [chapter.path, steps.dropFirst().joined(separator: "/"), String(steps.last ?? "")]
    }
  }

  private var names: [String] {
    paths + book.parts.map(\.name) + chapters.flatMap { $0.rules.map(\.id) } + all.map(\.name)
  }
}

extension Outline {
  /// The lines below a heading, with the sections within.
  fileprivate func section(_ index: Int) -> Range<Int> {
    let heading = headings[index]
    let next = headings[(index + 1)...].first { $0.level <= heading.level }
    return heading.line..<(next?.line ?? Int.max)
  }
}
