// The text of one line of code: its tokens in their colours, and in them the names that lead somewhere.

import Lexer

/// A line of a listing.
struct CodeLine {
  let text: Substring
  /// How much of it is drawn, in bytes: not what states a value.
  let length: Int
  /// Where it begins in the listing's code.
  let offset: Int
  /// In order, without overlap.
  let names: [ShownName]

  /// Adds the line as HTML; a token over several lines is cut at their ends.
  ///
  /// - Parameter nextToken: the first token that no line before used up.
  func add(to html: inout HTML, _ tokens: [Token], next nextToken: inout Int) {
    let end = offset + length
    var position = offset
    var names = self.names[...]
    while nextToken < tokens.count, tokens[nextToken].range.lowerBound < end {
      let token = tokens[nextToken]
      let start = max(token.range.lowerBound, position)
      let stop = min(token.range.upperBound, end)
      if start > position { addPiece(position, start, nil, &names, to: &html) }
      if stop > start {
        addPiece(start, stop, token.kind, &names, to: &html)
        position = stop
      }
      if token.range.upperBound > end { break }
      nextToken += 1
    }
    if position < end { addPiece(position, end, nil, &names, to: &html) }
    let whole = offset + text.utf8.count
    while nextToken < tokens.count, tokens[nextToken].range.upperBound <= whole { nextToken += 1 }
  }

  /// A stretch of one kind; names that reach beyond it are left out.
  private func addPiece(
    _ start: Int, _ end: Int, _ kind: Token.Kind?, _ names: inout ArraySlice<ShownName>,
    to html: inout HTML
  ) {
    let tags = kind.flatMap(Self.tags)
    if let first = names.first, first.range.lowerBound + offset == start,
      first.range.upperBound + offset == end
    {
      names.removeFirst()
      return first.add(slice(start, end), kind: tags?.kind, to: &html)
    }
    if let tags { html += tags.opening }
    var position = start
    while let name = names.first, name.range.lowerBound + offset < end {
      names.removeFirst()
      let (from, to) = (name.range.lowerBound + offset, name.range.upperBound + offset)
      guard from >= position, to <= end else { continue }
      BidiControls.add(slice(position, from), to: &html)
      name.add(slice(from, to), kind: nil, to: &html)
      position = to
    }
    BidiControls.add(slice(position, end), to: &html)
    if let tags { html += tags.closing }
  }

  private func slice(_ start: Int, _ end: Int) -> Substring {
    let utf8 = text.utf8
    let first = utf8.index(utf8.startIndex, offsetBy: start - offset)
    return text[first..<utf8.index(first, offsetBy: end - start)]
  }

  /// What stands around a token, and the class that it has; `nil` for what looks like plain text.
  private typealias Tags = (kind: HTML, opening: HTML, closing: HTML)

  private static let keyword: Tags = ("k", "<b class=\"k\">", "</b>")
  private static let type: Tags = ("t", "<span class=\"t\">", "</span>")
  private static let number: Tags = ("n", "<span class=\"n\">", "</span>")
  private static let string: Tags = ("s", "<span class=\"s\">", "</span>")
  private static let comment: Tags = ("c", "<i class=\"c\">", "</i>")
  private static let documentation: Tags = ("d", "<i class=\"d\">", "</i>")
  private static let attribute: Tags = ("a", "<span class=\"a\">", "</span>")
  private static let directive: Tags = ("p", "<span class=\"p\">", "</span>")

  private static func tags(_ kind: Token.Kind) -> Tags? {
    switch kind {
    case .identifier: nil
    case .keyword: keyword
    case .type: type
    case .number: number
    case .string: string
    case .comment: comment
    case .documentation: documentation
    case .attribute: attribute
    case .directive: directive
    }
  }
}
