// Pictures beside the chapters: what the book says of those that it cannot show.

import Testing

@testable import Book

/// The findings of a chapter `Spec/P/01.md`, where these are the pictures that there are.
private func findings(
  _ text: String, _ pictures: [String: Picture], manifest: String = ""
) -> [String] {
  let names = ["P/01.md"] + pictures.keys.map { String($0.dropFirst(5)) }
  let folder = BookFolder(path: "Spec", parts: entries(names.sorted()))
  return Book.reading(
    folder,
    read: { Array(($0.hasSuffix("yml") ? "title: T\nparts: [P]\n\(manifest)" : text).utf8) },
    picture: { pictures[$0] }
  ).findings.map(\.description)
}

private let whole = Picture(digest: Digest(of: []))

@Suite struct PictureTests {
  @Test func `a picture in a part's folder is shown, and may be linked to`() {
    let text = "![a](one.png) [![b](cages/é.svg?raw=true)](/Spec/P/one.png)\n"
    #expect(findings(text, ["Spec/P/one.png": whole, "Spec/P/cages/é.svg": whole]) == [])
  }

  @Test func `a picture that is not there is told with the nearest`() {
    #expect(
      findings("![a](on.png)\n\n![a](x.gif) ![a](x.gif)\n", ["Spec/P/one.png": whole]) == [
        "Spec/P/01.md:1:6: error: there is no picture 'Spec/P/on.png'; did you mean"
          + " 'Spec/P/one.png'?",
        "Spec/P/01.md:3:6: error: there is no picture 'Spec/P/x.gif'; put the file there",
        "Spec/P/01.md:3:18: error: there is no picture 'Spec/P/x.gif'; put the file there",
      ])
  }

  @Test func `a picture outside the parts is told, and is not looked for`() {
    let everything = ["Spec/a.png": whole, "a.png": whole, "../a.png": whole]
    #expect(
      findings("![a](../a.png) ![a](../../a.png) ![a](../../../a.png)\n", everything) == [
        "Spec/P/01.md:1:6: error: 'Spec/a.png' is in no part's folder, and so not on the site; move"
          + " it into one",
        "Spec/P/01.md:1:21: error: 'a.png' is in no part's folder, and so not on the site; move it"
          + " into one",
        "Spec/P/01.md:1:39: error: '../a.png' is in no part's folder, and so not on the site; move"
          + " it into one",
      ])
  }

  @Test func `what is wrong with a picture is told wherever it is shown, what is left out once`() {
    let pictures = [
      "Spec/P/a.png": Picture(fault: "is bad; mend it", digest: Digest(of: [])),
      "Spec/P/b.svg": Picture(omission: "is shown without x; y", digest: Digest(of: [])),
    ]
    #expect(
      findings("![a](a.png)![a](a.png)\n![b](b.svg)![b](b.svg)\n", pictures) == [
        "Spec/P/01.md:1:6: error: 'Spec/P/a.png' is bad; mend it",
        "Spec/P/01.md:1:17: error: 'Spec/P/a.png' is bad; mend it",
        "Spec/P/01.md:2:6: warning: 'Spec/P/b.svg' is shown without x; y",
      ])
  }

  @Test func `pictures in HTML are checked where HTML is allowed`() {
    let text = "# T\n\n<img src=\"one.pn\" alt=\"a\">\n"
    #expect(findings(text, ["Spec/P/one.png": whole]) == [])
    #expect(
      findings(text, ["Spec/P/one.png": whole], manifest: "allow-html: true\n") == [
        "Spec/P/01.md:3:11: error: there is no picture 'Spec/P/one.pn'; did you mean"
          + " 'Spec/P/one.png'?"
      ])
  }

  @Test func `a picture on the web is a fault in HTML where no link can stand for it`() {
    let elsewhere =
      "error: a page shows no pictures from elsewhere; put the file beside the chapter, or let a test"
      + " attach the figure"
    let text = """
      # T

      <img src="https://x.org/r.png" srcset="https://x.org/s.png 2x"> <img src='HTTP://x.org/r.png'>

      <img src=//x.org/r.png> <img src="one.png" srcset="one.png, https://x.org/s.png 2x">

      <picture><source srcset=https://x.org/r.png></picture> <video poster="https://x.org/p.png"></video>
      """
    #expect(
      findings(text, ["Spec/P/one.png": whole], manifest: "allow-html: true\n")
        == ["5:10", "5:61", "7:25", "7:71"].map { "Spec/P/01.md:\($0): \(elsewhere)" })
    #expect(findings(text, ["Spec/P/one.png": whole]) == [])
  }
}
