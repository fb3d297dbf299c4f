// Figures come from tests, so they are untrusted.

import Testing

@testable import Weave

struct SVGFigureTests {
  private func checked(_ svg: String) -> String? {
    SVGFigure(Array(svg.utf8), prefix: "F-")?.html.text
  }

  @Test func `shapes, text and their attributes pass`() {
    let html = checked(
      "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><title>A &lt; B</title>"
        + "<rect x='1' fill='currentColor'/></svg>")
    #expect(
      html == "<svg viewBox=\"0 0 9 9\" xmlns=\"http://www.w3.org/2000/svg\">"
        + "<title>A &lt; B</title><rect fill=\"currentColor\" x=\"1\"></rect></svg>")
  }

  @Test func `scripts, handlers, foreign objects and styles are left out with what is in them`() {
    let html = checked(
      "<svg onload='x()'><script>alert(1)</script><foreignObject><b>x</b></foreignObject>"
        + "<style>*{}</style><g onclick='x()'><animate/></g><image href='x.png'/></svg>")
    #expect(html == "<svg><g></g></svg>")
  }

  @Test func `references lead only to the figure's own ids`() {
    let html = checked(
      "<svg><pattern id='p'/><rect fill='url(#p)' mask='url(http://x/#m)'/><use href='#p'/></svg>")
    #expect(
      html == "<svg><pattern id=\"F-p\"></pattern><rect fill=\"url(#F-p)\"></rect></svg>"
    )
  }

  @Test(arguments: [
    "fill='URL(http://x/)'", "clip-path='u\\72l(http://x/)'", "mask=\"image-set('http://x/' 1x)\"",
    "style=\"mask: image-set('http://x/' 1x)\"", "style='mask: Url(http://x/)'",
    "fill='/**/url(http://x/)'", "transform='url(http://x/)'", "fill='url(#a) url(http://x/)'",
  ])
  func `no value can load anything, however it is spelt`(attribute: String) {
    #expect(checked("<svg><rect \(attribute)/></svg>") == "<svg><rect></rect></svg>")
  }

  @Test func `colours and transforms are functions that pass`() {
    let svg =
      "<svg><rect fill=\"rgb(1, 2, 3)\" transform=\"translate(1 2) rotate(3e1)\"></rect></svg>"
    #expect(checked(svg) == svg)
  }

  @Test func `text in CDATA is text, and other encodings are refused`() {
    #expect(
      checked("<svg><text><![CDATA[<b>]]></text></svg>") == "<svg><text>&lt;b&gt;</text></svg>")
    let utf16 = Array("<svg></svg>".utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(SVGFigure([0xFF, 0xFE] + utf16, prefix: "") == nil)
  }

  @Test func `styles keep the declarations that could be attributes`() {
    let html = checked(
      "<svg><g style='fill: red; position:fixed; stroke:url(http://x); opacity:.5'/></svg>")
    #expect(html == "<svg><g style=\"fill: red; opacity: .5\"></g></svg>")
  }

  @Test(arguments: [
    "", "text", "<svg>", "<html></html>", "<svg><g></svg>",
    "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg>&a;</svg>",
  ])
  func `what is no well-formed SVG image is refused`(text: String) {
    #expect(checked(text) == nil)
  }
}
