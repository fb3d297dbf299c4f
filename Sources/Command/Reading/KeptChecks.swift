// What was found when the chapters were held against each other, kept with what it was found in: a book that
// is as it was is not checked again.

import Book
import Run

/// The checks of a book as it was, and how to see that it is still so.
struct KeptChecks {
  /// Of the files that the book was read from, and of what lies beside them.
  private let key: Digest
  /// The pictures that were asked for, with what was answered.
  private let asked: [String: Picture?]
  let checks: Book.Checks
  /// Whether they were made now.
  let isNews: Bool

  /// - Parameters:
  ///   - digests: of the files that the book was read from, by their paths.
  ///   - known: those of the last time.
  init(
    of book: Book, in folder: BookFolder, _ digests: [String: Digest], _ pictures: PictureReading,
    known: KeptChecks?
  ) {
    key = Self.key(folder, digests)
    if let known, known.key == key,
      known.asked.allSatisfy({ pictures.picture($0.key) == $0.value })
    {
      (asked, checks, isNews) = (known.asked, known.checks, false)
      return
    }
    let questions = Questions()
    checks = book.checks(folder) { path in
      let answer = pictures.picture(path)
      questions.asked[path] = .some(answer)
      return answer
    }
    (asked, isNews) = (questions.asked, true)
  }

  private final class Questions {
    var asked: [String: Picture?] = [:]
  }

  private static func key(_ folder: BookFolder, _ digests: [String: Digest]) -> Digest {
    var hasher = DigestHasher()
    hasher.add(digests)
    // Near misses are looked for among these.
    for (part, entries) in folder.parts.sorted(by: { $0.key < $1.key }) {
      hasher.add(part)
      hasher.add(entries.count)
      for entry in entries.sorted(by: { $0.name < $1.name }) {
        hasher.add(entry.name)
        hasher.add(entry.kind.rawValue)
      }
    }
    return hasher.digest()
  }
}

extension KeptChecks: ByteCodable {
  func write(to writer: inout ByteWriter) {
    writer.put(key)
    writer.put(asked)
    writer.put(checks.findings)
    writer.put(checks.pictures)
  }

  init(from reader: inout ByteReader) throws(MalformedBytes) {
    key = try reader.value()
    asked = try reader.value()
    checks = Book.Checks(findings: try reader.value(), pictures: try reader.value())
    isNews = false
  }
}
