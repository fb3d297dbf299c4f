// How the headers of a specified program are compiled, from `headers:` in Spec/book.yml.
//
//     headers:
//       include: [include, machine/include]       # where included headers are, in this order
//       first: [include/config.h]                 # what is included before each header
//       define: [NDEBUG, WORD=64]
//       stand-ins: {asm: [include/asm-generic]}  # folders for headers that a build would generate

/// What a compiler is told beside a header.
package struct HeaderSettings: Hashable, Sendable {
  /// Folders, from the program's.
  package var include: [String] = []
  /// Headers, from the program's folder.
  package var first: [String] = []
  /// Macros: `NAME` or `NAME=VALUE`.
  package var define: [String] = []
  /// Where the headers of a folder are looked for last, by the folder's name in `#include`.
  package var standIns: [String: [String]] = [:]

  static let keys = ["include", "first", "define", "stand-ins"]

  package init() {}

  /// Whether a path leads to something below its folder.
  package static func isPath(_ path: String) -> Bool {
    path.utf8.first.map(Self.isWord) == true
      && path.utf8.allSatisfy { isWord($0) || ".,+@-/".utf8.contains($0) }
      && !path.split(separator: "/").contains("..")
  }

  /// Whether a text defines a macro.
  package static func isDefinition(_ text: String) -> Bool {
    let name = text.utf8.prefix { isWord($0) }
    guard let first = name.first, !first.isDigit else { return false }
    let rest = text[name.endIndex...]
    return rest.isEmpty
      || rest.first == "="
        && rest.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte.isDigit || byte.isLetter || byte == UInt8(ascii: "_")
  }
}
