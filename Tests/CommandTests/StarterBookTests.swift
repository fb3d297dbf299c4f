// What the manifest of a new book says of keys that it does not have.

import Starter
import Testing

@testable import Book

struct StarterBookTests {
  @Test func `a new book tells of each key of a manifest, and its examples are right`() throws {
    let files = StarterBook(name: "a", weftPath: "../weft").files
    let manifest = try #require(files.first { $0.path == "Spec/book.yml" })
    // An example's line has its '#' before a key or an indentation, words one space behind it.
    let text = String(decoding: manifest.bytes, as: UTF8.self)
    let lines = text.split(separator: "\n").map { line in
      line.hasPrefix("# ") && !line.hasPrefix("#  -") ? "" : line.drop { $0 == "#" }
    }
    let bytes = Array(lines.joined(separator: "\n").utf8)
    let (read, findings) = Manifest.reading(path: "Spec/book.yml", bytes: bytes)
    #expect(findings.map(\.description) == [])
    #expect(read.sources.count == 4 && read.paths.count == 1 && read.allowsRawHTML)
    for key in Manifest.keys { #expect(lines.contains { $0.hasPrefix("\(key):") }, "\(key)") }
  }
}
