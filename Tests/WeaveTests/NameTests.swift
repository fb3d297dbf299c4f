// Names in code as links, and who uses what is defined.

import Book
import Evidence
import Lexer
import Testing

@testable import Weave

private let cages = "Spec/Zoo/01-cages.md"
private let food = "Spec/Zoo/02-food.md"

private let cagesText = """
  # Cages & bars

  > **cage.full** A cage is full.

  ```swift
  /// Holds & `keeps` <lions>.
  struct Cage { static func < (a: Cage, b: Cage) -> Bool { true } }
  var bare = 1
  ```
  """

private let foodText = """
  # Food

  Text.

  ```swift
  let cage: Cage = Cage.make(bare)
  ```

  ```swift example rule=cage.full
  cage < cage // → cage
  ```
  """

/// The evidence of the two chapters: the symbols are Cage, <, bare, cage, Int.
private func evidence() -> Evidence {
  var evidence = Evidence(state: .complete, key: "k", toolchain: "Swift")
  func place(_ file: String, _ line: Int, _ column: Int) -> Location {
    Location(file: file, line: line, column: column)
  }
  evidence.symbols = [
    NamedSymbol(name: "Cage", module: "Zoo", definition: place(cages, 7, 8)),
    NamedSymbol(name: "<(_:_:)", module: "Zoo", definition: place(cages, 7, 27)),
    NamedSymbol(name: "bare", module: "Zoo", definition: place(cages, 8, 5)),
    NamedSymbol(name: "cage", module: "Zoo", definition: place(food, 6, 5)),
    NamedSymbol(name: "Bool<&>", module: "Swift"),
  ]
  func name(
    _ line: Int, _ column: Int, _ length: Int, _ symbol: Int, isDefinition: Bool = false
  ) -> NamedPlace {
    NamedPlace(
      line: line, column: column, length: length, symbol: symbol, isDefinition: isDefinition)
  }
  var first = ChapterEvidence()
  first.names = [
    name(7, 8, 4, 0, isDefinition: true), name(7, 27, 1, 1, isDefinition: true),
    name(7, 33, 4, 0), name(7, 42, 4, 0), name(7, 51, 4, 4), name(8, 5, 4, 2, isDefinition: true),
  ]
  var second = ChapterEvidence()
  second.names = [
    name(6, 5, 4, 3, isDefinition: true), name(6, 11, 4, 0), name(6, 18, 4, 0), name(6, 28, 4, 2),
    name(10, 1, 4, 3), name(10, 6, 1, 1), name(10, 8, 4, 3),
  ]
  second.tests = [TestResult(suite: nil, name: "Feeding", line: 9, verdict: .passed, seconds: 0)]
  evidence.chapters = [cages: first, food: second]
  return evidence
}

private func context(
  _ cagesText: String = cagesText, _ foodText: String = foodText, _ known: Evidence = evidence()
) -> WeaveContext {
  let folder = BookFolder(
    path: "Spec",
    parts: ["Zoo": ["01-cages.md", "02-food.md"].map { .init(name: $0, kind: .regular) }])
  let book = Book.reading(folder) { path in
    let text = path == cages ? cagesText : path == food ? foodText : "title: Z\nparts: [Zoo]\n"
    return Array(text.utf8)
  }
  return WeaveContext(book, known)
}

private func page(_ path: String, _ text: String, _ context: WeaveContext) throws -> String {
  let weaver = Weaver(context, theme: try Theme(shell: "{{{body}}}{{{evidence}}}")) { code in
    // Types, as a lexer tells them.
    code.ranges(of: "Cage").map { range in
      let start = code.utf8.distance(from: code.startIndex, to: range.lowerBound)
      return Token(range: start..<start + 4, kind: .type)
    }
  }
  return weaver.page(ofChapter: path, bytes: Array(text.utf8)).text
}

