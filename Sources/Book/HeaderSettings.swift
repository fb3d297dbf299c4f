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
    path.wholeMatch(of: /[A-Za-z0-9_][A-Za-z0-9_.,+@\-\/]*/) != nil
      && !path.split(separator: "/").contains("..")
  }

  /// Whether a text defines a macro.
  package static func isDefinition(_ text: String) -> Bool {
    text.wholeMatch(of: /[A-Za-z_][A-Za-z_0-9]*(=[^\p{Cc}]*)?/) != nil
  }
}
