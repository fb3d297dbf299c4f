// Forms of a format: each writer with each reader, as a table and as a page.

import Bindings
import Book
import Testing
import Weave

@testable import Review

struct FormTests {
  private func schema(_ info: String, name: String, order: String) -> String {
    """
    ```yaml \(info)
    properties:
      compatible: {const: \(name)}
      start: {$ref: types.yaml#/definitions/uint64, x-order: \(order)}
    required: [compatible, start]
    additionalProperties: false
    ```

    """
  }

  private func book(_ schemas: String...) -> Book {
    book(schemas, releases: "1.0, 1.1, 2.0, 3.0")
  }

  private func book(_ schemas: [String], releases: String) -> Book {
    let folder = BookFolder(path: "Spec", parts: ["P": [.init(name: "01-a.md", kind: .regular)]])
    let manifest = "title: T\nparts: [P]\nreleases: {Note: [\(releases)], Desk: [d1]}\n"
    let chapter = "# T\n\nText.\n\n" + schemas.joined(separator: "\n")
    return Book.reading(folder) { path in
      Array((path == "Spec/book.yml" ? manifest : chapter).utf8)
    }
  }

  private var three: Book {
    book(
      schema("binding=note since=3.0", name: "note-v1", order: "big"),
      schema("binding=note-1 form-of=note until=1.1", name: "note-v1", order: "little"),
      schema("binding=note-2 form-of=note in=2.0", name: "note-v2", order: "little"),
      schema("binding=note-x form-of=note", name: "note-x", order: "little"),
      schema("binding=other since=1.0", name: "other", order: "little"))
  }

  @Test func `a format's forms stand in the order of their releases`() throws {
    #expect(three.findings == [])
    let families = FormFamily.all(of: three)
    #expect(families.map(\.format) == ["note"] && families.map(\.line) == ["Note"])
    let family = try #require(families.first)
    #expect(family.forms.map(\.releases) == ["until 1.1", "2.0", "3.0"])
    #expect(family.forms.map(\.statement.binding) == ["note-1", "note-2", "note"])
  }

  @Test func `each writer meets each reader, and a name that came back is misread`() throws {
    let family = try #require(FormFamily.all(of: three).first)
    let meetings = family.meetings(in: BindingSet(three))
    #expect(meetings.count == 6)
    func met(_ writer: Int, _ reader: Int) -> FormFamily.Meeting? {
      meetings.first { $0.writer == writer && $0.reader == reader }
    }
    for (writer, reader) in [(0, 1), (1, 0), (1, 2), (2, 1)] {
      #expect(met(writer, reader)?.outcome == .refusedDeclared)
    }
    #expect(met(0, 2)?.outcome == .misread && met(2, 0)?.outcome == .misread)
    #expect(
      met(0, 2)?.reasons.first
        == "/start (little → big): the bytes of a number are in another order")
  }

  @Test func `the page has a table for each format, with a link to each form`() throws {
    let section = try #require(FormsSection(of: three, kept: []))
    let html = section.html().text
    #expect(html.contains("<h2 id=\"form-note\"><code>note</code> in Note</h2>"))
    #expect(html.contains("<th scope=\"row\"><a href=\"P/01-a.html#L13\">1.1 and before</a></th>"))
    #expect(html.contains("<th scope=\"col\">read by 3.0</th>"))
    #expect(html.matches(of: /class="outcome misread"/).count == 2)
    #expect(!html.contains("form-other") && !html.contains("note-x"))
  }

  @Test func `of many forms the newest meet, and the others are counted`() throws {
    let names = (0..<30).map { "r\($0)" }
    let schemas = names.map {
      schema("binding=note-\($0) form-of=note in=\($0)", name: "note-\($0)", order: "big")
    }
    let book = book(schemas, releases: names.joined(separator: ", "))
    let family = try #require(FormFamily.all(of: book).first)
    #expect(family.forms.count == 24 && family.omitted == 6)
    #expect(family.forms.first?.releases == "r6")
    let html = try #require(FormsSection(of: book, kept: [])).html().text
    #expect(html.contains("<p class=\"omitted\">Older forms that are not shown: 6.</p>"))
  }

  @Test func `there is no page without two forms of a format, or a kept release`() throws {
    let one = book(schema("binding=note since=1.0", name: "note-v1", order: "big"))
    #expect(FormsSection(of: one, kept: []) == nil)
    let files = Release.files(of: "<b>", one.chapters)
    let kept = [FormsSection.Kept(name: "<b>", bytes: files[0].bytes)]
    let section = try #require(FormsSection(of: one, kept: kept))
    #expect(section.html().text.contains("<th scope=\"row\">&lt;b&gt;</th>"))
    #expect(section.html().text.contains("<th scope=\"col\">now reads</th>"))
  }

  @Test func `the key changes with a form, a release of the list and a kept release`() throws {
    let key = try #require(FormsSection(of: three, kept: [])).key
    let other = book(
      schema("binding=note since=3.0", name: "note-v1", order: "big"),
      schema("binding=note-1 form-of=note until=1.0", name: "note-v1", order: "little"))
    #expect(FormsSection(of: other, kept: [])?.key != key)
    let kept = FormsSection.Kept(name: "1", bytes: [1])
    #expect(FormsSection(of: three, kept: [kept])?.key != key)
    #expect(FormsSection(of: three, kept: [])?.key == key)
  }
}
