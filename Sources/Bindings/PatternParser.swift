// The grammar of patterns: the part of Python's that bindings use.
//
//     pattern = branch { "|" branch }
//     branch  = { piece }                      lookaheads only outside groups
//     piece   = atom [ "*" | "+" | "?" | "{" n [ "," [ n ] ] "}" ]
//     atom    = character | "." | class | "(" [ "?:" ] pattern ")" | "^" | "$" | "\" character
//             | "(?!" pattern ")" | "(?=" pattern ")"

struct PatternParser {
  private let bytes: [UInt8]
  private var position = 0
  private var groups = 0
  private var size = 0

  private static let longest = 500
  private static let mostRepeats = 64
  private static let largest = 4000
  private static let deepest = 20

  init(_ text: String) { bytes = Array(text.utf8) }

  /// The whole pattern, which may match anywhere in a text.
  mutating func parse() throws(PatternMistake) -> Expression {
    guard bytes.count <= Self.longest else {
      throw mistake(at: 0, "a pattern has at most \(Self.longest) characters")
    }
    let inside = try branches()
    guard position == bytes.count else { throw mistake(at: position, "this ) closes nothing") }
    return .joined(.anything, inside)
  }

  /// Alternatives up to the end of the group, or of the pattern, where anything may follow.
  private mutating func branches() throws(PatternMistake) -> Expression {
    var all = [try branch()]
    while take("|") { all.append(try branch()) }
    return .any(all)
  }

