// Headers that two revisions of a program have in different places. A header that moved is one header: its
// questions go to the old file in base and to the new one in head, and what changed on the way is told.

import Review

/// Where each revision has the headers that a book names.
struct HeaderMoves {
  /// The paths in base, and in head, of headers that are not where the book names them.
  private(set) var base: [String: String] = [:]
  private(set) var head: [String: String] = [:]

  /// - Throws: `LoadError` when git cannot read the revisions.
  init(
    of headers: [String], from base: String, to head: String, in repository: GitRepository
  ) async throws {
    let old = Set(try await repository.entries(of: base, below: headers).map(\.path))
    let new = Set(try await repository.entries(of: head, below: headers).map(\.path))
    let halves = headers.filter { old.contains($0) != new.contains($0) }
    guard !halves.isEmpty else { return }
    let moved = try await repository.movedHeaders(from: base, to: head)
    let former = Dictionary(moved.map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    for header in halves {
      if new.contains(header) {
        self.base[header] = former[header]
      } else {
        self.head[header] = moved[header]
      }
    }
  }

  /// What is told of them, in the order of the headers.
  var changes: [HeaderChange] {
    let all =
      base.map { HeaderChange(moved: $0, $1, isNewHere: true) }
      + head.map { HeaderChange(moved: $0, $1, isNewHere: false) }
    return all.sorted { $0.header < $1.header }
  }
}
