// Figures come from tests, so they are untrusted.

import Testing

@testable import Weave

struct SVGFigureTests {
  private func checked(_ svg: String) -> String? {
    (try? SVGFigure(Array(svg.utf8), prefix: "F-"))?.html.text
  }

  /// Why an image is not shown.
  private func refusal(_ svg: String) -> String? {
    do throws(SVGFigure.Refused) {
      _ = try SVGFigure(Array(svg.utf8), prefix: "F-")
      return nil
    } catch {
      return error.reason
    }
  }

  @Test func `shapes, text and their attributes pass`() {
    let html = checked(
      "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><title>A &lt; B</title>"
        + "<rect x='1' fill='currentColor'/></svg>")
    #expect(
      html == "<svg viewBox=\"0 0 9 9\" xmlns=\"http://www.w3.org/2000/svg\">"
        + "<title>A &lt; B</title><rect fill=\"currentColor\" x=\"1\"></rect></svg>")
  }

  @Test func `its description is read by lines`() throws {
    let svg =
      "<svg><desc id='d'>A  &lt;b&gt;;\n C.\n</desc><g><desc>No.</desc></g><desc>No.</desc></svg>"
    #expect(try SVGFigure(Array(svg.utf8), prefix: "").words == ["A <b>;", "C."])
    #expect(try SVGFigure(Array("<svg></svg>".utf8), prefix: "").words == [])
  }

  @Test func `an image inside that is for narrow pages stands beside the other, with its name`()
    throws
  {
    let svg = """
      <svg viewBox='0 0 700 9' aria-labelledby='t d'><title id='t'>A</title><desc id='d'>B</desc>\
      <svg class='narrow' id='x' display='none' viewBox='0 0 300 9' role='none' style='fill: red' \
      aria-labelledby='d' onload='x()'><pattern id='p'/><rect fill='url(#p)'/><script>1</script>\
      </svg><g/></svg>
      """
    let figure = try SVGFigure(Array(svg.utf8), prefix: "F-")
    #expect(figure.html.text.hasSuffix("<desc id=\"F-d\">B</desc><g></g></svg>"))
    #expect(
      figure.narrow?.text == """
        <svg class="narrow" role="img" style="--width: 300px" aria-labelledby="F-t F-d" \
        viewBox="0 0 300 9"><pattern id="F-p"></pattern><rect fill="url(#F-p)"></rect></svg>
        """)
    #expect((figure.title, figure.width) == ("A", 700) && figure.words == ["B"])
  }

  @Test func `an image inside is one for narrow pages once, in the outermost, and by its class`()
    throws
  {
    let inner = "<svg class='narrow'><rect/></svg>"
    let twice = try SVGFigure(Array("<svg>\(inner)\(inner)</svg>".utf8), prefix: "")
    #expect(twice.narrow?.text == "<svg class=\"narrow\" role=\"img\"><rect></rect></svg>")
    #expect(twice.html.text == "<svg><svg><rect></rect></svg></svg>")
    for svg in ["<svg><g>\(inner)</g></svg>", inner, "<svg><svg/></svg>"] {
      #expect(try SVGFigure(Array(svg.utf8), prefix: "").narrow == nil, "\(svg)")
    }
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
    #expect(throws: SVGFigure.Refused.self) { try SVGFigure([0xFF, 0xFE] + utf16, prefix: "") }
    #expect(throws: SVGFigure.Refused.self) { try SVGFigure(utf16, prefix: "") }
    #expect(
      refusal("<?xml version='1.0' encoding='UTF-7'?><svg>+ADw-g/+AD4-</svg>")
        == "is not shown: it is not UTF-8")
    #expect(checked("\u{FEFF}<?xml version='1.0' encoding='utf-8'?><svg></svg>") == "<svg></svg>")
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

  private func nested(_ count: Int, _ element: String, _ reference: String) -> String {
    let elements = (0..<count).map {
      "<\(element) id='p\($0)'><path d='M0 0L1 1L2 2' \(reference)='url(#p\($0 + 1))'/>"
        + "<path d='M0 0L1 1L2 2' style='\(reference): url(#p\($0 + 1))'/></\(element)>"
    }
    return "<svg>\(elements.joined())<rect fill='url(#p0)'/></svg>"
  }

  @Test(arguments: [
    ("pattern", "fill"), ("mask", "mask"), ("clipPath", "clip-path"), ("marker", "marker-mid"),
    ("pattern", "stroke"), ("marker", "marker-start"),
  ])
  func `references that are nested deep are refused`(element: String, reference: String) {
    #expect(refusal(nested(2, element, reference)) == nil)
    #expect(
      refusal(nested(30, element, reference))
        == "is not shown: its references are nested more than 4 deep")
  }

  @Test func `what is drawn too often is refused, handed on or at every point of a path`() {
    let many = "is not shown: it draws more than 20000 elements"
    let rects = String(repeating: "<rect/>", count: 150)
    let pattern = "<pattern id='p'>\(rects)</pattern>"
    #expect(refusal("<svg>\(pattern)<g fill='url(#p)'>\(rects)</g></svg>") == many)
    #expect(refusal("<svg>\(pattern)<g clip-path='url(#p)'>\(rects)</g></svg>") == nil)
    #expect(
      refusal("<svg>\(pattern)<g fill='url(#p)'><g fill='red'>\(rects)</g></g></svg>") == nil)
    let path = String(repeating: "h1v1", count: 100)
    #expect(
      refusal("<svg>\(pattern)<path marker-mid='url(#p)' d='M0 0\(path)'/></svg>") == many)
    #expect(refusal("<svg>\(String(repeating: "<g/>", count: 20_000))</svg>") == many)
  }

  /// What nests references deep, each said by what is between the id's two halves.
  private func chain(_ attributes: (String) -> String) -> String {
    let elements = (0..<30).map { number in
      let path = "<path d='M0 0L1 1L2 2' \(attributes("url(#p\(number + 1))"))/>"
      return "<pattern id='p\(number)'>\(path)\(path)</pattern>"
    }
    return "<svg>\(elements.joined())<rect fill='url(#p0)'/></svg>"
  }

  @Test(arguments: [
    "fill", "stroke", "marker-start", "marker-mid", "marker-end", "mask", "clip-path",
  ])
  func `a reference counts beside what a browser may not know`(name: String) {
    let deep = "is not shown: its references are nested more than 4 deep"
    for word in ["garbage", "rgb(1)", "unset", "none x", "#12", "NONE !important"] {
      #expect(refusal(chain { "style='\(name):\($0);\(name):\(word)'" }) == deep, "\(word)")
      #expect(refusal(chain { "\(name)='\($0)' style='\(name):\(word)'" }) == deep, "\(word)")
    }
    // What is important goes before what follows it.
    #expect(
      refusal(
        chain { "\(name)='\($0)' style='\(name):revert-layer!important;\(name):none'" })
        == deep)
    #expect(refusal(chain { "\(name)='\($0)' style='\(name):none'" }) == nil)
  }

  @Test(arguments: ["inherit", "INHERIT", " inherit ", "inherit !important"])
  func `a reference counts for each that takes it from the element around it`(word: String) {
    let many = "is not shown: it draws more than 20000 elements"
    let white = String(repeating: "<rect fill='white'/>", count: 150)
    for name in ["mask", "clip-path"] {
      let rects = String(repeating: "<rect style='\(name):\(word)'/>", count: 150)
      let mask = "<mask id='m'>\(white)</mask>"
      #expect(refusal("<svg>\(mask)<g \(name)='url(#m)'>\(rects)</g></svg>") == many)
      #expect(refusal("<svg>\(mask)<g \(name)='url(#m)'><g>\(rects)</g></g></svg>") == nil)
    }
  }

  @Test func `words that hide what they hand on do not pass`() {
    for value in ["in\\68 erit", "var(--a)", "inh/**/erit"] {
      #expect(
        checked("<svg><g mask='\(value)' style='mask: \(value)'/></svg>") == "<svg><g></g></svg>")
    }
  }

  @Test func `a property that may name many elements is refused, with no search among them`() {
    let names = (0..<20_000).map { "fill:url(#p\($0));" }.joined()
    let rects = String(repeating: "<rect/>", count: 10_000)
    #expect(
      refusal("<svg><g style='\(names)fill:x'>\(rects)</g></svg>")
        == "is not shown: a property in it names more than 8 elements; name one")
  }

  @Test func `paint of a context is refused where patterns or gradients are named`() {
    let marker = "<marker id='m'><path fill='context-fill'/></marker>"
    let path = "<path marker-mid='url(#m)' d='M0 0L1 1L2 2' fill='url(#p)'/>"
    #expect(
      refusal("<svg>\(marker)\(path)<pattern id='p'/></svg>")
        == "is not shown: it has context-fill or context-stroke beside patterns or gradients;"
        + " say the colours")
    #expect(refusal("<svg>\(marker)<path marker-mid='url(#m)' d='M0 0L1 1'/></svg>") == nil)
  }

  @Test func `references in a ring are refused`() {
    #expect(
      refusal("<svg><mask id='m'><rect mask='url(#m)'/></mask></svg>")
        == "is not shown: a reference in it leads back to itself")
  }
}
