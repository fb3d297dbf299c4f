// What the book's commands write to the terminal. Words of their input are untrusted: nothing in
// them may steer it.

import Foundation

package enum Console {
  /// Whether output may be coloured.
  package static let isTerminal =
    isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil

  private static let program =
    CommandLine.arguments.first.map { URL(filePath: $0).lastPathComponent.harmless } ?? "command"

  /// - Throws: ``Failure`` with exit code 3 when the output cannot be written.
  package static func print(_ text: String) throws(Failure) { try write(text.utf8 + [0x0a]) }

  /// Writes bytes as they are.
  ///
  /// - Throws: ``Failure`` with exit code 3 when the output cannot be written.
  package static func write(_ bytes: some Sequence<UInt8>) throws(Failure) {
    do { try FileHandle.standardOutput.write(contentsOf: Data(bytes)) } catch {
      throw Failure(3, "the output cannot be written")
    }
  }

  /// Writes to standard error, behind the program's name.
  package static func complain(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data("\(program): \(text)\n".utf8))
  }
}

/// Why nothing, or not all, could be done, with the exit code for it.
package struct Failure: Error, CustomStringConvertible {
  package var status: Int32
  package var description: String

  package init(_ status: Int32, _ description: String) {
    (self.status, self.description) = (status, description.harmless)
  }
}

extension String {
  /// The text with everything that could steer a terminal shown as a dot.
  package var harmless: String {
    // Nearly all text is this, and there can be many megabytes of it.
    if utf8.allSatisfy({ (0x20...0x7e).contains($0) }) { return self }
    return String(
      String.UnicodeScalarView(
        unicodeScalars.map { scalar in
          if (" "..."~").contains(scalar) { return scalar }
          return switch scalar.properties.generalCategory {
          case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
            .paragraphSeparator:
            "·"
          default: scalar
          }
        }))
  }

  /// The text with its line breaks, each line harmless.
  package var harmlessLines: String {
    split(separator: "\n", omittingEmptySubsequences: false).map { String($0).harmless }
      .joined(separator: "\n")
  }
}
