// Times of both sides, taken by turns, and how they are printed.

import Contests
import TextTables

/// How long one kind of work took on either side.
struct Measurement: Encodable {
  var work: String
  var nodes: Int
  /// The shortest round of each side, in nanoseconds.
  var book: Double
  var library: Double
  /// The book's time as a multiple of the library's.
  var ratio: Double

  enum CodingKeys: String, CodingKey {
    case work, nodes, ratio
    case book = "book_ns"
    case library = "libfdt_ns"
  }

  private enum Side: CaseIterable {
    case book, library
  }

  /// How long a contest goes on: rounds, and a time, at least.
  struct Length {
    var rounds = 5
    var duration = Duration.milliseconds(400)
  }

  /// Runs both sides by turns.
  ///
  /// - Throws: a ``Disagreement`` when they do not come to the same.
  init(
    _ work: String, nodes: Int, _ length: Length, book: () throws -> Int,
    library: () throws -> Int
  ) async throws {
    var answers: [Side: Int] = [:]
    let contest = try await Contest(
      among: Side.allCases, rounds: length.rounds, for: length.duration
    ) { side, _ in
      let done = try timed(side == .book ? book : library)
      answers[side] = done.result
      if let mine = answers[.book], let theirs = answers[.library], mine != theirs {
        throw Disagreement(work: work, book: mine, library: theirs)
      }
      return done.nanoseconds
    }
    (self.work, self.nodes) = (work, nodes)
    self.book = (contest.shortest(of: .book) ?? 0).rounded()
    self.library = (contest.shortest(of: .library) ?? 0).rounded()
    ratio = (self.book / self.library * 1000).rounded() / 1000
  }

  struct Disagreement: Error, CustomStringConvertible {
    var work: String
    var book: Int
    var library: Int
    var description: String { "\(work): \(book) here, \(library) with libfdt" }
  }

  static func table(_ all: [Measurement]) -> TextTable {
    TextTable(
      ["work", "nodes", "here, ns", "libfdt, ns", "ratio"],
      all.map { measured in
        [
          measured.work, "\(measured.nodes)", measured.book.decimals(0),
          measured.library.decimals(0), measured.ratio.decimals(2),
        ]
      })
  }
}
