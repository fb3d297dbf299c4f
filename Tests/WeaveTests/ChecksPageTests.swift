import Book
import Evidence
import Testing

@testable import Weave

struct ChecksPageTests {
  /// The page with the reports, in a book whose evidence has the key `abc`.
  private func pages(_ reports: [TestReport]) throws -> [SiteFile] {
    let book = Book.reading(BookFolder(path: "Spec", parts: [:])) { _ in Array("title: A\n".utf8) }
    let known = Evidence(state: .complete, key: "abc", toolchain: "Swift")
    let weaver = Weaver(
      WeaveContext(book, known, reports: reports), theme: try Theme(shell: "{{{body}}}"),
      lex: { _ in [] })
    return weaver.context.bookPages.map(weaver.file)
  }

  private func page(_ reports: [TestReport]) throws -> String? {
    try pages(reports).first { $0.path == "checks.html" }?.text
  }

  private func report(_ text: String, key: String) throws -> TestReport {
    try #require(TestReport(name: "kernel-run", key: key, bytes: Array(text.utf8)))
  }

  @Test func `a report is shown line by line, escaped`() throws {
    let page = try #require(try page([report("a <b>: <i>c</i>\n", key: "abc")]))
    #expect(page.contains("<h2 id=\"check-kernel-run\">Kernel run</h2>"))
    #expect(page.contains("a &lt;b&gt;</th><td>&lt;i&gt;c&lt;/i&gt;</td>"))
    #expect(page.contains("From the code of these pages"))
  }

  @Test func `a report of other code says so`() throws {
    let page = try #require(try page([report("a: b\n", key: "other")]))
    #expect(page.contains("From other code") && !page.contains("From the code of these pages"))
  }

  @Test func `without reports the page says nothing of comparisons`() throws {
    #expect(try page([])?.contains("is compared") == false)
    #expect(try page([report("a: b\n", key: "abc")])?.contains("is compared") == true)
  }
}
