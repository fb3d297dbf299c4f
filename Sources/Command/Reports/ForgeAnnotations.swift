// What GitHub's runner shows beside the lines of a change: commands among the text that a step prints, and
// a summary in Markdown.

import Book
import Evidence

/// Annotations, worst first.
struct ForgeAnnotations {
  /// GitHub shows at most ten of a kind for a step.
  static let limit = 10

  let remarks: [Remark]

  /// - Parameter remarks: worst first; notes and what was accepted are left out.
  init(_ remarks: [Remark]) {
    self.remarks = remarks.filter { $0.level != .note && $0.acceptance == nil }
  }

  /// The commands, one a line; the last says what was left out.
  var lines: [String] {
    let kept = remarks.count > Self.limit ? Self.limit - 1 : remarks.count
    var lines = remarks.prefix(kept).map(Self.line)
    if kept < remarks.count {
      lines.append("::warning title=weft::\(remarks.count - kept) more are in the log of this step")
    }
    return lines
  }

  private static func line(_ remark: Remark) -> String {
    var properties: [String] = []
    if let location = remark.location {
      properties = ["file=\(property(location.file))", "line=\(location.line)"]
    }
    properties.append("title=\(property(remark.rule))")
    return "::\(remark.level) \(properties.joined(separator: ","))::\(data(remark.message))"
  }

  /// Text that ends no command and begins none.
  private static func data(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      default: result += Console.cleaned(String(scalar))
      }
    }
  }

  private static func property(_ text: String) -> String {
    data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }

  /// A few lines of Markdown: how a book stands, and what is wrong first.
  static func markdown(_ summary: JobSummary) -> String {
    let tally = summary.tally
    var text = "### \(code(summary.title))\n\n"
    text += "| tests passed | failed | not run | rules proved | findings |\n|---|---|---|---|---|\n"
    text += "| \(tally.passed) | \(tally.failed) | \(tally.notRun) | \(tally.rulesProved) "
    text += "| \(summary.findings.count + summary.diagnostics.count) |\n"
    let worst = ForgeAnnotations(summary.remarks).remarks.prefix(5)
    if !worst.isEmpty { text += "\n" }
    for remark in worst {
      let place = remark.location.map { code($0.description) + ": " } ?? ""
      let first = remark.message.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
      text += "- \(place)\(code(first))\n"
    }
    return text
  }

  /// Text of a book as code, so that nothing in it is Markdown or HTML.
  private static func code(_ text: String) -> String {
    let clean = Console.cleaned(text).split(whereSeparator: \.isNewline).joined(separator: " ")
    var (longest, run) = (0, 0)
    for character in clean {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    return "\(fence) \(clean) \(fence)"
  }
}
