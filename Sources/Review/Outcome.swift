// What becomes of handed-over memory when writer and reader are of two revisions. Nothing here is
// called backward or forward compatible: the words are used for opposite things.
//
//     UP     written by the old revision, read by the new one: an update
//     BACK   written by the new revision, read by the old one: a rollback

/// Who wrote and who reads.
package enum Direction: String, Hashable, Sendable, CaseIterable, Codable {
  case up, back

  /// As it is shown.
  package var name: String { self == .up ? "UP" : "BACK" }

  /// In words.
  package var words: String {
    self == .up ? "written by base, read by head" : "written by head, read by base"
  }
}

/// What a reader makes of something, from the best to the worst.
package enum Outcome: Int, Hashable, Sendable, CaseIterable, Comparable {
  /// As it was meant.
  case read
  /// What is stated does not decide it.
  case unknown
  /// It is there, and the reader does not look at it.
  case ignored
  /// Refused by its name, as it should be when formats differ.
  case refusedDeclared
  /// Refused although the name is right: a length, a value or a missing part gave it away.
  case refusedUndeclared
  /// Taken for something else, and nobody notices.
  case misread

  package static func < (a: Outcome, b: Outcome) -> Bool { a.rawValue < b.rawValue }

  /// As programs and tables say it.
  package var name: String {
    switch self {
    case .read: "read"
    case .unknown: "unknown"
    case .ignored: "ignored"
    case .refusedDeclared: "refused-declared"
    case .refusedUndeclared: "refused-undeclared"
    case .misread: "misread"
    }
  }

  /// As people say it.
  package var words: String {
    switch self {
    case .read: "read"
    case .unknown: "not known"
    case .ignored: "ignored"
    case .refusedDeclared: "refused by name"
    case .refusedUndeclared: "refused in spite of its name"
    case .misread: "misread"
    }
  }

  /// A sign beside the words, so that colour need not carry the meaning.
  package var sign: String {
    switch self {
    case .read: "✓"
    case .unknown: "?"
    case .ignored: "–"
    case .refusedDeclared: "⊘"
    case .refusedUndeclared: "✗"
    case .misread: "‼"
    }
  }
}

/// The outcomes of both directions.
package struct Outcomes: Hashable, Sendable {
  package var up: Outcome
  package var back: Outcome

  package init(_ up: Outcome, _ back: Outcome) {
    self.up = up
    self.back = back
  }

  package subscript(direction: Direction) -> Outcome { direction == .up ? up : back }

  package var worst: Outcome { max(up, back) }

  /// The same, seen from the other revision.
  package var swapped: Outcomes { Outcomes(back, up) }

  /// The worse of each direction.
  package func joined(with other: Outcomes) -> Outcomes {
    Outcomes(max(up, other.up), max(back, other.back))
  }
}

/// How much a finding matters.
package enum Severity: Int, Hashable, Sendable, CaseIterable, Comparable {
  /// No format is touched.
  case documentation
  case compatible
  case risky
  case breaking

  package static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }

  package var name: String {
    switch self {
    case .documentation: "documentation"
    case .compatible: "compatible"
    case .risky: "risky"
    case .breaking: "breaking"
    }
  }

  package init?(name: String) {
    guard let known = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = known
  }

  /// What outcomes amount to.
  package init(_ outcomes: Outcomes) {
    switch outcomes.worst {
    case .read: self = .compatible
    case .unknown, .ignored, .refusedDeclared: self = .risky
    case .refusedUndeclared, .misread: self = .breaking
    }
  }
}
