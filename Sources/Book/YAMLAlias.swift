// A few anchors of YAML can stand for more than all memory holds, and none of ours needs any.

package enum YAMLAlias {
  /// The first anchor or alias of a text. Only where a value may begin: within one, '&' and '*' are
  /// characters like others.
  package static func first(in text: String) -> String.Index? {
    let scalars = text.unicodeScalars
    var mayBegin = true
    for index in scalars.indices {
      switch scalars[index] {
      case "&", "*":
        let next = scalars[scalars.index(after: index)...].first
        if mayBegin, next.map(isOfName) == true { return index }
        mayBegin = false
      case "\n", "\r", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}": mayBegin = true
      case "-", ":", "?", ",", "[", "{": mayBegin = true
      case " ", "\t": continue
      default: mayBegin = false
      }
    }
    return nil
  }

  private static func isOfName(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    return scalar == "_" || scalar == "-" || properties.isAlphabetic
      || properties.numericType != nil
  }
}
