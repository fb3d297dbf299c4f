// The tests that a fence declares, read from its code alone, so that they can be listed and chosen
// before anything is compiled.

/// A test function, as the toolchain will name it.
package struct DeclaredTest: Hashable, Sendable {
  /// The function's name without backticks and parentheses, or its display name; empty where neither
  /// can be read.
  package var name: String
  /// The chapter's line of its `@Test`; of an example, that of its opening fence.
  package var line: Int

  package init(name: String, line: Int) {
    self.name = name
    self.line = line
  }

  /// What follows `func`, up to the parentheses.
  static func functionName(in text: Substring.UTF8View) -> String {
    let rest = text.drop { $0 == UInt8(ascii: " ") }
    let tick = UInt8(ascii: "`")
    if rest.first == tick { return String(Substring(rest.dropFirst().prefix { $0 != tick })) }
    return String(Substring(rest.prefix(while: CheckReader.isWord)))
  }

  /// What follows `@Test`, where that is a display name; else empty.
  static func displayName(in text: Substring.UTF8View) -> String {
    guard text.first == UInt8(ascii: "(") else { return "" }
    let rest = text.dropFirst().drop { $0 == UInt8(ascii: " ") }
    let quote = UInt8(ascii: "\"")
    guard rest.first == quote else { return "" }
    return String(Substring(rest.dropFirst().prefix { $0 != quote }))
  }
}
