// Terms on the site: where they are defined, where they are used, and their list.

import Book
import Evidence
import Foundation
import Testing

@testable import Weave

private let lions =
  "# Lions\n\nA [*lion & cub*](#term-lion-cub) is \"young\". It [plays](#term-lion-cub).\n"
private let cages =
  "# Cages\n\nFor [cubs](01-lions.md#term-lion-cub), two [more](01-lions.md#term-lion-cub).\n"

/// A book of two chapters, with the theme's shell reduced to lists and body.
private func weaver(_ lions: String = lions, _ cages: String = cages) throws -> Weaver {
  let names = ["01-lions.md", "02-cages.md"]
  let folder = BookFolder(
    path: "Spec", parts: ["P": names.map { .init(name: $0, kind: .regular) }])
  let book = Book.reading(folder) { path in
    Array(
      (path.hasSuffix("yml") ? "title: T\nparts: [P]\n" : path.contains("01") ? lions : cages).utf8)
  }
  return Weaver(
    WeaveContext(book, Evidence(state: .absent, key: "k", toolchain: "Swift")),
    theme: try Theme(shell: "{{{bookNavigation}}}{{{body}}}"), lex: { _ in [] })
}

struct TermPageTests {
  @Test func `a term is marked where it is defined, and a link to it says what it is`() throws {
    let weaver = try weaver()
    let first = weaver.page(ofChapter: "Spec/P/01-lions.md", bytes: Array(lions.utf8)).text
    #expect(first.contains("A <dfn id=\"term-lion-cub\"><em>lion &amp; cub</em></dfn> is"))
    let second = weaver.page(ofChapter: "Spec/P/02-cages.md", bytes: Array(cages.utf8)).text
    #expect(
      second.contains(
        "<a href=\"01-lions.html#term-lion-cub\" title=\"A lion &amp; cub is &quot;young&quot;.\">cubs</a>"
      ))
  }

  @Test func `the list of terms has each with its sentence, its chapter and who uses it`() throws {
    let html = try weaver().bookPage("terms.html").text
    #expect(html.contains("<dt>lion cub</dt><dd>A lion &amp; cub is &quot;young&quot;."))
    #expect(html.contains("<a href=\"P/01-lions.html#term-lion-cub\">P: Lions</a>"))
    #expect(html.contains("; used in <a href=\"P/02-cages.html\">P: Cages</a>"))
    struct Terms: Decodable { var terms: [TermsExport.Entry] }
    let json = try JSONDecoder().decode(
      Terms.self, from: Data(weaver().bookPage("terms.json").text.utf8))
    #expect(json.terms.map(\.name) == ["lion cub"])
    #expect(json.terms.map(\.uses) == [["Spec/P/02-cages.md"]])
    #expect(try weaver().bookPage("search-1.js").text.contains("\"term\",\"lion cub\""))
  }

  @Test func `a book that defines none lists none beside its pages`() throws {
    let plain = try weaver("# Lions\n", "# Cages\n").bookPage("rules.html").text
    #expect(try weaver().bookPage("rules.html").text.contains(">Terms</a></li>"))
    #expect(!plain.contains(">Terms</a></li>"))
  }

  @Test func `a page is woven again when what it says of a term changes`() throws {
    func keys(_ lions: String, _ cages: String = cages) throws -> (cages: Digest, index: Digest) {
      let context = try weaver(lions, cages).context
      let keys = PageKeys(context, theme: Digest(of: []), colours: true)
      return (
        keys.key(ofChapter: context.order[1].chapter, content: Digest(of: cages.utf8)),
        keys.keyOfIndex()
      )
    }
    let (first, other) = (try keys(lions), try keys(lions.replacing("young", with: "small")))
    #expect(first.cages != other.cages && first.index != other.index)
    let unlike = try keys(lions.replacing("It ", with: "He "))
    #expect(first.cages == unlike.cages && first.index == unlike.index)
    #expect(
      try keys(lions, cages.replacing("[cubs](01-lions.md#term-lion-cub), two ", with: "")).index
        == first.index)
    #expect(try keys(lions, "# Cages\n").index != first.index)
  }
}
