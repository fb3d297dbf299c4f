// What programs make of blobs. A program that reads a format prints what it understands, a line for each
// thing, and ends with 0; a blob that it refuses it ends with another code. So two readers can be compared
// by what they print of the same blob, whatever language it is in.

/// A blob that programs are asked to read.
package struct BlobQuestion: Hashable, Sendable {
  /// The binding that it follows, or `layout NAME`.
  package var format: String
  package var bytes: [UInt8]

  package init(format: String, bytes: [UInt8]) { (self.format, self.bytes) = (format, bytes) }
}

/// What a program said of a blob.
package struct ProgramReading: Hashable, Sendable, Codable {
  package enum State: String, Sendable, Codable {
    /// It took the blob, and printed what it understood.
    case read
    case refused
    /// It did not come to an end of its own: a crash, or too long a time.
    case failed
    case notRun = "not-run"
  }

  package var state: State
  /// What it printed.
  package var lines: [String]
  /// Why it did not read it, or was not run.
  package var reason: String?

  package init(_ state: State, lines: [String] = [], reason: String? = nil) {
    (self.state, self.lines, self.reason) = (state, lines, reason)
  }

  /// What this reader makes of a blob that its writer's own reader reads so.
  ///
  /// - Returns: `nil` where the two cannot be compared.
  package func comparison(with own: ProgramReading) -> Comparison? {
    guard own.state == .read else { return nil }
    switch state {
    case .notRun: return nil
    case .refused, .failed: return .refused
    case .read:
      if lines == own.lines { return .same }
      var rest = own.lines[...]
      // What is printed in the same order, with some left out, was not looked at.
      for line in lines {
        guard let index = rest.firstIndex(of: line) else { return .otherwise }
        rest = rest[(index + 1)...]
      }
      return .less
    }
  }

  /// What two readers of one blob make of each other.
  package enum Comparison: String, Sendable, Codable {
    case same
    /// It takes less of the blob in, and nothing else.
    case less
    case otherwise
    case refused

    /// - Parameter isDeclared: whether the names say that the reader refuses it.
    func outcome(isDeclared: Bool) -> Outcome {
      switch self {
      case .same: .read
      case .less: .ignored
      case .otherwise: .misread
      case .refused: isDeclared ? .refusedDeclared : .refusedUndeclared
      }
    }
  }

  /// The lines that another reading does not have, or why there are none.
  func words(beside other: ProgramReading) -> String {
    switch state {
    case .read:
      let others = Set(other.lines)
      let own = lines.filter { !others.contains($0) }
      if own.isEmpty { return lines.isEmpty ? "nothing" : "nothing of its own" }
      let more = own.count > 3 ? " … and \(own.count - 3) lines more" : ""
      return own.prefix(3).map { $0.trimmingPrefix { $0.isWhitespace } }.joined(separator: "; ")
        + more
    case .refused: return "refused: \(reason ?? "without a word")"
    case .failed: return "did not end well: \(reason ?? "without a word")"
    case .notRun: return "not run: \(reason ?? "nobody asked")"
    }
  }
}

/// What the programs of a revision said.
package struct ProgramReadings: Sendable {
  private var known: [BlobQuestion: ProgramReading]
  /// Why a program that is not known was not run.
  private var reason: String

  package init(_ known: [BlobQuestion: ProgramReading] = [:], otherwise reason: String) {
    (self.known, self.reason) = (known, reason)
  }

  package subscript(question: BlobQuestion) -> ProgramReading {
    known[question] ?? ProgramReading(.notRun, reason: reason)
  }
}
