// A book of one part with two chapters, for tests.

import Book
import Evidence

/// Chapters of the part Zoo, read from their texts.
func smallBook(_ chapters: [String: String]) -> Book {
  let entries = chapters.keys.map { BookFolder.Entry(name: $0, kind: .regular) }
  return Book.reading(BookFolder(path: "Spec", parts: ["Zoo": entries])) { path in
    if path == "Spec/book.yml" { return Array("title: Zoo\nparts: [Zoo]\n".utf8) }
    return Array((chapters[String(path.split(separator: "/")[2])] ?? "").utf8)
  }
}

let smallNames = SourceNames(
  smallBook(["01-cages.md": "# Cages\n", "02-food.md": "# Food\n"]), root: "/src/zoo")

/// Random numbers that are the same in every run.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
