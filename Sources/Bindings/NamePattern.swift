// The names that a pattern admits, as a language and not only as a test of one name: whether there are
// any, which one only one of two patterns admits. A library's expressions can match; they cannot say
// that nothing ever will.
//
// After Brzozowski: the derivative of an expression by a character is what the rest of a name must
// match, so that a walk over derivatives meets every state that there is. Characters are the printable
// ones of ASCII; anchors are taken for what they are, places, so that an anchor in the middle makes an
// expression that nothing matches.

/// A pattern of names or texts, as in `patternProperties`: it matches anywhere unless it is anchored.
package struct NamePattern: Hashable, Sendable {
  /// As written.
  package let text: String
  let expression: Expression

  /// - Throws: why the text is no pattern, or none of those that are understood.
  package init(_ text: String) throws(PatternMistake) {
    self.text = text
    var parser = PatternParser(text)
    expression = try parser.parse()
  }

  private init(_ text: String, _ expression: Expression) {
    self.text = text
    self.expression = expression
  }

  /// All names that a node or property may have.
  package static let anyName = NamePattern(
    "", .sequence(.set(.names), .many(.set(.names))))

  package func matches(_ name: String) -> Bool {
    var rest = expression
    var isFirst = true
    for byte in name.utf8 {
      guard CharacterSet.all.contains(byte) else { return false }
      rest = rest.derivative(by: byte, isFirst: isFirst)
      isFirst = false
    }
    return rest.isNullable(isFirst: isFirst, isLast: true)
  }

  /// A shortest name that the pattern admits.
  package var exampleName: Search { Self.anyName.meeting(self).example }

  /// A shortest text that the pattern admits.
  package var exampleText: Search { example }

  /// A shortest name that this pattern admits and another does not.
  package func name(notIn other: NamePattern) -> Search {
    Self.anyName.meeting(self).meeting(other.negated).example
  }

  /// A shortest text that this pattern admits and another does not.
  package func text(notIn other: NamePattern) -> Search { meeting(other.negated).example }

  /// What both admit.
  package func meeting(_ other: NamePattern) -> NamePattern {
    NamePattern(text, .both(expression, other.expression))
  }

  /// What this does not admit.
  package var negated: NamePattern { NamePattern(text, .not(expression)) }

  /// What a search for a name came to.
  package enum Search: Hashable, Sendable {
    case found(String)
    /// There is none.
    case none
    /// There are more states than are looked at.
    case tooMany

    package var text: String? { if case .found(let text) = self { text } else { nil } }
  }

  private static let stateLimit = 3000

  /// A shortest text of the language; among those, one that reads well.
  private var example: Search {
    let letters = expression.letters
    var seen: Set<Expression> = [expression]
    var states: [(expression: Expression, text: [UInt8])] = [(expression, [])]
    var next = 0
    while next < states.count {
      let (state, text) = states[next]
      next += 1
      if state.isNullable(isFirst: text.isEmpty, isLast: true) {
        return .found(String(decoding: text, as: UTF8.self))
      }
      for letter in letters {
        let rest = state.derivative(by: letter, isFirst: text.isEmpty)
        guard rest != .nothing, seen.insert(rest).inserted else { continue }
        guard states.count < Self.stateLimit else { return .tooMany }
        states.append((rest, text + [letter]))
      }
    }
    return .none
  }
}

/// Why a text is no pattern.
package struct PatternMistake: Error, Hashable, Sendable {
  /// In bytes from the start of the pattern.
  package var offset: Int
  package var message: String
}
