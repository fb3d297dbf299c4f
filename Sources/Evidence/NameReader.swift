// From what the compiler noted of tangled files to the names in chapters. Lines and columns are those
// of the chapter's code already, since tangling keeps both.

package import Book
package import IndexStore

/// Collects the names in the code of a book.
package struct NameReader {
  private struct Place {
    var line: Int
    var column: Int
    var length: Int
    var symbol: IndexedSymbol
    var isDefinition: Bool
    var chapter: String

    /// By the place, then what a word names before what it calls: `Cage` before `Cage.init`.
    var order: (Int, Int, Int, String, Int) {
      (line, column, symbol.kind == .constructor ? 1 : 0, symbol.usr, isDefinition ? 0 : 1)
    }
  }

  private let modules: Set<String>
  private var places: [Place] = []

  /// - Parameter modules: of the book's parts and of their tests. What they declare and no chapter
  ///   writes down has no place to be shown.
  package init(modules: Set<String>) { self.modules = modules }

  /// Adds the names in a tangled file of a chapter; what the chapter does not say there is left out.
  package mutating func add(_ file: IndexedFile, of chapter: Chapter) {
    let lines = Self.lines(of: chapter)
    for occurrence in file.occurrences {
      guard file.symbols.indices.contains(occurrence.symbol),
        let line = lines[occurrence.line], (1...line.count + 1).contains(occurrence.column)
      else { continue }
      let symbol = file.symbols[occurrence.symbol]
      guard ![.part, .module, .parameter].contains(symbol.kind),
        let length = NameText.length(
          of: symbol, in: line.dropFirst(occurrence.column - 1),
          isDefinition: occurrence.isDefinition)
      else { continue }
      places.append(
        Place(
          line: occurrence.line, column: occurrence.column, length: length, symbol: symbol,
          isDefinition: occurrence.isDefinition, chapter: chapter.path))
    }
  }

  /// The code of each line that is tangled, without what only states a value.
  private static func lines(of chapter: Chapter) -> [Int: ArraySlice<UInt8>] {
    var lines: [Int: ArraySlice<UInt8>] = [:]
    for fence in chapter.fences where fence.role.isTangled {
      for (offset, line) in ValueComment.lines(of: fence.code).enumerated() {
        let code = fence.role == .example ? line.comment?.code ?? line.line : line.line
        lines[fence.firstCodeLine + offset] = Array(code.utf8)[...]
      }
    }
    return lines
  }

  /// Puts into the evidence what was collected.
  package consuming func finish(_ evidence: inout Evidence) {
    places.sort { ($0.chapter, $0.line, $0.column) < ($1.chapter, $1.line, $1.column) }
    var definitions: [String: Location] = [:]
    for place in places where place.isDefinition && definitions[place.symbol.usr] == nil {
      definitions[place.symbol.usr] = Location(
        file: place.chapter, line: place.line, column: place.column)
    }
    let shown = places.filter { definitions[$0.symbol.usr] != nil || isForeign($0) }
    let symbols = Dictionary(
      shown.map { ($0.symbol.usr, $0.symbol) }, uniquingKeysWith: { first, _ in first }
    ).sorted { $0.key < $1.key }
    evidence.symbols = symbols.map { usr, symbol in
      NamedSymbol(name: symbol.name, module: symbol.module, definition: definitions[usr])
    }
    let numbers = Dictionary(uniqueKeysWithValues: zip(symbols.map(\.key), 0...))
    for (chapter, places) in Dictionary(grouping: shown, by: \.chapter) {
      // Generic code, and what macros repeat, is noted more than once.
      var seen: Set<NamedPlace> = []
      evidence.chapters[chapter, default: ChapterEvidence()].names =
        places.sorted { $0.order < $1.order }.compactMap { place in
          let named = NamedPlace(
            line: place.line, column: place.column, length: place.length,
            symbol: numbers[place.symbol.usr] ?? 0, isDefinition: place.isDefinition)
          return seen.insert(named).inserted ? named : nil
        }
    }
  }

  /// Whether a place names what no chapter defines and a reader may know: no operator, and nothing that
  /// the compiler adds to the book's own types.
  private func isForeign(_ place: Place) -> Bool {
    place.length > 0 && place.symbol.kind != .constructor && NameText.isWord(place.symbol.name)
      && !modules.contains(place.symbol.module) && !place.symbol.module.isEmpty
  }
}
