// Releases and what is reviewed, each with each: a name that is given back two releases later is seen by no
// review of neighbours.

import Bindings

/// What each release reads of what each other wrote.
package struct ReleaseMatrix: Codable, Sendable {
  /// One writer and one reader.
  package struct Cell: Codable, Sendable {
    package var writer: String
    package var reader: String
    /// The worst of all bindings.
    package var outcome: String
    /// The bindings that are not simply read, with what becomes of them.
    package var bindings: [String: String]
  }

  /// In order; the last is what is reviewed.
  package var releases: [String]
  package var cells: [Cell]

  /// - Parameter releases: in the order of their making.
  package init(_ releases: [Release], profile: Profile = .strict) {
    self.releases = releases.map(\.name)
    cells = []
    for (index, old) in releases.enumerated() {
      for new in releases[(index + 1)...] {
        let review = Review(
          from: old.formats, to: new.formats, profile: profile, seeksWitnesses: false)
        for direction in Direction.allCases {
          let (writer, reader) =
            direction == .up ? (old.name, new.name) : (new.name, old.name)
          let met = review.verdicts.map { ($0.binding, $0.outcomes[direction]) }
            .filter { $0.1 != .read }
          cells.append(
            Cell(
              writer: writer, reader: reader,
              outcome: (met.map(\.1).max() ?? .read).name,
              bindings: Dictionary(
                met.map { ($0.0, $0.1.name) }, uniquingKeysWith: { first, _ in first })))
        }
      }
    }
  }

  package subscript(writer: String, reader: String) -> Cell? {
    cells.first { $0.writer == writer && $0.reader == reader }
  }
}

/// What a review says against one release.
package struct ReleaseVerdict: Codable, Sendable {
  package var release: String
  package var severity: String
  /// The whole in one sentence, in which the release is the base.
  package var verdict: String
  package var verdicts: [ReviewReport.Verdict]
  package var findings: [ReviewReport.Item]
  /// The blobs that it keeps, read by head.
  package var blobs: [ReleasedBlob]
}

extension ReviewReport {
  /// Adds what becomes of each release; the status is then that of the worst.
  package mutating func add(
    _ reviews: [(release: Release, review: Review)], _ matrix: ReleaseMatrix,
    failOn threshold: Severity
  ) {
    self.matrix = matrix
    releases = reviews.map { release, review in
      let report = ReviewReport(
        review, base: Revision(name: release.name, commit: nil, review.base), head: head,
        failOn: threshold)
      status = Self.worse(status, report.status)
      let blobs = release.blobs.sorted { $0.key < $1.key }.map { name, bytes in
        ReleasedBlob(name, bytes, formats: release.formats, head: review.head)
      }
      // A blob that cannot be read says nothing of who reads it.
      if blobs.contains(where: { $0.fault != nil }) { status = Self.worse(status, .inconclusive) }
      return ReleaseVerdict(
        release: release.name, severity: (review.severity ?? .documentation).name,
        verdict: report.verdict, verdicts: report.verdicts, findings: report.findings,
        blobs: blobs)
    }
  }

  private static func worse(_ a: Status, _ b: Status) -> Status {
    for status in [Status.findings, .inconclusive] where a == status || b == status {
      return status
    }
    return .clean
  }
}
