// The formats of a review on its page: each touched one as a table, and for each changed element what
// belongs to it wherever it stands.

import Bindings
import Book
import Evidence
import Weave

extension ReviewPage {
  func anchor(ofFormat owner: String) -> HTML {
    "format-\(owner.map { $0.isLetter || $0.isNumber || $0 == "-" ? String($0) : "-" }.joined())"
  }

  /// What changed of each format that is touched, unchanged rows folded, the source below.
  var formats: HTML {
    let owners = Set(review.verdicts.map(\.binding) + review.findings.map(\.change.path.owner))
      .filter { owner in !tables(owner).isEmpty }.sorted()
    return owners.map(format).joined()
  }

  private typealias Rows = [(old: FormatRow?, new: FormatRow?)]

  private func tables(_ owner: String) -> Rows {
    FormatTable.pairs(
      FormatTable(owner, in: review.base), FormatTable(owner, in: review.head))
  }

  private func format(_ owner: String) -> HTML {
    let titles = FormatTable(owner, in: review.head).titles
    let pairs = tables(owner)
    func rows(_ isWanted: (FormatRow?, FormatRow?) -> Bool) -> [HTML] {
      pairs.filter { isWanted($0.old, $0.new) }
        .map { FormatTable.html($0.old, $0.new, columns: titles.count) }
    }
    let changed = rows { $0?.cells != $1?.cells }
    let same = rows { $0?.cells == $1?.cells }
    var body: HTML =
      changed.isEmpty
      ? "<p>Nothing of the table changed.</p>"
      : Self.table(titles, changed, label: "What changed of \(owner)")
    if !same.isEmpty {
      let table = Self.table(titles, same, label: "What is as before of \(owner)")
      body += Self.fold("\(same.count) \(same.count == 1 ? "row" : "rows") as before", table)
    }
    let source =
      ElementTrace(ElementPath(owner), from: ElementPath(owner), base, head)
      .sides.first { $0.aspect == .schema }?.sides ?? []
    if !source.isEmpty { body += Self.fold("as it is written", source.map { $0.html() }.joined()) }
    return "<h3 id=\"\(anchor(ofFormat: owner))\"><code>\(owner)</code></h3>\(body)"
  }

  // MARK: Elements

  /// So many elements are shown with all that belongs to them.
  private static let mostElements = 40

  /// A row for each changed element, then what belongs to it.
  var elements: HTML {
    var seen: Set<ElementPath> = []
    let changed = review.findings.filter { finding in
      finding.place == nil && finding.rule.area != .documentation
        && seen.insert(finding.change.path).inserted
    }
    guard !changed.isEmpty else { return "" }
    let traces = changed.prefix(Self.mostElements).map { finding in
      ElementTrace(
        finding.change.path, from: finding.change.formerPath ?? finding.change.path, base, head)
    }
    let titles = ["element"] + ElementTrace.Aspect.allCases.map(\.rawValue)
    let rows = traces.enumerated().map { index, trace -> HTML in
      let cells = trace.sides.map { aspect, sides -> HTML in
        "<td class=\"\(ElementTrace.state(sides))\">\(ElementTrace.state(sides))</td>"
      }
      return """
        <tr><th scope="row"><a href="#e-\(index + 1)"><code>\(trace.path.description)</code></a></th>\
        \(cells.joined())</tr>
        """
    }
    let rest = changed.count - traces.count
    let more: HTML = rest > 0 ? "<p>\(rest) more elements changed; see the findings.</p>" : ""
    let details = traces.enumerated().map { index, trace in html(trace, number: index + 1) }
    return Self.table(titles, rows, label: "Changed elements") + more + details.joined()
  }

  private func html(_ trace: ElementTrace, number: Int) -> HTML {
    let parts = trace.sides.map { aspect, sides -> HTML in
      let state = ElementTrace.state(sides)
      let body = sides.map { $0.html() }.joined()
      return "<p class=\"kind\">\(aspect.rawValue): \(state)</p>\(body)"
    }
    return """
      <details class="piece" id="e-\(number)"><summary><code>\(trace.path.description)</code></summary>\
      \(parts.joined())</details>
      """
  }

  // MARK: Chapters

  /// What changed in each chapter: a table of how much of what, then side by side.
  var chapters: HTML {
    guard !changes.isEmpty else { return "<p>No chapter changed.</p>" }
    let kinds = TextKind.allCases
    let rows = changes.enumerated().map { index, change -> HTML in
      let cells = kinds.map { kind -> HTML in
        guard let count = change.counts[kind] else { return "<td></td>" }
        let new: HTML = count.new == 0 ? "" : "<ins>+\(count.new)</ins> "
        let gone: HTML = count.gone == 0 ? "" : "<del>−\(count.gone)</del>"
        return "<td class=\"nowrap count\">\(new)\(gone)</td>"
      }
      return """
        <tr><th scope="row"><a href="#c-\(index + 1)">\(change.path)</a></th>\(cells.joined())\
        <td class="nowrap">\(tests(of: change))</td><td>\(change.remark ?? "")</td></tr>
        """
    }
    let details = changes.enumerated().map { index, change in html(change, number: index + 1) }
    let titles = ["chapter"] + kinds.map(\.rawValue) + ["tests passed", "note"]
    return Self.table(titles, rows, label: "Changed chapters") + details.joined()
  }

  private func html(_ change: ChapterChange, number: Int) -> HTML {
    let pieces = change.pieces.map { piece -> HTML in
      let kinds = piece.kinds.map(\.rawValue).joined(separator: ", ")
      let verdicts = verdicts(of: piece.sides)
      return """
        <div class="piece"><p class="kind">\(kinds)\(verdicts)</p>\(piece.sides.html())</div>
        """
    }
    let noun = change.pieces.count == 1 ? "place" : "places"
    return """
      <details id="c-\(number)"><summary><code>\(change.path)</code> \(change.title): \
      \(change.pieces.count) \(noun)</summary>\(pieces.joined())</details>
      """
  }

  // MARK: Verdicts of tests

  /// How many tests of a chapter passed, before and after, where that is known.
  private func tests(of change: ChapterChange) -> HTML {
    func shown(_ side: RevisionText) -> String? {
      side.verdicts?.chapters[change.path].map { "\($0.passed)/\($0.tests)" }
    }
    let (old, new) = (shown(base), shown(head))
    guard old != nil || new != nil else { return "" }
    func absent(_ side: RevisionText) -> String { side.verdicts == nil ? "?" : "–" }
    return "\(old ?? absent(base)) → \(new ?? absent(head))"
  }

  /// What the tests of both sides came to.
  private func verdicts(of sides: Sides) -> HTML {
    let known = [("base", base.verdict(of: sides.old)), ("head", head.verdict(of: sides.new))]
    return known.compactMap { side, verdict -> HTML? in
      verdict.map {
        ", \(side) <span class=\"mark \($0.rawValue)\">\($0.rawValue)</span>" as HTML
      }
    }
    .joined()
  }
}
