// What each release reads of what each other wrote, as a table of the page.

import Weave

extension ReviewPage {
  /// Writers down, readers across; empty when no release was compared.
  var released: HTML { report.matrix.map(Self.html) ?? "" }

  static func html(_ matrix: ReleaseMatrix) -> HTML {
    let rows = matrix.releases.map { writer -> HTML in
      let cells = matrix.releases.map { reader -> HTML in
        guard let cell = matrix[writer, reader],
          let outcome = Outcome.allCases.first(where: { $0.name == cell.outcome })
        else { return "<td>–</td>" }
        let items = cell.bindings.sorted { $0.key < $1.key }
          .map { "<li>\($0.key): \($0.value)</li>" as HTML }
        let details: HTML =
          items.isEmpty
          ? "" : "<details><summary>\(items.count)</summary><ul>\(items.joined())</ul></details>"
        return "<td>\(html(outcome))\(details)</td>"
      }
      return "<tr><th scope=\"row\">\(writer)</th>\(cells.joined())</tr>"
    }
    let titles = ["writer"] + matrix.releases.map { "\($0) reads" }
    return table(titles, rows, label: "Releases")
  }
}
