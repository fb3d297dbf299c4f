// What is written to the terminal. Words of a log are untrusted: nothing in them may steer it.

import Foundation

enum Console {
  static let isTerminal =
    isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil

  /// - Throws: ``Failure`` with exit code 3 when the output cannot be written.
  static func print(_ text: String) throws(Failure) {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
    } catch {
      throw Failure(3, "the output cannot be written")
    }
  }

  static func complain(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(("memblock-replay: " + text + "\n").utf8))
  }
}

extension String {
  /// The text with everything that could steer a terminal shown as a dot.
  var harmless: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map { scalar in
          switch scalar.properties.generalCategory {
          case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
            .paragraphSeparator:
            "·"
          default: scalar
          }
        }))
  }
}

extension String {
  /// The text with its line breaks, each line harmless.
  var harmlessLines: String {
    split(separator: "\n", omittingEmptySubsequences: false).map { String($0).harmless }
      .joined(separator: "\n")
  }
}
