// A few anchors of YAML can stand for more than all memory holds, and none of ours needs any.

package enum YAMLAlias {
  /// The first anchor or alias of a text. Only where a value may begin: within one, '&' and '*' are
  /// characters like others.
  package static func first(in text: String) -> String.Index? {
    let mark = /(?:^|[-:?,\[{])[ \t]*([&*])[\w\-]/.anchorsMatchLineEndings()
    return text.firstMatch(of: mark)?.output.1.startIndex
  }
}
