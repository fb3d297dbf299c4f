// Which chapters' pages show something of which others because of the names in their code: where a name
// leads, and who uses what is defined. It tells which pages an edit may change, and so asks for no more
// than what is at hand without the index of names.

import Book
import Evidence

/// The chapters that names bring together, in reading order.
struct NamesBetweenChapters: Sendable {
  /// Of each chapter the places of those that define what its code names, and of those whose code names
  /// what it defines; without its own.
  let related: [[Int]]
  /// Of what the pages of such chapters show of each.
  let shown: [Digest]

  /// - Parameter evidence: of what is known of each chapter.
  init(_ context: WeaveContext, evidence: [Digest]) {
    let definers = context.evidence.symbols.map { symbol in
      symbol.definition.flatMap { context.places[$0.file] }
    }
    var related = Array(repeating: Set<Int>(), count: context.order.count)
    var defined = Array(repeating: [Int](), count: context.order.count)
    for (symbol, place) in zip(context.evidence.symbols, definers) {
      if let place, let line = symbol.definition?.line { defined[place].append(line) }
    }
    for (place, (_, outline)) in context.order.enumerated() {
      let names = context.evidence.chapters[outline.path]?.names ?? []
      let others = Set(
        names.compactMap { definers.indices.contains($0.symbol) ? definers[$0.symbol] : nil })
      for other in others where other != place {
        related[place].insert(other)
        related[other].insert(place)
      }
    }
    self.related = related.map { $0.sorted() }
    shown = Array(context.order.indices).mapSideBySide { [defined] place in
      let entry = context.order[place]
      var writer = ByteWriter()
      writer.put(entry.chapter.title)
      writer.put(defined[place])
      writer.put(entry.chapter.checkedFences)
      for rule in entry.chapter.checkedFences.flatMap(\.provedRules) {
        writer.put(context.verdicts.chapterPath(ofRule: rule))
      }
      var hasher = DigestHasher()
      hasher.add(evidence[place])
      hasher.add(writer.bytes)
      return hasher.digest()
    }
  }
}
