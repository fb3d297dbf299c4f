// What each release reads of what each other wrote, as a table of the page.

import Bindings
import Weave

extension ReviewPage {
  /// Writers down, readers across; empty when no release was compared.
  var released: HTML {
    guard let matrix = report.matrix else { return "" }
    return Self.html(matrix) + keptBlobs
  }

  /// The blobs that releases keep, as they were written and as head takes them.
  private var keptBlobs: HTML {
    let blobs = report.releases.flatMap { release in release.blobs.map { (release.release, $0) } }
    guard !blobs.isEmpty else { return "" }
    let others = blobs.filter { $0.1.isOtherwise }.map { Self.html($0.1, of: $0.0) }
    let alike = blobs.filter { !$0.1.isOtherwise }.map { Self.html($0.1, of: $0.0) }
    let count: HTML = alike.count == 1 ? "1 blob is" : "\(alike.count) blobs are"
    let rest = alike.isEmpty ? "" : Self.fold("\(count) read as written", alike.joined())
    return """
      <h3>What releases wrote, read by head</h3>
      <p>Each blob that a release keeps: what its own formats say of it, and what those of head say.</p>
      \(others.joined())\(rest)
      """
  }

  private static func html(_ blob: ReleasedBlob, of release: String) -> HTML {
    let title: HTML = "<code>\(release)</code> \(blob.sentence)"
    guard blob.fault == nil else { return "<p>\(title)</p>" }
    let first = blob.differences.first { $0.written?.isNode != true }.flatMap(\.written)
    let element = first.map { $0.offset..<$0.offset + $0.length }
    let bytes = blob.octets
    let spans = (try? FlatNode.spans(of: bytes)) ?? []
    let rows = near(blob.rows, offset, element).map { row($0, element) }
    return fold(title, table(rows) + hexadecimal(bytes, spans, element))
  }

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
