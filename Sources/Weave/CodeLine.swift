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

  /// The line as HTML; a token over several lines is cut at their ends.
  ///
  /// - Parameter nextToken: the first token that no line before used up.
  func html(_ tokens: [Token], next nextToken: inout Int) -> HTML {
    let end = offset + length
    var html = HTML()
    var position = offset
    var names = self.names[...]
    while nextToken < tokens.count, tokens[nextToken].range.lowerBound < end {
      let token = tokens[nextToken]
      let start = max(token.range.lowerBound, position)
      let stop = min(token.range.upperBound, end)
      if start > position { html += piece(position, start, nil, &names) }
      if stop > start {
        html += piece(start, stop, token.kind, &names)
        position = stop
      }
      if token.range.upperBound > end { break }
      nextToken += 1
    }
    if position < end { html += piece(position, end, nil, &names) }
    let whole = offset + text.utf8.count
    while nextToken < tokens.count, tokens[nextToken].range.upperBound <= whole { nextToken += 1 }
    return html
  }

  /// A stretch of one kind; names that reach beyond it are left out.
  private func piece(
    _ start: Int, _ end: Int, _ kind: Token.Kind?, _ names: inout ArraySlice<ShownName>
  ) -> HTML {
    guard let first = names.first, first.range.lowerBound + offset < end else {
      return Self.html(kind, BidiControls.shown(slice(start, end)))
    }
    if first.range.lowerBound + offset == start, first.range.upperBound + offset == end {
      names.removeFirst()
      return first.html(BidiControls.shown(slice(start, end)), kind: Self.kindClass(kind))
    }
    var html = HTML()
    var position = start
    while let name = names.first, name.range.lowerBound + offset < end {
      names.removeFirst()
      let (from, to) = (name.range.lowerBound + offset, name.range.upperBound + offset)
      guard from >= position, to <= end else { continue }
      html += BidiControls.shown(slice(position, from))
      html += name.html(BidiControls.shown(slice(from, to)), kind: nil)
      position = to
    }
    html += BidiControls.shown(slice(position, end))
    return Self.html(kind, html)
  }

  private func slice(_ start: Int, _ end: Int) -> Substring {
    let utf8 = text.utf8
    return text[
      utf8.index(
        utf8.startIndex, offsetBy: start - offset)..<utf8.index(
          utf8.startIndex, offsetBy: end - offset)]
  }

  private static func html(_ kind: Token.Kind?, _ text: HTML) -> HTML {
    guard let name = kindClass(kind) else { return text }
    return switch kind {
    case .keyword: "<b class=\"\(name)\">\(text)</b>"
    case .comment, .documentation: "<i class=\"\(name)\">\(text)</i>"
    default: "<span class=\"\(name)\">\(text)</span>"
    }
  }

  private static func kindClass(_ kind: Token.Kind?) -> HTML? {
    switch kind {
    case .identifier, nil: nil
    case .keyword: "k"
    case .type: "t"
    case .number: "n"
    case .string: "s"
    case .comment: "c"
    case .documentation: "d"
    case .attribute: "a"
    case .directive: "p"
    }
  }
}
