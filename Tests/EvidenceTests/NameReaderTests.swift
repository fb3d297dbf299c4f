// From the compiler's notes to names in chapters: the notes are given, and the chapter decides.

import Book
import IndexStore
import Testing

@testable import Evidence

private let path = "Spec/Zoo/01-cages.md"

/// A chapter with the code on line 6, `code`, and an example on line 10.
private func chapter(_ code: String, example: String = "1") -> Chapter {
  let text = "# Cages\n\nText.\n\n```swift\n\(code)\n```\n\n```swift example\n\(example)\n```\n"
  return Chapter(path: path, bytes: Array(text.utf8))
}

private struct Noted {
  var column: Int
  var name: String
  var usr: String
  var kind = IndexedSymbol.Kind.other
  var isDefinition = false
  var line = 6
}

/// The evidence of a chapter in whose file the compiler noted so much.
private func evidence(_ chapter: Chapter, _ noted: [Noted]) -> Evidence {
  let file = IndexedFile(
    path: "/b/01-cages.md.swift",
    symbols: noted.map { IndexedSymbol(usr: $0.usr, name: $0.name, kind: $0.kind) },
    occurrences: noted.enumerated().map { index, place in
      IndexedOccurrence(
        line: place.line, column: place.column, symbol: index, isDefinition: place.isDefinition)
    })
  var reader = NameReader(modules: ["Zoo", "ZooTests"])
  reader.add(file, of: chapter)
  var evidence = Evidence(state: .complete)
  reader.finish(&evidence)
  return evidence
}

/// What is shown: `6:8+4 Cage of Zoo`, and whether it is defined there.
private func words(_ evidence: Evidence) -> [String] {
  (evidence.chapters[path]?.names ?? []).map { name in
    let symbol = evidence.symbols[name.symbol]
    return "\(name.line):\(name.column)+\(name.length) \(symbol.name) of \(symbol.module)"
      + (name.isDefinition ? ", defined" : "")
  }
}

struct NameReaderTests {
  @Test func `a name is kept where the chapter says it, and nowhere else`() {
    let known = evidence(
      chapter("struct Cage { var lions: Int }", example: "Cage  // → Cage"),
      [
        Noted(column: 8, name: "Cage", usr: "s:3Zoo4CageV", kind: .type, isDefinition: true),
        Noted(column: 19, name: "lions", usr: "s:3Zoo4CageV5lionsSivp", isDefinition: true),
        Noted(column: 26, name: "Int", usr: "s:Si", kind: .type),
        Noted(column: 25, name: "Int", usr: "s:Si", kind: .type),
        Noted(column: 99, name: "Cage", usr: "s:3Zoo4CageV", kind: .type),
        Noted(column: 1, name: "Cage", usr: "s:3Zoo4CageV", kind: .type, line: 10),
        // What the value comment says is no code.
        Noted(column: 12, name: "Cage", usr: "s:3Zoo4CageV", kind: .type, line: 10),
        Noted(column: 1, name: "Cages", usr: "s:3Zoo4CageV", kind: .type, line: 3),
      ])
    #expect(
      words(known) == [
        "6:8+4 Cage of Zoo, defined", "6:19+5 lions of Zoo, defined", "6:26+3 Int of Swift",
        "10:1+4 Cage of Zoo",
      ])
    let places = known.symbols.map { $0.definition.map { "\($0.line):\($0.column)" } ?? "" }
    #expect(places == ["6:8", "6:19", ""])
  }

  @Test func `operators, subscripts, raw names and initialisers are told by what is written`() {
    let code = "init subscript a <= b[c] < `d e` Self.f(.init()) < x"
    let known = evidence(
      chapter(code),
      [
        Noted(column: 1, name: "init(_:)", usr: "i", kind: .constructor, isDefinition: true),
        Noted(
          column: 6, name: "subscript(_:)", usr: "j", kind: .subscripting, isDefinition: true),
        // Of `<=`, `<` is no name.
        Noted(column: 18, name: "<(_:_:)", usr: "k"),
        Noted(column: 22, name: "subscript(_:)", usr: "j", kind: .subscripting),
        Noted(column: 26, name: "<(_:_:)", usr: "k", isDefinition: true),
        Noted(column: 28, name: "d e()", usr: "l", isDefinition: true),
        Noted(column: 34, name: "Cage", usr: "m", kind: .type, isDefinition: true),
        Noted(column: 42, name: "init(_:)", usr: "i", kind: .constructor),
      ])
    #expect(
      words(known).map { $0.split(separator: " ").prefix(2).joined(separator: " ") } == [
        "6:1+4 init(_:)", "6:6+9 subscript(_:)", "6:22+0 subscript(_:)", "6:26+1 <(_:_:)",
        "6:28+5 d", "6:34+4 Cage", "6:42+4 init(_:)",
      ])
  }

  @Test func `of a type and its initialiser at one place the type is the first`() {
    let known = evidence(
      chapter("Cage() Cage init"),
      [
        Noted(column: 1, name: "init()", usr: "a", kind: .constructor),
        Noted(column: 1, name: "Cage", usr: "b", kind: .type),
        Noted(column: 1, name: "Cage", usr: "b", kind: .type),
        Noted(column: 8, name: "Cage", usr: "b", kind: .type, isDefinition: true),
        Noted(column: 13, name: "init()", usr: "a", kind: .constructor, isDefinition: true),
      ])
    #expect(
      words(known).map { String($0.prefix(12)) } == [
        "6:1+4 Cage o", "6:1+4 init()", "6:8+4 Cage o", "6:13+4 init(",
      ])
  }

  @Test func `what comes from elsewhere is known by its module, but for operators`() {
    let known = evidence(
      chapter("max Array sorted < made Test"),
      [
        Noted(column: 1, name: "max(_:_:)", usr: "s:s3maxyxx_xtSLRzlF"),
        Noted(column: 5, name: "Array", usr: "s:Sa", kind: .type),
        Noted(column: 11, name: "sorted()", usr: "s:Sa7FiguresE6sortedSayxGyF"),
        Noted(column: 18, name: "<(_:_:)", usr: "s:Si1loiySbSi_SitFZ"),
        // Made by the compiler for one of the book's own types.
        Noted(column: 20, name: "made", usr: "s:3Zoo4CageV4madeSivp"),
        Noted(column: 25, name: "Test(_:)", usr: "s:7Testing4TestyyAA0B5Trait_pd_tcfm"),
      ])
    #expect(
      words(known) == [
        "6:1+3 max(_:_:) of Swift", "6:5+5 Array of Swift", "6:11+6 sorted() of Figures",
        "6:25+4 Test(_:) of Testing",
      ])
  }

  @Test func `a kept name that no line could have counts as damage`() {
    var known = Evidence(state: .complete)
    for column in [0, -1, Int.min, 1 << 40] {
      known.chapters[path] = ChapterEvidence()
      known.chapters[path]?.names = [NamedPlace(line: 1, column: column, length: 1, symbol: 0)]
      let bytes = EvidenceRecord(known, codeLines: [:]).encoded()
      #expect(throws: MalformedBytes.self) { try EvidenceRecord(decoding: bytes) }
    }
  }

  @Test func `the order in which the compiler notes is no matter`() {
    let noted = [
      Noted(column: 1, name: "a", usr: "s:3Zoo1a", isDefinition: true),
      Noted(column: 3, name: "b", usr: "s:3Zoo1b", isDefinition: true),
      Noted(column: 5, name: "a", usr: "s:3Zoo1a"),
    ]
    let chapter = chapter("a b a")
    #expect(evidence(chapter, noted) == evidence(chapter, noted.reversed()))
  }
}
