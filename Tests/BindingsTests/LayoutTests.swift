// Records as tables: read, and what is wrong with a line.

import Book
import Testing

@testable import Bindings

private let titles = "name  offset  width  order  meaning\n"

struct LayoutTests {
  private func layouts(_ code: String, _ attributes: String = "") -> BindingSet {
    bindings(chapter(("text layout=entry\(attributes)", code)))
  }

  @Test func `a table becomes fields`() throws {
    let set = layouts(
      titles
        + "next   0   8  native  the next page → entry\ncount  8  4  little  how many entries\n"
        + "name  12  52  text  what it is called", " size=4096 struct=entry_ser")
    #expect(set.findings == [])
    let layout = try #require(set.layouts["entry"])
    #expect(layout.size == 4096 && layout.code.structure == "entry_ser")
    #expect(layout.fields.map(\.range) == [0..<8, 8..<12, 12..<64])
    #expect(layout[field: "next"]?.target == "entry")
    #expect(layout[field: "next"]?.meaning == "the next page")
    #expect(layout[field: "name"]?.form == .text)
    #expect(layout.targets == ["entry"])
  }

  @Test func `what is wrong with a line is told at its word`() {
    let info = "text layout=entry"
    expectFindings(
      titles + "a  0  8  ⌖natvie  x", info: info,
      "layout-form: 'natvie' is no order; did you mean 'native'?")
    expectFindings(
      titles + "a  ⌖x  8  native  x\nb  8  ⌖0  native  x", info: info,
      "layout-form: 'x' is no offset in bytes; write a number up to 1048576",
      "layout-form: '0' is no width in bytes; write a number up to 1048576")
    expectFindings(
      titles + "a  0  ⌖3  native  x", info: info,
      "layout-form: a number has 1, 2, 4 or 8 bytes, not 3")
    expectFindings(
      titles + "a  0  8  native  x\n⌖b  4  8  native  x", info: info,
      "layout-form: 'b' begins at 4, and 'a' ends at 8; put the fields in order, and mend an offset"
    )
    expectFindings(
      titles + "a  0  8  native  x\n⌖b  8  native  x", info: info,
      "layout-form: this line has 4 columns; it has a name, an offset, a width, an order and a meaning"
    )
    expectFindings(
      titles + "a  0  8  native  x\n⌖a  8  8  native  x", info: info,
      "layout-form: a field 'a' is there already; rename one")
    expectFindings(
      titles + "⌖a  0  8  native  x → nowhere", info: info,
      "binding-reference: there is no layout 'nowhere'; state it as 'text layout=nowhere', or say"
        + " 'memory'")
  }

  @Test func `an address may lead to one of several, and hold others`() {
    let node =
      "below  0  8  native  x → node or leaf\nlist  8  8  native  x → page\nmore  16  8  native  x → memory of entry[]"
    let info = "text layout=node"
    expectFindings(
      titles
        + node.replacing("below", with: "⌖below").replacing("list", with: "⌖list")
        .replacing("more", with: "⌖more"), info: info,
      "binding-reference: there is no layout 'leaf'; state it as 'text layout=leaf', or say 'memory'",
      "binding-reference: there is no layout 'page'; state it as 'text layout=page', or say 'memory'",
      "binding-reference: there is no layout 'entry'; state it as 'text layout=entry', or say 'memory'"
    )
    #expect(BindingSet.names(ofTarget: "page of entry[]") == ["page", "entry"])
    let all = ["leaf", "page", "entry"].map { ("text layout=\($0)", titles + "a  0  8  native  x") }
    let set = bindings(chapter((info, titles + node), all[0], all[1], all[2]))
    #expect(set.findings == [])
    #expect(set.isRepeated("entry") && !set.isRepeated("page"))
  }

  @Test func `a layout has its titles and at least one field`() {
    #expect(
      layouts("a  0  8  native  x").findings.map(\.message) == [
        "a layout begins with the titles; write: name  offset  width  order  meaning"
      ])
  }

  @Test func `a layout without fields is told`() {
    #expect(
      layouts(titles).findings.map(\.message) == ["this layout has no fields; add a line for each"])
  }

  @Test func `a size is not less than the fields take`() {
    #expect(
      layouts(titles + "a  0  8  native  x", " size=4").findings.map(\.description) == [
        "Spec/P/01-a.md:5:1: error: '4' is no size of this layout; its fields take 8 bytes"
      ])
  }
}
