// The findings of a review on its page, the worst first, each with what a reader would meet.

import Bindings
import Book
import Weave

extension ReviewPage {
  ///
  /// The blobs of the worst are shown; of the rest, what they come to.
  var findings: HTML {
    guard !report.findings.isEmpty else { return "<p>None.</p>" }
    var used: [String: Int] = [:]
    var blobs = 40
    return zip(review.findings, report.findings).map { finding, item -> HTML in
      used[item.fingerprint, default: 0] += 1
      let count = used[item.fingerprint] ?? 1
      let anchor: HTML = "f-\(item.fingerprint)\(count > 1 ? "-\(count)" : "")"
      blobs -= finding.witnesses.count
      return html(finding, item, anchor: anchor, showsBlobs: blobs >= 0)
    }
    .joined()
  }

  /// What was accepted, and how one more would be.
  var decisions: HTML {
    let accepted = report.waived.compactMap { item in item.waiver.map { (item, $0) } }
    let rows = accepted.map { item, waiver -> HTML in
      """
      <tr><th scope="row">\(item.message) <code>\(item.rule)</code></th><td>\(subject(item))</td>\
      <td>\(waiver.reason)</td><td>\(waiver.owner)</td><td class="nowrap">\(waiver.until.description)\
      \(waiver.isNew ? ", <strong>new in this change</strong>" : "" as HTML)</td></tr>
      """
    }
    let titles = ["finding", "element", "why", "by", "until"]
    let table = rows.isEmpty ? "" : Self.table(titles, rows, label: "Waived findings")
    guard
      let open = zip(review.findings, report.findings).first(where: {
        $0.0.severity == .breaking && $0.0.place == nil && $0.0.outcomes?.worst != .misread
      })
    else { return table }
    let lines = [
      "- fingerprint: \(open.1.fingerprint)", "  reason: …", "  owner: …", "  until: 2027-03-31",
    ]
    return table + """
      <p>Who accepts a finding writes so into <code>Spec/waivers.yml</code>. What is misread cannot \
      be accepted.</p><pre class="commands">\(lines.joined(separator: "\n"))</pre>
      """
  }

  private func html(
    _ finding: ReviewFinding, _ item: ReviewReport.Item, anchor: HTML, showsBlobs: Bool
  ) -> HTML {
    var body: HTML = """
      <h3><a class="anchor" href="#\(anchor)" aria-label="This finding">#</a>\
      <span class="\(item.severity)">\(item.severity)</span>: \(item.message) \
      <code>\(item.rule)</code></h3>
      <p>\(subject(item))</p>
      """
    if let outcomes = finding.outcomes { body += directions(outcomes, finding.bare) }
    body += "<p>\(place("base", item.base)) \(place("head", item.head))</p>"
    body += "<p>Because \(item.reason); \(item.mending).</p>"
    for direction in Direction.allCases {
      guard let witness = finding.witnesses[direction] else { continue }
      var title = title(witness, direction)
      let shown = item.witnesses.first { $0.direction == direction }
      if let contradiction = shown?.contradiction { title += " (\(contradiction))" }
      body +=
        showsBlobs
        ? Self.fold(title, blob(witness, direction, of: finding.change.path.owner))
        : "<p>\(title)</p>"
    }
    return """
      <div class="finding is-\(item.severity)" id="\(anchor)">\(body)\
      <p class="standing">Fingerprint <code>\(item.fingerprint)</code></p></div>

      """
  }

  private func subject(_ item: ReviewReport.Item) -> HTML {
    let former: HTML = item.formerElement.map { "<code>\($0)</code> → " } ?? ""
    let old: HTML = item.old.isEmpty ? "nothing" : "<del>\(item.old)</del>"
    let new: HTML = item.new.isEmpty ? "nothing" : "<ins>\(item.new)</ins>"
    let values: HTML = item.old == item.new ? "" : ": \(old) → \(new)"
    return "\(former)<code>\(item.element)</code>\(item.formerElement == nil ? values : "")"
  }

  private func directions(_ outcomes: Outcomes, _ bare: Outcomes?) -> HTML {
    var html: HTML = "<p>UP \(Self.html(outcomes.up)), BACK \(Self.html(outcomes.back))"
    if let bare, bare != outcomes {
      html += "; without the new name UP \(Self.html(bare.up)), BACK \(Self.html(bare.back))"
    }
    return html + "</p>"
  }

  private func place(_ side: HTML, _ location: Location?) -> HTML {
    location.map { "\(side): <code>\($0.description)</code>" } ?? "\(side): not there."
  }
}
