// What a page says about where its verdicts come from, so that nothing stale looks fresh.

import Evidence

enum EvidenceNote {
  static func html(_ context: WeaveContext) -> HTML {
    var html = state(context)
    html += """
      <p>A green bar at a line number means that the tests ran the line, a red one that they did \
      not. ✓ passed, ✗ failed, ? not run.</p>
      """
    for omission in context.evidence.omissions {
      html += "<p class=\"omitted\">\(omission)</p>"
    }
    if let reason = context.evidence.namesMissing {
      html += "<p class=\"omitted\">The names in the code are no links: \(reason).</p>"
    }
    return html
  }

  private static func state(_ context: WeaveContext) -> HTML {
    let evidence = context.evidence
    let tally = context.total
    switch evidence.state {
    case .absent:
      return """
        <p class="state notRun">Nothing was compiled or run for this text. \
        <code>weft build</code> does both.</p>
        """
    case .broken:
      return """
        <p class="state failed">The code of this book does not compile, so nothing ran. \
        \(evidence.toolchain).</p>\(messages(evidence))
        """
    case .complete:
      return """
        <p class="state \(tally.verdict.rawValue)">\(tally.passed) of \(tally.tests) tests passed, \
        \(tally.rulesProved) of \(tally.rules) rules proved, with \(evidence.toolchain), \
        from code <code>\(evidence.key.prefix(12))</code>.</p>
        """
    }
  }

  private static func messages(_ evidence: Evidence) -> HTML {
    guard !evidence.messages.isEmpty else { return "" }
    return "<pre tabindex=\"0\">\(evidence.messages.joined(separator: "\n"))</pre>"
  }
}
