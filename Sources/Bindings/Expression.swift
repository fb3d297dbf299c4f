// Expressions of patterns, and their derivatives. Sums and products are kept in one order and without
// repetitions, so that an expression has finitely many derivatives.

/// A set of printable characters of ASCII.
struct CharacterSet: Hashable, Sendable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  /// What texts consist of.
  static let all = CharacterSet(0x20...0x7e)
  /// What names of nodes and properties consist of.
  static let names = CharacterSet(0x21...0x7e).subtracting(CharacterSet(0x2f...0x2f))

  init() {}

  init(_ range: ClosedRange<UInt8>) { for byte in range { insert(byte) } }

  func contains(_ byte: UInt8) -> Bool {
    byte < 64 ? low >> UInt64(byte) & 1 == 1 : byte < 128 && high >> UInt64(byte - 64) & 1 == 1
  }

  mutating func insert(_ byte: UInt8) {
    if byte < 64 { low |= 1 << UInt64(byte) } else if byte < 128 { high |= 1 << UInt64(byte - 64) }
  }

  mutating func formUnion(_ other: CharacterSet) {
    low |= other.low
    high |= other.high
  }

  func subtracting(_ other: CharacterSet) -> CharacterSet {
    var rest = self
    rest.low &= ~other.low
    rest.high &= ~other.high
    return rest
  }
}

/// A regular expression with intersection and complement.
indirect enum Expression: Hashable, Sendable {
  /// Matches nothing.
  case nothing
  /// Matches the empty text.
  case empty
  /// `^` and `$`
  case start
  case end
  case set(CharacterSet)
  case sequence(Expression, Expression)
  case either(Set<Expression>)
  case both(Expression, Expression)
  case not(Expression)
  case many(Expression)

  /// Matches every text.
  static let anything = Expression.many(.set(.all))

  /// One after the other.
  static func joined(_ a: Expression, _ b: Expression) -> Expression {
    switch (a, b) {
    case (.nothing, _), (_, .nothing): .nothing
    case (.empty, _): b
    case (_, .empty): a
    case (.sequence(let first, let rest), _): .sequence(first, joined(rest, b))
    default: .sequence(a, b)
    }
  }

  /// One or the other.
  static func any(_ parts: some Sequence<Expression>) -> Expression {
    var all: Set<Expression> = []
    for part in parts {
      if case .either(let more) = part { all.formUnion(more) } else { all.insert(part) }
    }
    all.remove(.nothing)
    if all.contains(anything) { return anything }
    return all.count > 1 ? .either(all) : all.first ?? .nothing
  }

  /// Both at once.
  static func meet(_ a: Expression, _ b: Expression) -> Expression {
    if a == .nothing || b == .nothing { return .nothing }
    if a == b || b == anything { return a }
    return a == anything ? b : .both(a, b)
  }

  static func complement(_ a: Expression) -> Expression {
    switch a {
    case .not(let inner): inner
    case .nothing: anything
    case anything: .nothing
    default: .not(a)
    }
  }

  static func repeated(_ a: Expression) -> Expression {
    switch a {
    case .nothing, .empty: .empty
    case .many: a
    default: .many(a)
    }
  }

  /// Whether the empty text matches at a place.
  func isNullable(isFirst: Bool, isLast: Bool) -> Bool {
    switch self {
    case .nothing, .set: false
    case .empty, .many: true
    case .start: isFirst
    case .end: isLast
    case .sequence(let a, let b), .both(let a, let b):
      a.isNullable(isFirst: isFirst, isLast: isLast)
        && b.isNullable(isFirst: isFirst, isLast: isLast)
    case .either(let parts):
      parts.contains { $0.isNullable(isFirst: isFirst, isLast: isLast) }
    case .not(let a): !a.isNullable(isFirst: isFirst, isLast: isLast)
    }
  }

  /// What the rest of a text must match after a character.
  func derivative(by byte: UInt8, isFirst: Bool) -> Expression {
    let rest = step(byte, isFirst)
    return isFirst ? rest.withoutStart : rest
  }

  private func step(_ byte: UInt8, _ isFirst: Bool) -> Expression {
    switch self {
    case .nothing, .empty, .start, .end: return .nothing
    case .set(let set): return set.contains(byte) ? .empty : .nothing
    case .sequence(let a, let b):
      let taken = Expression.joined(a.step(byte, isFirst), b)
      guard a.isNullable(isFirst: isFirst, isLast: false) else { return taken }
      return .any([taken, b.step(byte, isFirst)])
    case .either(let parts): return .any(parts.map { $0.step(byte, isFirst) })
    case .both(let a, let b): return .meet(a.step(byte, isFirst), b.step(byte, isFirst))
    case .not(let a): return .complement(a.step(byte, isFirst))
    case .many(let a): return .joined(a.step(byte, isFirst), self)
    }
  }

  /// The same behind the first character, where nothing begins.
  private var withoutStart: Expression {
    switch self {
    case .start: .nothing
    case .nothing, .empty, .end, .set: self
    case .sequence(let a, let b): .joined(a.withoutStart, b.withoutStart)
    case .either(let parts): .any(parts.map(\.withoutStart))
    case .both(let a, let b): .meet(a.withoutStart, b.withoutStart)
    case .not(let a): .complement(a.withoutStart)
    case .many(let a): .repeated(a.withoutStart)
    }
  }

  /// One character for each kind that the expression tells apart, those first that read well.
  var letters: [UInt8] {
    var sets: [CharacterSet] = []
    collect(&sets)
    var kinds: Set<[Bool]> = []
    let order = Array("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_".utf8)
    let others = (0x20...0x7e).map { UInt8($0) }.filter { !order.contains($0) }
    return (order + others).filter { byte in kinds.insert(sets.map { $0.contains(byte) }).inserted }
  }

  private func collect(_ sets: inout [CharacterSet]) {
    switch self {
    case .nothing, .empty, .start, .end: return
    case .set(let set): if !sets.contains(set) { sets.append(set) }
    case .sequence(let a, let b), .both(let a, let b):
      a.collect(&sets)
      b.collect(&sets)
    case .either(let parts): for part in parts { part.collect(&sets) }
    case .not(let a), .many(let a): a.collect(&sets)
    }
  }
}
