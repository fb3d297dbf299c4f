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
  /// What stands for something else, by line.
  var names: [Int: [ShownName]] = [:]
  /// Whether value comments are checked, so that they are drawn as values.
  var showsValues = false

  /// Whether long lines go on below; those of a drawing made of characters must not.
  var wraps = true

  /// The code in one `<pre>`, or in several where lines of it are folded.
  func html() -> HTML {
    let lines = Array(ValueComment.lines(of: code).dropLast())
    let folded = showsValues ? DrawingLines.ranges(in: lines) : []
    var html = HTML()
    var cursor = Cursor(line: firstLine)
    var start = 0
    for range in folded {
      if start < range.lowerBound { html += pre(lines[start..<range.lowerBound], &cursor) }
      let noun = range.count == 1 ? "line draws" : "lines draw"
      html += """
        <details><summary>\(range.count) \(noun) the figure</summary>\
        \(pre(lines[range], &cursor))</details>
        """
      start = range.upperBound
    }
    if start < lines.count || lines.isEmpty { html += pre(lines[start...], &cursor) }
    return html
  }

  /// How far the code is on the page.
  private struct Cursor {
    var line: Int
    var offset = 0
    var nextToken = 0
  }

  private func pre(
    _ lines: ArraySlice<(line: Substring, comment: ValueComment?)>, _ cursor: inout Cursor
  ) -> HTML {
    // What may scroll can be reached by keyboard.
    let scrolls = !wraps && lines.contains { $0.line.utf8.count > Self.narrowest }
    let kind: HTML = wraps ? "code" : "code drawn"
    let stop: HTML = scrolls ? " tabindex=\"0\"" : ""
    var html: HTML = "<pre class=\"\(kind)\"\(stop)><code>"
    for (text, comment) in lines {
      let value = showsValues ? comment : nil
      html += opening(cursor.line)
      let line = CodeLine(
        text: text, length: (value?.code ?? text).utf8.count, offset: cursor.offset,
        names: names[cursor.line] ?? [])
      line.add(to: &html, tokens, next: &cursor.nextToken)
      html += closing(cursor.line, value)
      cursor.offset += text.utf8.count + 1
      cursor.line += 1
    }
    html += "</code></pre>"
    return html
  }

  /// So many characters fit in a line of code on the narrowest screen.
  static let narrowest = 32

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

  private func closing(_ line: Int, _ value: ValueComment?) -> HTML {
    let note = notes[line] ?? LineNotes()
    var html: HTML = note.hits == 0 ? "<span class=\"vh\"> (not executed)</span>" : ""
    let mark: HTML = note.verdict.map { " \(Mark.html($0))" } ?? ""
    // What is copied is code again, with the slashes that are not shown.
    html +=
      value.map { value in
        """
        <span class="said"><span class="value"><span class="slashes">// </span>→ \
        \(BidiControls.shown(value.value))</span>\(mark)</span>
        """
      } ?? mark
    html += "\n</span>"
    for message in note.messages {
      html += "<span class=\"note \(message.verdict.rawValue)\">\(message.text)\n</span>"
    }
    return html
  }
}
