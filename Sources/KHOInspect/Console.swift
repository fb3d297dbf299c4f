// What is written to the terminal. Names and texts of a blob are untrusted: nothing in them may
// steer it.

import Foundation

enum Console {
  static let isTerminal =
    isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil

  static func print(_ text: String) throws {
    try FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
  }

  static func complain(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(("kho-inspect: " + text + "\n").utf8))
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