  private mutating func branch() throws(PatternMistake) -> Expression {
    var pieces: [Piece] = []
    while let byte = peek, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") {
      pieces.append(try piece())
    }
    // From the end, since a lookahead speaks of all that follows it.
    var rest: Expression = groups == 0 ? .anything : .empty
    for piece in pieces.reversed() {
      switch piece {
      case .plain(let expression): rest = .joined(expression, rest)
      case .ahead(let expression): rest = .meet(.joined(expression, .anything), rest)
      case .notAhead(let expression):
        rest = .meet(.complement(.joined(expression, .anything)), rest)
      }
    }
    return rest
  }

  private enum Piece {
    case plain(Expression)
    case ahead(Expression)
    case notAhead(Expression)
  }

  private mutating func piece() throws(PatternMistake) -> Piece {
    let start = position
    if take("(?!") { return .notAhead(try lookahead(from: start)) }
    if take("(?=") { return .ahead(try lookahead(from: start)) }
    let atom = try atom()
    var expression = atom
    if take("*") {
      expression = .repeated(atom)
    } else if take("+") {
      expression = .joined(atom, .repeated(atom))
    } else if take("?") {
      expression = .any([atom, .empty])
    } else if peek == UInt8(ascii: "{") {
      expression = try counted(atom)
    } else {
      return .plain(atom)
    }
    if let byte = peek, "*+?{".utf8.contains(byte) {
      throw mistake(at: position, "this repeats a repetition; put it in a group")
    }
    return .plain(expression)
  }

  private mutating func lookahead(from start: Int) throws(PatternMistake) -> Expression {
    guard groups == 0 else {
      throw mistake(at: start, "a lookahead inside a group is not understood; move it out")
    }
    return try group(from: start)
  }

  private mutating func group(from start: Int) throws(PatternMistake) -> Expression {
    groups += 1
    defer { groups -= 1 }
    guard groups <= Self.deepest else { throw mistake(at: start, "too many groups in groups") }
    let inside = try branches()
    guard take(")") else { throw mistake(at: start, "this group is never closed") }
    return inside
  }

  private mutating func counted(_ atom: Expression) throws(PatternMistake) -> Expression {
    let start = position
    position += 1
    guard let least = number() else { throw mistake(at: start, "{ needs a number behind it") }
    var most: Int? = least
    if take(",") { most = peek == UInt8(ascii: "}") ? nil : number() }
    guard take("}") else { throw mistake(at: start, "this { is never closed") }
    guard least <= Self.mostRepeats, most ?? least <= Self.mostRepeats, least <= most ?? least
    else {
      throw mistake(
        at: start, "a repetition counts from less to more, and to \(Self.mostRepeats) at most")
    }
    size += max(least, most ?? 0)
    guard size <= Self.largest else { throw mistake(at: start, "too many repetitions") }
    var rest: Expression = most == nil ? .repeated(atom) : .empty
    for _ in least..<(most ?? least) { rest = .any([.joined(atom, rest), .empty]) }
    for _ in 0..<least { rest = .joined(atom, rest) }
    return rest
  }

  private mutating func atom() throws(PatternMistake) -> Expression {
    let start = position
    guard let byte = next() else { throw mistake(at: start, "the pattern ends too early") }
    size += 1
    guard size <= Self.largest else { throw mistake(at: start, "the pattern is too large") }
    switch byte {
    case UInt8(ascii: "^"): return .start
    case UInt8(ascii: "$"): return .end
    case UInt8(ascii: "."): return .set(.all)
    case UInt8(ascii: "["): return .set(try characterClass(from: start))
    case UInt8(ascii: "\\"): return .set(try escape(from: start))
    case UInt8(ascii: "("):
      if peek == UInt8(ascii: "?"), !take("?:") {
        throw mistake(at: start, "this kind of group is not understood")
      }
      return try group(from: start)
    case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"):
      throw mistake(at: start, "there is nothing here to repeat")
    default: return .set(try character(byte, at: start))
    }
  }

  private func character(_ byte: UInt8, at start: Int) throws(PatternMistake) -> CharacterSet {
    guard CharacterSet.all.contains(byte) else {
      throw mistake(at: start, "names consist of printable ASCII; this character is in none")
    }
    return CharacterSet(byte...byte)
  }

  private mutating func characterClass(from start: Int) throws(PatternMistake) -> CharacterSet {
    let isNegated = take("^")
    var set = CharacterSet()
    var isFirst = true
    while let byte = next() {
      if byte == UInt8(ascii: "]"), !isFirst {
        return isNegated ? CharacterSet.all.subtracting(set) : set
      }
      isFirst = false
      if byte == UInt8(ascii: "\\") {
        set.formUnion(try escape(from: position - 1))
        continue
      }
      let one = try character(byte, at: position - 1)
      guard peek == UInt8(ascii: "-"), position + 1 < bytes.count,
        bytes[position + 1] != UInt8(ascii: "]")
      else {
        set.formUnion(one)
        continue
      }
      position += 1
      guard let last = next(), last >= byte, CharacterSet.all.contains(last) else {
        throw mistake(at: start, "a range of characters goes from a lower to a higher one")
      }
      set.formUnion(CharacterSet(byte...last))
    }
    throw mistake(at: start, "this [ is never closed")
  }

  private mutating func escape(from start: Int) throws(PatternMistake) -> CharacterSet {
    let digits = CharacterSet(UInt8(ascii: "0")...UInt8(ascii: "9"))
    guard let byte = next() else { throw mistake(at: start, "the pattern ends with a backslash") }
    switch byte {
    case UInt8(ascii: "d"): return digits
    case UInt8(ascii: "D"): return CharacterSet.all.subtracting(digits)
    case UInt8(ascii: "s"): return CharacterSet(0x20...0x20)
    case UInt8(ascii: "S"): return CharacterSet(0x21...0x7e)
    case UInt8(ascii: "w"), UInt8(ascii: "W"):
      var word = digits
      word.formUnion(CharacterSet(UInt8(ascii: "a")...UInt8(ascii: "z")))
      word.formUnion(CharacterSet(UInt8(ascii: "A")...UInt8(ascii: "Z")))
      word.insert(UInt8(ascii: "_"))
      return byte == UInt8(ascii: "w") ? word : CharacterSet.all.subtracting(word)
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      throw mistake(at: start, "this escape is not understood")
    default: return try character(byte, at: start)
    }
  }

  // MARK: Bytes

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func next() -> UInt8? {
    defer { position += 1 }
    return peek
  }

  private mutating func take(_ text: String) -> Bool {
    guard bytes[min(position, bytes.count)...].starts(with: text.utf8) else { return false }
    position += text.utf8.count
    return true
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte), value ?? 0 < 1000
    {
      value = (value ?? 0) * 10 + Int(byte - UInt8(ascii: "0"))
      position += 1
    }
    return value
  }

  private func mistake(at offset: Int, _ message: String) -> PatternMistake {
    PatternMistake(offset: offset, message: message)
  }
}
