// A book of a few lines, read from text.

import Book

/// A book whose only part is Zoo, with chapters by name.
func smallBook(_ chapters: [String: String]) -> Book {
  let entries = chapters.keys.sorted().map { BookFolder.Entry(name: $0, kind: .regular) }
  return Book.reading(BookFolder(path: "Spec", parts: ["Zoo": entries])) { path in
    if path == "Spec/book.yml" { return Array("title: Zoo\nparts: [Zoo]\n".utf8) }
    return Array((chapters[String(path.dropFirst("Spec/Zoo/".count))] ?? "").utf8)
  }
}
