// The check that `swift traps "text"` becomes: the code runs in a process of its own, which must end with
// a trap that says the text.

public import Testing

/// Compares how a process ended with what the chapter says: by a signal, and with a text on standard
/// error.
///
/// - Parameter result: `nil` when the toolchain has said already that the process ended otherwise.
public func expectTrap(
  _ result: ExitTest.Result?, saying text: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard let result else { return }
  guard case .signal = result.exitStatus else {
    Issue.record("did not trap: \(result.exitStatus)", sourceLocation: sourceLocation)
    return
  }
  let said = lastWords(String(decoding: result.standardErrorContent, as: UTF8.self))
  if !said.contains(text) {
    Issue.record("trapped, but said '\(said)', not '\(text)'", sourceLocation: sourceLocation)
  }
}

/// What a process said of its trap, without the backtrace, in which any name may stand.
func lastWords(_ standardError: String) -> String {
  let lines = standardError.split(whereSeparator: \.isNewline)
  let own = lines.prefix { !$0.hasPrefix("*** ") && !$0.hasPrefix("Current stack trace:") }
    .filter { !$0.hasPrefix("swift-runtime: ") }
  return own.suffix(20).joined(separator: "\n")
}
