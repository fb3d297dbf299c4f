// Times of both sides, taken by turns, and how they are printed.

import BookTool

/// How long one kind of work took on either side.
struct Measurement {
  var work: String
  var nodes: Int
  /// The fastest round of each side, in nanoseconds.
  var book: Double
  var library: Double

  var ratio: Double { book / library }

  /// Runs both sides by turns until enough time has passed, so that what else the machine does
  /// hits both; the fastest round of each counts.
  init(
    _ work: String, nodes: Int, book: () throws -> Int, library: () throws -> Int
  ) throws {
    (self.work, self.nodes) = (work, nodes)
    (self.book, self.library) = (.infinity, .infinity)
    let (clock, start) = (ContinuousClock(), ContinuousClock.now)
    var rounds = 0
    while rounds < 5 || clock.now - start < .milliseconds(400) {
      rounds += 1
      let (mine, theirs) = (try timed(book), try timed(library))
      guard mine.result == theirs.result else {
        throw Disagreement(work: work, book: mine.result, library: theirs.result)
      }
      self.book = min(self.book, mine.nanoseconds)
      self.library = min(self.library, theirs.nanoseconds)
    }
  }

  struct Disagreement: Error, CustomStringConvertible {
    var work: String
    var book: Int
    var library: Int
    var description: String { "\(work): \(book) here, \(library) with libfdt" }
  }

  var json: String {
    """
    {"work": "\(work)", "nodes": \(nodes), "book_ns": \(Int(book)), "libfdt_ns": \
    \(Int(library)), "ratio": \((ratio * 1000).rounded() / 1000)}
    """
  }

  var line: String {
    let cells = [
      work, "\(nodes)", "\(Int(book))", "\(Int(library))", "\((ratio * 100).rounded() / 100)",
    ]
    return zip(cells, [22, 9, 13, 13, 8]).map { cell, width in
      let pad = String(repeating: " ", count: max(0, width - cell.count))
      return width == 22 ? cell + pad : pad + cell
    }
    .joined()
  }
}