@Suite struct `Names in code` {
  @Test func `lead to their definitions, on this page and on others`() throws {
    let html = try page(food, foodText, context())
    let title = " title=\"Holds &amp; keeps &lt;lions&gt;.\""
    #expect(
      html.contains("<dfn>cage</dfn>: <a class=\"t\" href=\"01-cages.html#L7\"\(title)>Cage</a> = ")
    )
    // Once more in the same code is no second stop for the tab key.
    #expect(
      html.contains(
        "<a class=\"t\" href=\"01-cages.html#L7\"\(title) tabindex=\"-1\">Cage</a>.make"))
    #expect(html.contains("(<a href=\"01-cages.html#L8\" title=\"var bare = 1\">bare</a>)"))
    #expect(html.contains("<a href=\"#L6\""))
    // The value that a line states is text.
    #expect(html.contains("→ cage</span>"))
  }

  @Test func `are escaped, operators too`() throws {
    let html = try page(food, foodText, context())
    #expect(html.contains("<a href=\"01-cages.html#L7\"") && html.contains(">&lt;</a> <a "))
    let own = try page(cages, cagesText, context())
    #expect(own.contains("static func <dfn>&lt;</dfn> (a: <a class=\"t\" href=\"#L7\""))
    #expect(own.contains("<span class=\"lib\" title=\"Swift.Bool&lt;&amp;&gt;\">Bool</span>"))
  }

  @Test func `are told with all that uses what is defined`() throws {
    let html = try page(cages, cagesText, context())
    #expect(html.contains("<summary>Used in 2 chapters, by 1 test that proves 1 rule</summary>"))
    #expect(
      html.contains(
        "<dt><code>Cage</code></dt><dd><a href=\"#L7\">Cages &amp; bars</a> 2 times, "
          + "<a href=\"02-food.html#L6\">Food</a> 2 times</dd>"))
    #expect(
      html.contains(
        "<dt><code>&lt;(_:_:)</code></dt><dd><a href=\"02-food.html#L10\">Food</a></dd>"
          + "<dd>Tests: <a href=\"02-food.html#L9\">Feeding</a></dd>"
          + "<dd>Rules: <a href=\"#rule-cage.full\">cage.full</a></dd>"))
  }

  @Test func `are told of many chapters in a fold, of many tests and rules by their number`() {
    var uses = SymbolUses()
    uses.chapters = (0..<10).map { SymbolUses.Chapter(place: $0 % 2, line: $0, count: 1) }
    uses.tests = (0..<8).map { SymbolUses.Test(place: 0, line: $0, name: "t\($0)") }
    uses.rules = (0..<7).map { "no.rule\($0)" }
    let list = UsesList(symbols: [("a", uses)], addresses: ["", "b.html"], context: context())
    let html = list.html().text
    #expect(html.contains("<details><summary>2 more chapters</summary><a href=\"#L8\">"))
    #expect(html.contains(">t5</a> and 2 more</dd>") && html.contains("no.rule5 and 1 more</dd>"))
    #expect(html.contains("by 8 tests that prove 7 rules</summary>"))
  }

  @Test func `are plain where nothing is known of them, and the page says why`() throws {
    var known = evidence()
    for path in known.chapters.keys { known.chapters[path]?.names = [] }
    known.symbols = []
    known.namesMissing = "there is no <index>"
    let html = try page(food, foodText, context(cagesText, foodText, known))
    #expect(!html.contains("01-cages.html#L") && !html.contains("<dfn"))
    #expect(html.contains("The names in the code are no links: there is no &lt;index&gt;."))
  }

  @Test func `that fit no line, no token or no symbol are left out`() throws {
    var known = evidence()
    known.chapters[food]?.names += [
      NamedPlace(line: 6, column: 900, length: 4, symbol: 0),
      NamedPlace(line: 6, column: 13, length: 9, symbol: 0),
      NamedPlace(line: 99, column: 1, length: 4, symbol: 99),
    ]
    known.chapters[food]?.names.sort { ($0.line, $0.column) < ($1.line, $1.column) }
    let html = try page(food, foodText, context(cagesText, foodText, known))
    #expect(try html == page(food, foodText, context()))
  }
}

@Suite struct `The key of a page with names` {
  private func keys(_ cagesText: String, _ foodText: String, _ known: Evidence) -> [Digest] {
    let context = context(cagesText, foodText, known)
    let keys = PageKeys(context, theme: Digest(of: []), colours: true)
    return context.book.chapters.map { keys.key(ofChapter: $0, content: Digest(of: [])) }
  }

  @Test func `changes when a line that it leads to moves, in either direction`() {
    let before = keys(cagesText, foodText, evidence())
    #expect(keys(cagesText, foodText, evidence()) == before)
    // A line more of prose above the code of the one chapter, then of the other.
    var moved = evidence()
    for index in 0..<3 { moved.symbols[index].definition?.line += 1 }
    #expect(keys(cagesText, foodText, moved)[1] != before[1])
    var used = evidence()
    for index in used.chapters[food]?.names.indices ?? 0..<0 {
      used.chapters[food]?.names[index].line += 1
    }
    #expect(keys(cagesText, foodText, used)[0] != before[0])
  }

  @Test func `changes with the title of a chapter that uses what it defines`() {
    let before = keys(cagesText, foodText, evidence())
    #expect(
      keys(cagesText, foodText.replacing("# Food", with: "# Meat"), evidence())[0] != before[0])
  }
}
