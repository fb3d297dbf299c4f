// A name in a line of code, and what a page does with it.

/// Some bytes of a line that stand for something.
struct ShownName {
  enum Meaning {
    /// A symbol that the book defines, there; of several in a fence that lead to one place only the
    /// first is a tab stop.
    case link(attributes: HTML, isRepeated: Bool)
    /// The symbol is defined here.
    case definition
    /// A symbol from elsewhere.
    case foreign(title: HTML)
    /// A comment cites a source.
    case citation(address: String)
  }

  var range: Range<Int>
  var meaning: Meaning

  /// Adds the name as HTML.
  ///
  /// - Parameter kind: the class of the token, where the name is all of it.
  func add(_ name: Substring, kind: HTML?, to html: inout HTML) {
    switch meaning {
    case .link(let attributes, let isRepeated):
      html += "<a"
      addClass(kind, to: &html)
      html += attributes
      html += isRepeated ? Self.noStop : ">"
      BidiControls.add(name, to: &html)
      html += "</a>"
    case .citation(let address):
      html += "<a class=\"cites\" href=\"\(address)\">\(BidiControls.shown(name))</a>"
    case .definition:
      html += "<dfn"
      addClass(kind, to: &html)
      html += ">"
      BidiControls.add(name, to: &html)
      html += "</dfn>"
    case .foreign(let title):
      let kinds: HTML = kind.map { "\($0) lib" } ?? "lib"
      html += "<span class=\"\(kinds)\"\(title)>\(BidiControls.shown(name))</span>"
    }
  }

  private static let noStop: HTML = " tabindex=\"-1\">"

  private func addClass(_ kind: HTML?, to html: inout HTML) {
    guard let kind else { return }
    html += " class=\""
    html += kind
    html += "\""
  }
}
