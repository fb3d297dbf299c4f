// What GitHub's runner shows beside the lines of a change: commands among the text that a step prints, and
// a summary in Markdown.

import Book
import Evidence

/// Annotations of a job, worst first.
struct ForgeAnnotations {
  /// GitHub shows at most ten of a kind for a step.
  static let limit = 10

  let summary: JobSummary

  /// The commands, one a line; the last says what was left out.
  var lines: [String] {
    let remarks = summary.remarks.filter { $0.level != .note }
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

  /// A few lines of Markdown: how the book stands, and what is wrong first.
  var markdown: String {
    let tally = summary.tally
    var text = "### \(Self.code(summary.title))\n\n"
    text += "| tests passed | failed | not run | rules proved | findings |\n|---|---|---|---|---|\n"
    text += "| \(tally.passed) | \(tally.failed) | \(tally.notRun) | \(tally.rulesProved) "
    text += "| \(summary.findings.count + summary.diagnostics.count) |\n"
    let worst = summary.remarks.filter { $0.level != .note }.prefix(5)
    if !worst.isEmpty { text += "\n" }
    for remark in worst {
      let place = remark.location.map { Self.code($0.description) + ": " } ?? ""
      let first = remark.message.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
      text += "- \(place)\(Self.code(first))\n"
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
