// Whether what a line says at some place is a symbol's name. An index may be of other text, and names
// what nobody wrote; a page must never mark a word as something that it is not.

import Book
import IndexStore

enum NameText {
  /// How many bytes of a line name a symbol.
  ///
  /// - Parameters:
  ///   - line: the line from the place on.
  ///   - isDefinition: whether the symbol is defined there.
  /// - Returns: 0 for what is used without a name, `nil` when something else stands there.
  static func length(
    of symbol: IndexedSymbol, in line: ArraySlice<UInt8>, isDefinition: Bool
  ) -> Int? {
    let word = line.prefix(while: isWord)
    switch symbol.kind {
    case .constructor where isDefinition: return word.elementsEqual("init".utf8) ? 4 : nil
    case .constructor: return word.first.map(\.isDigit) == false ? word.count : nil
    case .subscripting where isDefinition:
      return word.elementsEqual("subscript".utf8) ? 9 : nil
    case .subscripting: return line.first == UInt8(ascii: "[") ? 0 : nil
    case .type where word.elementsEqual("Self".utf8): return 4
    default: return length(of: base(of: symbol.name), in: line, word)
    }
  }

  private static func length(
    of name: Substring.UTF8View, in line: ArraySlice<UInt8>, _ word: ArraySlice<UInt8>
  ) -> Int? {
    if line.first == UInt8(ascii: "`") {
      let inner = line.dropFirst().prefix { $0 != UInt8(ascii: "`") }
      return inner.elementsEqual(name) ? inner.count + 2 : nil
    }
    if !word.isEmpty { return word.elementsEqual(name) ? word.count : nil }
    guard line.starts(with: name) else { return nil }
    // Of `<=`, `<` is no name.
    let next = line.dropFirst(name.count).first
    return next.map(isOperator) == true ? nil : name.count
  }

  /// The name without the labels of its arguments.
  static func base(of name: String) -> Substring.UTF8View {
    guard name.last == ")", let start = name.lastIndex(of: "(") else { return name[...].utf8 }
    return name[..<start].utf8
  }

  /// Whether a symbol's name is made of letters, as that of an operator is not.
  static func isWord(_ name: String) -> Bool { name.utf8.first.map(isWord) == true }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"), 0x80...:
      true
    default: byte.isDigit
    }
  }

  private static func isOperator(_ byte: UInt8) -> Bool { "/=-+!*%<>&|^~?".utf8.contains(byte) }
}

extension IndexedSymbol {
  /// The module that declares a symbol of Swift, from its USR: the first name in it, or the standard
  /// library, which has a letter of its own. What an extension adds is of the extension's module.
  var module: String {
    guard usr.hasPrefix("s:") else { return "" }
    let text = Array(usr.utf8.dropFirst(2))
    if let first = Self.name(in: text, at: 0) { return first.name }
    for start in text.indices {
      guard let found = Self.name(in: text, at: start), found.end < text.count,
        text[found.end] == UInt8(ascii: "E"), !found.name.isEmpty
      else { continue }
      return found.name
    }
    return "Swift"
  }

  /// A name with its length before it, `7Testing`, and where it ends.
  private static func name(in text: [UInt8], at start: Int) -> (name: String, end: Int)? {
    var count = 0
    var place = start
    while place < text.count, case 0x30...0x39 = text[place], count < 1000 {
      count = count * 10 + Int(text[place] - 0x30)
      place += 1
    }
    guard count > 0, place > start, place + count <= text.count, text[start] != 0x30 else {
      return nil
    }
    return (String(decoding: text[place..<place + count], as: UTF8.self), place + count)
  }
}
