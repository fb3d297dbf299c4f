// A page about the server: what is running, what is wrong, and where the book is.

import Book
import Weave

/// The state as a page; also what is shown where there is no page.
struct StatePage {
  private let state: ServerState
  private let missing: String?

  /// - Parameter missing: a path that leads nowhere, if that is why the page is shown.
  init(_ state: ServerState, missing: String? = nil) {
    self.state = state
    self.missing = missing
  }

  var bytes: [UInt8] { Array(html.text.utf8) }

  private var html: HTML {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
    style-src 'unsafe-inline'; script-src 'none'">
    <title>\(heading)</title>
    <style>body { font: 1rem/1.5 system-ui; max-width: 45rem; margin: 2rem auto; padding: 0 1rem }\
    </style>
    </head>
    <body>
    <article>
    <h1>\(heading)</h1>
    \(missing.map { "<p>The site has no page <code>\($0)</code>.</p>\n" as HTML })\
    <dl>
    <dt>Under way</dt><dd>\(state.activity ?? "nothing")</dd>
    <dt>Last result</dt><dd>\(state.standing.isEmpty ? "none yet" : state.standing)</dd>
    </dl>
    \(problems)\
    <p><a href="/">The book</a></p>
    </article>
    </body>
    </html>

    """
  }

  private var heading: String { missing == nil ? "weft serve" : "No such page" }

  private var problems: HTML {
    guard !state.problems.isEmpty else { return "" }
    let items = state.problems.map { problem -> HTML in
      let words: HTML = "<code>\(problem.location.description)</code>: \(problem.text)"
      return problem.page.map { "<li>\(words) (<a href=\"/\($0)\">page</a>)</li>\n" }
        ?? "<li>\(words)</li>\n"
    }
    let more: HTML = state.moreProblems > 0 ? "<p>and \(state.moreProblems) more</p>\n" : ""
    return "<ol>\n\(items.joined())</ol>\n\(more)"
  }
}
