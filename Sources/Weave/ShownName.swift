// A name in a line of code, and what a page does with it.

/// Some bytes of a line that stand for something.
struct ShownName {
  enum Meaning {
    /// A symbol that the book defines, there; of several in a fence that lead to one place only the
    /// first is a tab stop.
    case link(address: HTML, title: HTML, isRepeated: Bool)
    /// The symbol is defined here.
    case definition
    /// A symbol from elsewhere.
    case foreign(title: HTML)
    /// A comment cites a source.
    case citation(address: String)
  }

  var range: Range<Int>
  var meaning: Meaning

  /// - Parameter kind: the class of the token, where the name is all of it.
  func html(_ text: HTML, kind: HTML?) -> HTML {
    let own: HTML = kind.map { " class=\"\($0)\"" } ?? ""
    switch meaning {
    case .link(let address, let title, let isRepeated):
      let stop: HTML = isRepeated ? " tabindex=\"-1\"" : ""
      return "<a\(own) href=\"\(address)\"\(title)\(stop)>\(text)</a>"
    case .citation(let address): return "<a class=\"cites\" href=\"\(address)\">\(text)</a>"
    case .definition: return "<dfn\(own)>\(text)</dfn>"
    case .foreign(let title):
      let kinds: HTML = kind.map { "\($0) lib" } ?? "lib"
      return "<span class=\"\(kinds)\"\(title)>\(text)</span>"
    }
  }
}
