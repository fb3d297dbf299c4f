// What stands on which page of the index: all of one kind, by the alphabet or by chapter. A long list goes on
// on more pages.

import Book

/// How a page of the index is sorted.
enum IndexOrder: Sendable, CaseIterable {
  case alphabet, chapters
}

/// All pages of one kind in one order.
struct IndexListing: Sendable {
  struct Section: Sendable {
    var title: String
    var anchor: String
    /// Their places among the listing's entries.
    var entries: [Int]
  }

  let kind: IndexEntry.Kind
  let order: IndexOrder
  /// How many pages there are.
  let count: Int
  private let listed: Once<[IndexEntry]>
  private let sections: Once<[[Section]]>

  /// More entries than these are on several pages.
  static let limit = 2500
  /// The kinds that have pages here; rules have one of their own, headings are contents.
  static let kinds: [IndexEntry.Kind] = [.term, .symbol, .name, .format, .test, .figure]

  /// - Parameter entries: those of the kind, in reading order.
  init(
    _ kind: IndexEntry.Kind, _ order: IndexOrder, _ entries: [IndexEntry],
    _ chapters: [(part: String, chapter: Outline)]
  ) {
    (self.kind, self.order) = (kind, order)
    listed = Once { entries }
    sections = Once { Self.pages(Self.sections(order, entries, chapters)) }
    // Sorting a list takes longer than all else when nothing changed.
    count = entries.count <= Self.limit ? 1 : sections.value.count
  }

  /// The figures, on one page.
  init(
    _ order: IndexOrder, figures: Once<[IndexEntry]>,
    _ chapters: [(part: String, chapter: Outline)]
  ) {
    (kind, self.order, count) = (.figure, order, 1)
    listed = figures
    sections = Once { [Self.sections(order, figures.value, chapters)] }
  }

  /// What is listed, in reading order.
  var entries: [IndexEntry] { listed.value }

  /// The sections of each page.
  var pages: [[Section]] { sections.value }

  func path(_ page: Int) -> String { SitePaths.index(kind, order, number: page + 1) }

  private static func sections(
    _ order: IndexOrder, _ entries: [IndexEntry], _ chapters: [(part: String, chapter: Outline)]
  ) -> [Section] {
    order == .alphabet ? letters(entries) : Self.chapters(entries, chapters)
  }

  private static func pages(_ sections: [Section]) -> [[Section]] {
    var pages: [[Section]] = [[]]
    var room = limit
    for section in sections {
      if room < section.entries.count, pages.last?.isEmpty == false {
        pages.append([])
        room = limit
      }
      pages[pages.count - 1].append(section)
      room -= section.entries.count
    }
    return pages
  }

  private static func letters(_ entries: [IndexEntry]) -> [Section] {
    let keyed = entries.enumerated().map { (key: $1.sortKey, place: $0) }.sorted(by: <)
    var sections: [Section] = []
    for (key, place) in keyed {
      let letter = key.first.map { $0.isLetter ? $0.uppercased() : "0–9" } ?? "0–9"
      if sections.last?.title != letter || (sections.last?.entries.count ?? 0) >= limit {
        let count = sections.count { $0.title == letter }
        let anchor = letter == "0–9" ? "letter-0" : "letter-\(letter)"
        sections.append(
          Section(title: letter, anchor: count == 0 ? anchor : "\(anchor)-\(count)", entries: []))
      }
      sections[sections.count - 1].entries.append(place)
    }
    return sections
  }

  private static func chapters(
    _ entries: [IndexEntry], _ chapters: [(part: String, chapter: Outline)]
  ) -> [Section] {
    var sections: [Section] = []
    var chapter: Int?
    for (place, entry) in entries.enumerated() {
      if entry.chapter != chapter {
        let (part, outline) = chapters[entry.chapter]
        sections.append(
          Section(
            title: "\(part): \(outline.title)", anchor: "chapter-\(entry.chapter + 1)",
            entries: []))
        chapter = entry.chapter
      }
      sections[sections.count - 1].entries.append(place)
    }
    return sections
  }
}
