// A finding is a value: what is wrong, where, and what would be right. Readers collect findings
// and go on; nothing stops at the first.

/// Something about the book that its author should mend or know.
package struct Finding: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
  package enum Severity: String, Sendable, Codable {
    case error
    case warning
  }

  /// A further place that a finding is about: where the id was defined first, for instance.
  package struct Note: Hashable, Sendable, Codable, CustomStringConvertible {
    package var location: Location
    package var message: String

    package init(_ location: Location, _ message: String) {
      self.location = location
      self.message = message
    }

    package var description: String { "\(location): note: \(message)" }
  }

  /// An edit that would mend the finding, where the right text is known.
  package struct Edit: Hashable, Sendable, Codable {
    /// Where the text to be replaced begins.
    package var location: Location
    /// What stands there, on one line.
    package var old: String
    package var new: String

    package init(_ location: Location, replace old: String, with new: String) {
      self.location = location
      self.old = old
      self.new = new
    }
  }

  package var kind: Kind
  package var severity: Severity
  package var location: Location
  /// What is wrong and, after a semicolon, what would be right.
  package var message: String
  package var notes: [Note] = []
  package var edits: [Edit] = []

  package init(
    _ kind: Kind, _ location: Location, _ message: String, severity: Severity = .error,
    notes: [Note] = [], edits: [Edit] = []
  ) {
    self.kind = kind
    self.severity = severity
    self.location = location
    self.message = message
    self.notes = notes
    self.edits = edits
  }

  /// The line that compilers and editors understand, `file:line:column: error: message`, with a
  /// line for each note.
  package var description: String {
    (["\(location): \(severity.rawValue): \(message)"] + notes.map(\.description))
      .joined(separator: "\n")
  }

  package static func < (a: Finding, b: Finding) -> Bool {
    (a.location, a.kind.rawValue, a.message) < (b.location, b.kind.rawValue, b.message)
  }
}
