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
