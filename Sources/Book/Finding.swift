// A finding is a value: what is wrong, where, and what would be right. Readers collect findings
// and go on; nothing stops at the first.

/// Something about the book that its author should mend or know.
package struct Finding: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
  package enum Severity: String, Sendable, Codable {
    case error
    case warning
  }

  /// The kind, stable for programs: `unknown-role`, `dead-link`, …
  package var kind: String
  package var severity: Severity
  package var location: Location
  /// What is wrong and, after a semicolon, what would be right.
  package var message: String

  package init(
    _ kind: String, _ location: Location, _ message: String, severity: Severity = .error
  ) {
    self.kind = kind
    self.severity = severity
    self.location = location
    self.message = message
  }

  /// The line that compilers and editors understand: `file:line:column: error: message`.
  package var description: String { "\(location): \(severity.rawValue): \(message)" }

  package static func < (a: Finding, b: Finding) -> Bool {
    (a.location, a.kind, a.message) < (b.location, b.kind, b.message)
  }
}
