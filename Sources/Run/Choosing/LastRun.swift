// What did not pass in the last whole run, on disk: `.build/weft/last-run`. It is of whatever code there
// was then, so that a test that failed is found again by its name once its chapter was edited.

package import Book
package import Evidence
import Foundation

/// The tests to come back to.
package struct LastRun: Hashable, Sendable, ByteCodable {
  /// A test, known by its name in its file.
  private struct Place: Hashable, ByteCodable {
    var file: String
    var name: String
    var line: Int

    init(file: String, name: String, line: Int) {
      (self.file, self.name, self.line) = (file, name, line)
    }

    func write(to writer: inout ByteWriter) {
      writer.put(file)
      writer.put(name)
      writer.put(line)
    }

    init(from reader: inout ByteReader) throws(MalformedBytes) {
      self.init(file: try reader.value(), name: try reader.value(), line: try reader.value())
    }
  }

  private var chapters: [Place]
  private var elsewhere: [Place]

  /// Those that failed or did not run; neither what its author skips nor what is known to fail.
  package init(_ book: Book, _ evidence: Evidence) {
    let verdicts = Verdicts(book, evidence)
    chapters = book.listedTests.filter { Self.isOpen(verdicts.verdict(of: $0)) }
      .map { Place(file: $0.file, name: $0.name, line: $0.line) }
    elsewhere = evidence.elsewhere.sorted { $0.key < $1.key }.flatMap { file, known in
      known.tests.filter { Self.isOpen($0.verdict) }
        .map { Place(file: file, name: $0.name, line: $0.line) }
    }
  }

  private static func isOpen(_ verdict: Verdict) -> Bool {
    switch verdict {
    case .failed, .crashed, .notRun, .notCompiled: true
    case .passed, .skipped, .gap: false
    }
  }

  /// Those of some tests that did not pass.
  func unpassed(of tests: [ListedTest]) -> [ListedTest] {
    let names = Dictionary(grouping: chapters, by: \.file).mapValues { Set($0.map(\.name)) }
    return tests.filter { names[$0.file]?.contains($0.name) == true }
  }

  /// Tests outside of chapters that did not pass, at the lines where they stood.
  var unpassedElsewhere: [ListedTest] {
    elsewhere.map { place in
      let lines = place.line...place.line
      return ListedTest(
        file: place.file, part: nil, name: place.name, line: place.line, role: nil, fence: lines,
        lines: lines)
    }
  }

  package func write(to writer: inout ByteWriter) {
    writer.put(chapters)
    writer.put(elsewhere)
  }

  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    chapters = try reader.value()
    elsewhere = try reader.value()
  }
}

extension BookRun {
  private var lastRunFile: KeptFile { KeptFile(url: work.appending(path: "last-run")) }

  /// What the last whole run left; `nil` when there was none, or another weft ran it.
  package func lastRun() -> LastRun? { lastRunFile.value() }

  func keepAsLastRun(_ evidence: Evidence) { lastRunFile.keep(LastRun(book, evidence)) }
}
