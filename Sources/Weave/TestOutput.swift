// What a test left behind: printed text, figures, files.

import Evidence

struct TestOutput {
  private let test: TestResult
  /// Makes ids unique on the page.
  private let prefix: String

  init(_ test: TestResult, fence: Int) {
    self.test = test
    prefix = "F\(fence)-\(test.line)-"
  }

  func html() -> HTML {
    var html = HTML()
    if !test.output.isEmpty {
      html += "<div class=\"output\"><span class=\"role\">Printed</span>"
      html += "<pre tabindex=\"0\">\(test.output)</pre></div>"
    }
    for (index, attachment) in test.attachments.enumerated()
    where !attachment.name.hasPrefix("shown-value-") {
      html += self.html(attachment, index)
    }
    return html
  }

  private func html(_ attachment: Attachment, _ index: Int) -> HTML {
    guard let bytes = attachment.bytes else {
      return "<p class=\"omitted\">\(attachment.name) is too large to show.</p>"
    }
    if attachment.name.hasSuffix(".svg") {
      do throws(SVGFigure.Refused) {
        let figure = try SVGFigure(bytes, prefix: "\(prefix)\(index)-")
        return "<div class=\"drawing\" tabindex=\"0\">\(figure.html)</div>"
      } catch {
        return "<p class=\"omitted\">\(attachment.name) \(error.reason).</p>"
      }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return "<p class=\"omitted\">\(attachment.name): \(bytes.count) bytes.</p>"
    }
    return """
      <details class="output"><summary>\(attachment.name)</summary>\
      <pre tabindex="0">\(text)</pre></details>
      """
  }
}
