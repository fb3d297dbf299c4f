// What a test left behind: printed text, figures, files.

import Evidence

struct TestOutput {
  private let test: TestResult
  /// Makes ids unique on the page.
  private let prefix: String
  private let firstFigure: Int
  /// Whether the chapter shows what it prints already.
  private let isStated: Bool

  /// - Parameter firstFigure: the number on the page of the test's first figure.
  init(_ test: TestResult, fence: Int, firstFigure: Int, isStated: Bool = false) {
    self.test = test
    self.isStated = isStated
    self.firstFigure = firstFigure
    prefix = "F\(fence)-\(test.line)-"
  }

  /// - Parameter titles: takes the titles of the figures, empty where one has none or is not shown.
  func html(_ titles: inout [String]) -> HTML {
    var html = HTML()
    if !test.output.isEmpty, !isStated {
      html += "<div class=\"output\"><span class=\"role\">Printed</span>"
      html += "<pre tabindex=\"0\">\(test.output)</pre></div>"
    }
    var figure = firstFigure
    for (index, attachment) in test.attachments.enumerated()
    where !attachment.name.hasPrefix("shown-value-") {
      html += self.html(attachment, index, figure, &titles)
      if attachment.isFigure { figure += 1 }
    }
    return html
  }

  private func html(
    _ attachment: Attachment, _ index: Int, _ number: Int, _ titles: inout [String]
  ) -> HTML {
    guard let bytes = attachment.bytes else {
      return "<p class=\"omitted\">\(attachment.name) is too large to show.</p>"
    }
    if attachment.isFigure {
      do throws(SVGFigure.Refused) {
        let figure = try SVGFigure(bytes, prefix: "\(prefix)\(index)-")
        titles.append(figure.title)
        return self.html(figure, number)
      } catch {
        titles.append("")
        return "<p class=\"omitted\">\(attachment.name) \(error.reason).</p>"
      }
    }
    return file(attachment.name, bytes)
  }

  private func html(_ figure: SVGFigure, _ number: Int) -> HTML {
    let title: HTML = figure.title.isEmpty ? "" : ". \(figure.title)"
    let width = figure.width.map { min($0, 2000) } ?? 672
    return """
      <figure class="drawing" id="Figure\(number)"><figcaption>\
      <a href="#Figure\(number)">Figure \(number)</a>\(title)</figcaption>\
      <div class="frame" tabindex="0" role="group" aria-label="Figure \(number)" \
      style="--width: \(width)px">\(figure.html)\(figure.narrow ?? "")</div>\
      \(list(figure.words))</figure>
      """
  }

  /// What a figure shows, where that is told in several lines, for who would rather read it.
  private func list(_ words: [String]) -> HTML {
    guard words.count > 1 else { return "" }
    let items = words.map { "<li>\($0)</li>" as HTML }
    return
      "<details class=\"words\"><summary>As a list</summary><ul>\(items.joined())</ul></details>"
  }

  private func file(_ name: String, _ bytes: [UInt8]) -> HTML {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return "<p class=\"omitted\">\(name): \(bytes.count) bytes.</p>"
    }
    return """
      <details class="output"><summary>\(name)</summary>\
      <pre tabindex="0">\(text)</pre></details>
      """
  }
}

extension Attachment {
  /// Whether the page shows it as a figure.
  fileprivate var isFigure: Bool { name.hasSuffix(".svg") && bytes != nil }
}

extension TestResult {
  /// How many figures of a page are this test's.
  var figureCount: Int { attachments.count { $0.isFigure } }

  /// Their titles, in order; empty where a figure has none or is not shown.
  var figureTitles: [String] {
    attachments.filter(\.isFigure).map { attachment in
      (try? SVGFigure(attachment.bytes ?? [], prefix: ""))?.title ?? ""
    }
  }
}
