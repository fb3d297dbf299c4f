// Picture files: what pages show of them, and what they refuse.

import Book
import Testing

@testable import Weave

private let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">"

@Suite struct PictureFileTests {
  private static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0]

  @Test(arguments: [
    ("a.PNG", png), ("a.jpg", [0xFF, 0xD8, 0xFF, 0xE0]), ("a.jpeg", [0xFF, 0xD8, 0xFF]),
    ("a.gif", Array("GIF89a..".utf8)), ("a.webp", Array("RIFF\u{1}\u{2}\u{3}\u{4}WEBPVP8 ".utf8)),
    ("a.avif", [0, 0, 0, 0x20] + Array("ftypavif".utf8)),
  ])
  func `a picture whose content is what its name says is shown as it is`(
    name: String, bytes: [UInt8]
  ) {
    #expect(PictureFile.picture(bytes, named: name) == Picture(digest: Digest(of: bytes)))
    #expect(PictureFile.siteBytes(bytes, named: name) == bytes)
  }

  @Test func `a picture whose content is another is not shown`() {
    func fault(_ bytes: [UInt8], _ name: String) -> String? {
      #expect(PictureFile.siteBytes(bytes, named: name) == nil)
      return PictureFile.picture(bytes, named: name).fault
    }
    #expect(
      fault(Self.png, "a.gif") == "is a picture of another format; let its name end with .png")
    #expect(fault([], "a.png") == "is no picture by its content; replace it")
    #expect(
      fault(Array("<script>alert(1)</script>".utf8), "a.png")
        == "is no picture by its content; replace it")
    #expect(
      fault(Self.png, "a.png.html")
        == "is no picture by its name; pictures end with .png, .jpg, .jpeg, .gif, .webp, .avif, .svg"
    )
    #expect(
      fault(Self.png + Array(repeating: 0, count: 4 << 20), "a.png")
        == "has more than 4 MiB; make it smaller")
  }

  @Test func `of a drawing only shapes and text are shown, and what is left out is said`() {
    let text =
      svg + "<style>a{}</style><script>x</script><rect width=\"9\"/><use href=\"#a\"/></svg>"
    let bytes = Array(text.utf8)
    #expect(
      PictureFile.picture(bytes, named: "a.svg").omission
        == "is shown without its <script>, <style>, <use>; draw it without them")
    let shown =
      "<svg viewBox=\"0 0 9 9\" xmlns=\"http://www.w3.org/2000/svg\"><rect width=\"9\"></rect></svg>\n"
    #expect(PictureFile.siteBytes(bytes, named: "a.svg") == Array(shown.utf8))
  }

  @Test(arguments: [
    ("<svg viewBox=\"0 0 9 9\"></svg>", "names no namespace"),
    ("<svg xmlns=\"http://www.w3.org/1999/xhtml\"></svg>", "names no namespace"),
    (svg, "is no well-formed SVG image"), ("<p/>", "is no well-formed SVG image"),
    ("<!DOCTYPE svg>\(svg)</svg>", "is not shown: it has a document type"),
  ])
  func `a drawing that no browser should be given is refused`(text: String, reason: String) {
    let fault = PictureFile.picture(Array(text.utf8), named: "a.svg").fault
    #expect(fault?.hasPrefix(reason) == true, "\(fault ?? "")")
  }
}
