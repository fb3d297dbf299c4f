// Who uses what a chapter defines: chapters, tests, and the rules that these tests prove.

import Book
import Evidence

/// The uses of one symbol, in reading order.
struct SymbolUses: Sendable {
  struct Chapter: Sendable {
    /// In reading order.
    var place: Int
    /// Of the first use.
    var line: Int
    var count: Int
  }

  struct Test: Sendable {
    /// Of its chapter, in reading order.
    var place: Int
    var line: Int
    var name: String
  }

  var chapters: [Chapter] = []
  var tests: [Test] = []
  var rules: [String] = []

  var isEmpty: Bool { chapters.isEmpty }
}

extension SymbolUses {
  /// The uses of each symbol of the evidence, in its order.
  static func all(
    _ order: [(part: String, chapter: Outline)], _ evidence: Evidence, _ verdicts: Verdicts
  ) -> [SymbolUses] {
    var all = Array(repeating: SymbolUses(), count: evidence.symbols.count)
    let isOurs = evidence.symbols.map { $0.definition != nil }
    var rules = Set<ProvedBy>(minimumCapacity: 4 * evidence.symbols.count)
    for (place, (_, outline)) in order.enumerated() {
      let names = evidence.chapters[outline.path]?.names ?? []
      guard !names.isEmpty else { continue }
      var runs = Runs(outline, verdicts)
      for name in names
      where !name.isDefinition && isOurs.indices.contains(name.symbol) && isOurs[name.symbol] {
        let run = runs.run(atLine: name.line)
        all[name.symbol].add(name, at: place, run)
        for rule in run?.rules ?? []
        where rules.insert(ProvedBy(symbol: name.symbol, rule: rule)).inserted {
          all[name.symbol].rules.append(rule)
        }
      }
    }
    return all
  }

  private mutating func add(_ name: NamedPlace, at place: Int, _ run: Runs.Run?) {
    if chapters.last?.place == place {
      chapters[chapters.count - 1].count += 1
    } else {
      chapters.append(Chapter(place: place, line: name.line, count: 1))
    }
    guard let run else { return }
    if let test = run.tests.last(where: { $0.line <= name.line }),
      tests.last.map({ ($0.place, $0.line) != (place, test.line) }) ?? true
    {
      tests.append(Test(place: place, line: test.line, name: test.name))
    }
  }
}

/// That a test which uses a symbol proves a rule; there may be very many of both.
private struct ProvedBy: Hashable {
  var symbol: Int
  var rule: String
}

/// The fences of a chapter that run, asked for in the order of their lines.
private struct Runs {
  struct Run {
    var lines: ClosedRange<Int>
    var tests: [(line: Int, name: String)]
    var rules: [String]
  }

  private let runs: [Run]
  private var next = 0

  init(_ outline: Outline, _ verdicts: Verdicts) {
    runs = outline.checkedFences.map { fence in
      let tests = verdicts.fence(atLine: fence.line, of: outline.path)?.tests ?? []
      return Run(
        lines: fence.line...max(fence.line, fence.lastLine),
        tests: tests.map { ($0.result.line, $0.result.name) }, rules: fence.provedRules)
    }
  }

  mutating func run(atLine line: Int) -> Run? {
    while next < runs.count, runs[next].lines.upperBound < line { next += 1 }
    return next < runs.count && runs[next].lines.contains(line) ? runs[next] : nil
  }
}
