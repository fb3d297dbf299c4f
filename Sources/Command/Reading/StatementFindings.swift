// What is wrong with the formats that chapters state. Reading schemas takes longer than all else of an
// unchanged book, so what was found is kept with what it was found in.

import Bindings
import Book

/// The findings in a book's formats.
struct StatementFindings {
  let findings: [Finding]
  /// Whether they had to be looked for.
  let isNews: Bool
  /// Of what they depend on.
  private let key: Digest

  /// - Parameter known: those of the last time.
  init(of book: Book, known: StatementFindings?) {
    key = Self.key(of: book)
    isNews = known?.key != key
    findings = isNews ? BindingSet(book).findings : known?.findings ?? []
  }

  /// Formats are stated by themselves, and mention what the code declares.
  private static func key(of book: Book) -> Digest {
    var hasher = DigestHasher()
    for chapter in book.chapters {
      hasher.add(chapter.path)
      hasher.add(chapter.moduleDigest)
      var writer = ByteWriter()
      writer.put(chapter.statements)
      hasher.add(writer.bytes.count)
      hasher.add(writer.bytes)
    }
    return hasher.digest()
  }
}

extension StatementFindings: ByteCodable {
  func write(to writer: inout ByteWriter) {
    writer.put(key)
    writer.put(findings)
  }

  init(from reader: inout ByteReader) throws(MalformedBytes) {
    key = try reader.value()
    findings = try reader.value()
    isNews = false
  }
}
