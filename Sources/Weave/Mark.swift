// Verdict marks and measures, the same on every page: a sign, a colour and a word, so that none
// of them carries the meaning alone.

import Evidence

enum Mark {
  /// A mark with its word for those who do not see the sign.
  static func html(_ verdict: Verdict) -> HTML { plain[verdict] ?? "" }

  // Pages have many of them, and each is one of a few.
  private static let plain = table { verdict in
    """
    <span class="mark \(verdict.rawValue)"><span aria-hidden="true">\(sign(verdict))</span>\
    <span class="vh">\(word(verdict))</span></span>
    """
  }
  private static let inWords = table { verdict in
    """
    <span class="mark \(verdict.rawValue)"><span aria-hidden="true">\(sign(verdict)) </span>\
    \(word(verdict))</span>
    """
  }

  private static func table(_ html: (Verdict) -> HTML) -> [Verdict: HTML] {
    Dictionary(uniqueKeysWithValues: Verdict.allCases.map { ($0, html($0)) })
  }

  /// The mark of a chapter; none where there is nothing to judge.
  static func html(of tally: Tally) -> HTML { tally.isEmpty ? "" : html(tally.verdict) }

  /// A mark where something did not pass or is not proved, and none where all is as it should be: in a
  /// list, one mark that tells is seen, and sixty that do not hide it.
  static func exception(in tally: Tally) -> HTML {
    if tally.verdict != .passed { return html(tally.verdict) }
    return tally.rulesUnproved > 0 ? RuleStanding.mark(.unproved) : ""
  }

  /// A mark with its word in sight.
  static func labelled(_ verdict: Verdict) -> HTML { inWords[verdict] ?? "" }

  static func sign(_ verdict: Verdict) -> String {
    switch verdict {
    case .passed: "✓"
    case .failed: "✗"
    case .crashed: "✗"
    case .skipped: "–"
    case .notRun: "?"
    case .notCompiled: "✗"
    case .gap: "△"
    }
  }

  static func word(_ verdict: Verdict) -> String {
    switch verdict {
    case .passed: "passed"
    case .failed: "failed"
    case .crashed: "crashed"
    case .skipped: "skipped"
    case .notRun: "not run"
    case .notCompiled: "does not compile"
    case .gap: "known gap"
    }
  }

  /// How long a test took, after a space; nothing for one that came to no end, and so has no time.
  static func time(_ seconds: Double) -> HTML {
    seconds == 0 ? "" : " <span class=\"time\">\(duration(seconds))</span>"
  }

  /// A duration a reader can compare: `< 1 ms`, `12 ms`, `1.3 s`.
  static func duration(_ seconds: Double) -> String {
    if seconds < 0.001 { return "< 1 ms" }
    if seconds < 1 { return "\(Int((seconds * 1000).rounded())) ms" }
    let tenths = Int((seconds * 10).rounded())
    return "\(tenths / 10).\(tenths % 10) s"
  }

  /// A share in per cent, never rounded up to 100.
  static func percent(_ share: Double) -> String { "\(Int(share * 100))\u{a0}%" }
}

extension HTML {
  static func + (a: HTML, b: HTML) -> HTML {
    var sum = a
    sum += b
    return sum
  }
}
