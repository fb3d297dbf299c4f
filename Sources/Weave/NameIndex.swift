// What the names in the book's code stand for, for all pages: where each symbol is defined, what is said
// of it there, and who uses it.

import Book
import Evidence

/// The symbols of a book.
struct NameIndex: Sendable {
  /// In the order of the evidence, which names refer to.
  let symbols: [NamedSymbol]
  /// Who uses each of them, in the same order.
  let uses: [SymbolUses]
  /// What is told of each where its name stands, as attributes, in the same order.
  let titles: [HTML]

  init(_ book: Book, _ evidence: Evidence, uses: [SymbolUses]) {
    self.uses = uses
    symbols = evidence.symbols
    let declared = evidence.symbols.isEmpty ? [:] : Self.declared(in: book)
    titles = evidence.symbols.map { symbol -> HTML in
      guard let place = symbol.definition else {
        return " title=\"\(symbol.module).\(symbol.name)\""
      }
      return declared[place.file]?[place.line].map { " title=\"\(Self.gist(of: $0))\"" } ?? ""
    }
  }

  /// What is declared, by the chapter's path and the line.
  private static func declared(in book: Book) -> [String: [Int: Symbol]] {
    Dictionary(
      book.chapters.map { chapter in
        let lines = chapter.symbols.map { ($0.line, $0) }
        return (chapter.path, Dictionary(lines, uniquingKeysWith: { first, _ in first }))
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The first sentence of a symbol's comment, or how it is declared.
  private static func gist(of symbol: Symbol) -> String {
    symbol.summary.isEmpty ? symbol.declaration : symbol.plainSummary
  }

  func symbol(_ number: Int) -> NamedSymbol? {
    symbols.indices.contains(number) ? symbols[number] : nil
  }

  /// What some places define and something uses, each once.
  func defined(by places: some Sequence<NamedPlace>) -> [(name: String, uses: SymbolUses)] {
    var seen: Set<Int> = []
    return places.compactMap { place in
      guard place.isDefinition, let symbol = symbol(place.symbol), !uses[place.symbol].isEmpty,
        seen.insert(place.symbol).inserted
      else { return nil }
      return (symbol.name, uses[place.symbol])
    }
  }
}

/// The names on the page of one chapter.
struct NameLinks {
  private let names: [NamedPlace]
  private let index: NameIndex
  /// Of each symbol that the chapter names: the attributes of its name, and whether they are those of a
  /// link.
  private let meanings: [Int: (attributes: HTML, isLink: Bool)]
  /// See `UsesList`.
  let addresses: [HTML]

  /// - Parameter path: the chapter's.
  init(_ evidence: ChapterEvidence, path: String, _ context: WeaveContext) {
    names = evidence.names
    let index = context.names.value
    addresses = names.isEmpty ? [] : context.addresses(fromChapter: path)
    var meanings: [Int: (HTML, Bool)] = [:]
    for name in names where meanings[name.symbol] == nil {
      guard let symbol = index.symbol(name.symbol) else { continue }
      let title = index.titles[name.symbol]
      if let definition = symbol.definition {
        guard let place = context.places[definition.file] else { continue }
        meanings[name.symbol] = (
          " href=\"\(addresses[place])#L\(definition.line)\"\(title)", true
        )
      } else {
        meanings[name.symbol] = (title, false)
      }
    }
    (self.index, self.meanings) = (index, meanings)
  }

  /// What is shown of the names in some lines, by line.
  func shown(in lines: ClosedRange<Int>) -> [Int: [ShownName]] {
    var shown: [Int: [ShownName]] = [:]
    var reached: Set<Int> = []
    for name in places(in: lines) where name.length > 0 {
      let start = name.column - 1
      // Of several symbols at one place the word itself means the first.
      guard start >= shown[name.line]?.last?.range.upperBound ?? 0,
        let meaning = meaning(of: name, &reached)
      else { continue }
      shown[name.line, default: []].append(
        ShownName(range: start..<start + name.length, meaning: meaning))
    }
    return shown
  }

  /// What some lines define and something uses, in the order of the lines.
  func defined(in lines: ClosedRange<Int>) -> [(name: String, uses: SymbolUses)] {
    index.defined(by: places(in: lines))
  }

  private func meaning(of name: NamedPlace, _ reached: inout Set<Int>) -> ShownName.Meaning? {
    guard let meaning = meanings[name.symbol] else { return nil }
    if name.isDefinition { return .definition }
    guard meaning.isLink else { return .foreign(title: meaning.attributes) }
    return .link(
      attributes: meaning.attributes, isRepeated: !reached.insert(name.symbol).inserted)
  }

  /// Names stand in the order of their lines.
  private func places(in lines: ClosedRange<Int>) -> ArraySlice<NamedPlace> {
    names[
      names.firstPlace(atLine: lines.lowerBound)..<names.firstPlace(atLine: lines.upperBound + 1)]
  }
}

extension [NamedPlace] {
  /// The index of the first place at a line or behind it; places stand in the order of their lines.
  func firstPlace(atLine line: Int) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].line < line { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
