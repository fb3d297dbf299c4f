// Code on a page: one element a line, coloured by the toolchain's lexer, with the chapter's line
// number as an anchor, a coverage mark, and what was said about the line below it.
//
//     <span class="l hit" id="L46"><a href="#L46" data-n="46"></a>let a = 1</span>

import Book
import Evidence
import Lexer

/// What is known about one line of code.
struct LineNotes {
  /// How often it was executed; `nil` for lines that are no code or were not measured.
  var hits: Int?
  /// The verdict of a test declared on this line, or of a value stated on it.
  var verdict: Verdict?
  /// Messages to show below the line.
  var messages: [(verdict: Verdict, text: String)] = []
}

/// A fence's lines as HTML.
struct CodeListing {
  let code: String
  /// Tokens with offsets in `code`, in order.
  let tokens: [Token]
  /// The chapter's line of the first line of code.
  let firstLine: Int
  var notes: [Int: LineNotes] = [:]
  /// Whether value comments are checked, so that they are drawn as values.
  var showsValues = false

  /// The whole `<pre>`.
  func html() -> HTML {
    var html: HTML = "<pre class=\"code\" tabindex=\"0\"><code>"
    var offset = 0
    var nextToken = 0
    var line = firstLine
    for (text, comment) in ValueComment.lines(of: code).dropLast() {
      let length = text.utf8.count
      html += opening(line)
      html += body(text, showsValues ? comment : nil, offset: offset, &nextToken)
      html += closing(line)
      offset += length + 1
      line += 1
    }
    html += "</code></pre>"
    return html
  }

  private func opening(_ line: Int) -> HTML {
    let note = notes[line]
    let kind: HTML
    switch note?.hits {
    case 0?: kind = " miss"
    case .some: kind = " hit"
    case nil: kind = ""
    }
    let title: HTML = note?.hits.map { " title=\"executed \($0) times\"" } ?? ""
    return """
      <span class="l\(kind)" id="L\(line)"\(title)><a href="#L\(line)" data-n="\(line)" \
      tabindex="-1" aria-label="Line \(line)"></a>
      """
  }

  private func closing(_ line: Int) -> HTML {
    guard let note = notes[line] else { return "\n</span>" }
    var html: HTML = note.hits == 0 ? "<span class=\"vh\"> (not executed)</span>" : ""
    if let verdict = note.verdict { html += " \(Mark.html(verdict))" }
    html += "\n</span>"
    for message in note.messages {
      html += "<span class=\"note \(message.verdict.rawValue)\">\(message.text)\n</span>"
    }
    return html
  }

  /// The tokens of one line; a token over several lines is cut at their ends.
  private func body(
    _ text: Substring, _ value: ValueComment?, offset: Int, _ nextToken: inout Int
  ) -> HTML {
    let end = offset + (value?.code ?? text).utf8.count
    var html = HTML()
    var position = offset
    let utf8 = text.utf8
    func slice(_ from: Int, _ to: Int) -> Substring {
      text[
        utf8.index(
          utf8.startIndex, offsetBy: from - offset)..<utf8.index(
            utf8.startIndex, offsetBy: to - offset)]
    }
    while nextToken < tokens.count, tokens[nextToken].range.lowerBound < end {
      let token = tokens[nextToken]
      let start = max(token.range.lowerBound, position)
      let stop = min(token.range.upperBound, end)
      if start > position { html += BidiControls.shown(slice(position, start)) }
      if stop > start {
        html += Self.html(token.kind, slice(start, stop))
        position = stop
      }
      if token.range.upperBound > end { break }
      nextToken += 1
    }
    if position < end { html += BidiControls.shown(slice(position, end)) }
    if let value { html += "<span class=\"value\">→ \(BidiControls.shown(value.value))</span>" }
    skipTokens(before: offset + text.utf8.count, &nextToken)
    return html
  }

  private func skipTokens(before end: Int, _ nextToken: inout Int) {
    while nextToken < tokens.count, tokens[nextToken].range.upperBound <= end { nextToken += 1 }
  }

  private static func html(_ kind: Token.Kind, _ text: Substring) -> HTML {
    let text = BidiControls.shown(text)
    return switch kind {
    case .identifier: text
    case .keyword: "<b class=\"k\">\(text)</b>"
    case .type: "<span class=\"t\">\(text)</span>"
    case .number: "<span class=\"n\">\(text)</span>"
    case .string: "<span class=\"s\">\(text)</span>"
    case .comment: "<i class=\"c\">\(text)</i>"
    case .documentation: "<i class=\"d\">\(text)</i>"
    case .attribute: "<span class=\"a\">\(text)</span>"
    case .directive: "<span class=\"p\">\(text)</span>"
    }
  }
}
