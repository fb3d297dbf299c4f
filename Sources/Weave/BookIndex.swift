// All that a reader may look for by a name, with the place where it stands: what the pages of the index,
// its JSON and the search are made of.

import Book
import Evidence

/// One thing with a name.
struct IndexEntry: Sendable {
  /// In the order in which they are listed and searched.
  enum Kind: String, Sendable, Codable, CaseIterable {
    case term, symbol, name, format, rule, heading, test, figure
  }

  var kind: Kind
  var name: String
  /// A line about it; empty where there is nothing to say.
  var detail: String
  /// Its chapter's place in reading order.
  var chapter: Int
  var anchor: String
  /// Of a test.
  var result: (verdict: Verdict, seconds: Double)?
  /// The rules that a test proves.
  var rules: [String] = []
  /// Of a term, the places of the other chapters that use it.
  var uses: [Int] = []

  /// What it is sorted by: its name without capitals and signs, then its place.
  var sortKey: String {
    let isPlain = name.utf8.allSatisfy { $0 < 0x80 }
    let name = name.lowercased()
    guard isPlain else { return String(name.drop { !$0.isLetter && !$0.isNumber }) }
    return String(Substring(name.utf8.drop { !$0.isLetter && !$0.isDigit }))
  }
}

/// The index of a book.
struct BookIndex: Sendable {
  /// All but figures, in reading order, by their kinds.
  private let named: [IndexEntry.Kind: [IndexEntry]]
  /// All entries of each chapter, in reading order.
  let byChapter: Once<[[IndexEntry]]>
  /// The pages that list it.
  let listings: [IndexListing]

  init(
    _ chapters: [(part: String, chapter: Outline)], _ verdicts: Verdicts, _ titles: FigureTitles
  ) {
    let uses = Self.uses(chapters)
    let entries = Array(chapters.indices).mapSideBySide { place in
      let outline = chapters[place].chapter
      return Self.terms(outline, place, uses) + Self.entries(outline, place, verdicts)
    }
    named = Dictionary(grouping: entries.joined(), by: \.kind)
    // Their titles have to be read from what tests drew, so they are asked for only when shown.
    let figures = Once {
      chapters.enumerated().flatMap { Self.figures($1.chapter, $0, verdicts, titles) }
    }
    byChapter = Once {
      var entries = entries
      for figure in figures.value { entries[figure.chapter].append(figure) }
      return entries
    }
    let lists = IndexListing.kinds.flatMap { kind in IndexOrder.allCases.map { (kind, order: $0) } }
    listings = lists.mapSideBySide { [named] kind, order in
      kind == .figure
        ? IndexListing(order, figures: figures, chapters)
        : IndexListing(kind, order, named[kind] ?? [], chapters)
    }
  }

  /// The terms, in reading order.
  var terms: [IndexEntry] { named[.term] ?? [] }

  /// The places of the chapters that use each term, by where the term is.
  private static func uses(_ chapters: [(part: String, chapter: Outline)]) -> [LinkTarget: [Int]] {
    var uses: [LinkTarget: [Int]] = [:]
    for (place, (_, chapter)) in chapters.enumerated() {
      for target in chapter.usedTerms where target.path != chapter.path {
        if uses[target]?.last != place { uses[target, default: []].append(place) }
      }
    }
    return uses
  }

  private static func terms(
    _ outline: Outline, _ place: Int, _ uses: [LinkTarget: [Int]]
  ) -> [IndexEntry] {
    outline.terms.map { term in
      let target = LinkTarget("#\(term.anchor)", from: outline.path)
      return IndexEntry(
        kind: .term, name: term.name, detail: term.definition, chapter: place, anchor: term.anchor,
        uses: uses[target] ?? [])
    }
  }

  private static func entries(
    _ outline: Outline, _ place: Int, _ verdicts: Verdicts
  ) -> [IndexEntry] {
    var entries: [IndexEntry] = []
    func add(_ kind: IndexEntry.Kind, _ name: String, _ detail: String, _ anchor: String) {
      entries.append(
        IndexEntry(kind: kind, name: name, detail: detail, chapter: place, anchor: anchor))
    }
    for symbol in outline.symbols where symbol.isListed {
      add(.symbol, symbol.name, symbol.plainSummary, "L\(symbol.line)")
    }
    for symbol in outline.symbols {
      for name in symbol.sources { add(.name, name, symbol.name, "L\(symbol.line)") }
    }
    for fence in outline.statements {
      switch fence.role {
      case .schema(let id): add(.format, id, Self.title(ofSchema: fence), "L\(fence.line)")
      case .layout(let name): add(.format, name, "Layout of a record", "L\(fence.line)")
      default: break
      }
    }
    for rule in outline.rules { add(.rule, rule.id, rule.text, rule.anchor) }
    for heading in outline.headings { add(.heading, heading.text, "", heading.slug) }
    return entries + tests(outline, place, verdicts)
  }

  /// Of a binding: the title that its schema gives it.
  private static func title(ofSchema fence: Fence) -> String {
    let title = fence.code.split(separator: "\n").first { $0.hasPrefix("title:") }?
      .dropFirst("title:".count).drop { $0 == " " }
    return title.map { "Binding: \($0)" } ?? "Binding"
  }

  private static func tests(
    _ outline: Outline, _ place: Int, _ verdicts: Verdicts
  ) -> [IndexEntry] {
    outline.checkedFences.flatMap { fence in
      (verdicts.fence(atLine: fence.line, of: outline.path)?.tests ?? []).map { test in
        IndexEntry(
          kind: .test, name: test.result.name, detail: "", chapter: place,
          anchor: "L\(test.result.line)", result: (test.verdict, test.result.seconds),
          rules: fence.provedRules)
      }
    }
  }

  private static func figures(
    _ outline: Outline, _ place: Int, _ verdicts: Verdicts, _ titles: FigureTitles
  ) -> [IndexEntry] {
    let tests = outline.checkedFences.flatMap {
      verdicts.fence(atLine: $0.line, of: outline.path)?.tests ?? []
    }
    let drawn = tests.flatMap { test in
      titles.titles(of: test.result, in: outline.path).map { (test.result.name, $0) }
    }
    return drawn.enumerated().map { number, figure in
      IndexEntry(
        kind: .figure, name: figure.1.isEmpty ? figure.0 : figure.1, detail: figure.0,
        chapter: place, anchor: "Figure\(number + 1)")
    }
  }
}
