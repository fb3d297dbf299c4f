// What the command says while it works. Results go to standard output; progress goes to standard
// error, as one line that changes on a terminal and as plain lines elsewhere.

import Foundation
import Synchronization

/// The terminal, or what stands in its place.
package final class Console: Sendable {
  private struct State {
    /// Whether the terminal's last line is a progress line to be overwritten.
    var hasProgressLine = false
  }

  /// A process has one terminal.
  private static let state = Mutex(State())
  private let isQuiet: Bool
  private let isTerminal: Bool
  /// Whether colour may be used on standard output.
  package let usesColour: Bool

  package init(isQuiet: Bool) {
    self.isQuiet = isQuiet
    isTerminal = isatty(STDERR_FILENO) == 1
    usesColour =
      isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
  }

  /// Says that a stage begins.
  package func begin(_ stage: String) { progress(stage, isStage: true) }

  /// Says how far a stage is; only a terminal shows it.
  package func advance(_ detail: String) { progress(detail, isStage: false) }

  private func progress(_ text: String, isStage: Bool) {
    guard !isQuiet, isTerminal || isStage else { return }
    Self.state.withLock { state in
      if isTerminal {
        let line = Self.cleaned(text, width: 100)
        Self.write("\r\u{1B}[K\(line)", to: .standardError)
        state.hasProgressLine = true
      } else {
        Self.write(text + "\n", to: .standardError)
      }
    }
  }

  /// Prints a line of the result.
  package func print(_ line: String) {
    clearProgress()
    Self.write(line + "\n", to: .standardOutput)
  }

  /// Prints a line about a problem.
  package func complain(_ line: String) {
    clearProgress()
    Self.write(line + "\n", to: .standardError)
  }

  /// Asks whoever sits at the terminal; where nobody does, nobody objects.
  package func agrees(_ question: String) -> Bool {
    guard isTerminal, isatty(STDIN_FILENO) == 1 else { return true }
    clearProgress()
    Self.write("\(question) [y/N] ", to: .standardError)
    return ["y", "yes"].contains(readLine()?.lowercased() ?? "")
  }

  package func clearProgress() { Self.clearProgress() }

  /// Takes a progress line away before something else is said.
  static func clearProgress() {
    state.withLock { state in
      guard state.hasProgressLine else { return }
      state.hasProgressLine = false
      write("\r\u{1B}[K", to: .standardError)
    }
  }

  /// Colours text, when standard output is a terminal.
  package func coloured(_ text: String, _ colour: Colour) -> String {
    usesColour ? Self.inColour(text, colour) : text
  }

  /// Colours text for whoever shows it.
  package static func inColour(_ text: String, _ colour: Colour) -> String {
    "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m"
  }

  package enum Colour: Int {
    case bold = 1
    case red = 31
    case green = 32
    case yellow = 33
  }

  /// Text from other programs may hold control characters; a terminal must not act on them.
  package static func cleaned(_ text: String, width: Int = .max) -> String {
    String(
      text.prefix(width).map { character in
        character.unicodeScalars.allSatisfy {
          // Format characters could turn the direction of what follows.
          ![.control, .format, .lineSeparator, .paragraphSeparator].contains(
            $0.properties.generalCategory)
        } ? character : " "
      })
  }

  private static func write(_ text: String, to file: FileHandle) {
    try? file.write(contentsOf: Data(text.utf8))
  }
}
