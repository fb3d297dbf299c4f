// For which releases rules hold, beside them, on the page of rules and in rules.json.

import Book
import Evidence
import Foundation
import Testing

@testable import Weave

private let rules = """
  # Rules

  > **a.b since=1.1** One. (unproved: so)

  > **a.c ours="others & co. go on"** Two. (unproved: so)

  > **a.d** Three. (unproved: so)
  """

private func weaver(
  _ manifest: String = "releases: {Zoo: [1.0, 1.1: with <lions>, 2.0]}",
  parts: String = "parts: [P]"
) throws -> Weaver {
  let folder = BookFolder(path: "Spec", parts: ["P": [.init(name: "a.md", kind: .regular)]])
  let book = Book.reading(folder) { path in
    Array((path.hasSuffix("yml") ? "title: T\n\(parts)\n\(manifest)" : rules).utf8)
  }
  return Weaver(
    WeaveContext(book, Evidence(state: .absent, key: "k", toolchain: "Swift")),
    theme: try Theme(shell: "{{{head}}}|{{{body}}}"), lex: { _ in [] })
}

struct ReleasePageTests {
  @Test func `a record and a schema show which releases have them`() throws {
    let text =
      "# T\n\n```text layout=a since=1.1\nx\n```\n\n```yaml binding=b until=1.1\nx\n```\n"
      + "\n```text layout=c\nx\n```\n"
    let html = try weaver().page(ofChapter: "Spec/P/a.md", bytes: Array(text.utf8)).text
    #expect(html.contains("Layout</span> a <span class=\"releases\">since 1.1</span></figcaption>"))
    #expect(
      html.contains("Binding</span> b <span class=\"releases\">until 1.1</span></figcaption>"))
    #expect(html.contains("Layout</span> c</figcaption>"))
  }

  private func chapter(_ weaver: Weaver) -> String {
    weaver.page(ofChapter: "Spec/P/a.md", bytes: Array(rules.utf8)).text
  }

  @Test func `a rule shows its id alone, and below its text for which releases it holds`() throws {
    let html = chapter(try weaver())
    #expect(html.contains("<p><strong>a.b</strong> One."))
    #expect(html.contains("<span class=\"releases\">since 1.1</span>"))
    #expect(
      html.contains(
        "<span class=\"releases ours\">this book’s own; others &amp; co. go on</span>"))
    #expect(html.ranges(of: "class=\"releases").count == 2)
  }

  @Test func `the search reads no claims`() throws {
    let files = try weaver().files(
      ofChapter: "Spec/P/a.md", bytes: Array(rules.utf8), content: Digest(of: rules.utf8))
    let search = try #require(files.first { $0.path.hasSuffix(".search.js") }).text
    #expect(search.contains("a.b One.") && !search.contains("since="))
  }

  @Test func `the page of rules has a choice among the releases, with how many rules hold`() throws
  {
    let html = try weaver().bookPage("rules.html").text
    for (key, anchor, words) in [
      (0, "all", "all rules <span class=\"count\">3</span>"),
      (1, "1.0", "1.0 <span class=\"count\">0</span>"),
      (2, "1.1", "1.1 <span class=\"count\">1</span>"),
      (3, "2.0", "2.0 <span class=\"count\">1</span>"),
      (4, "ours", "this book’s own <span class=\"count\">1</span>"),
    ] {
      let end = key == 0 ? " checked>" : ">"
      #expect(html.contains("id=\"release-\(anchor)\" data-release=\"\(key)\"\(end)"))
      #expect(html.contains("<label for=\"release-\(anchor)\">\(words)</label>"))
    }
    let style = try #require(html.split(separator: "|").first)
    #expect(style.contains("[data-release=\"4\"]:checked~") && !style.contains("\"5\""))
    #expect(html.contains("<p class=\"about\">1.1: with &lt;lions&gt;</p>"))
    #expect(html.contains("<div data-in=\"2 3\"><dt id=\"rule-a.b\">"))
    #expect(html.contains("<div data-in=\"4\"><dt id=\"rule-a.c\">"))
    #expect(html.contains("<div data-in=\"\"><dt id=\"rule-a.d\">"))
    #expect(html.contains("<section class=\"chapterRules\" data-in=\"2 3 4\">"))
  }

  @Test func `a book without releases has no choice`() throws {
    let html = try weaver("").bookPage("rules.html").text
    #expect(html.contains("rule-a.d") && !html.contains("data-release"))
  }

  @Test func `programs read the releases of a rule as a list`() throws {
    struct Rules: Decodable { var rules: [RulesExport.Entry] }
    let read = try JSONDecoder().decode(
      Rules.self, from: Data(weaver().bookPage("rules.json").text.utf8)
    ).rules
    #expect(read.map(\.releases) == [["1.1", "2.0"], [], []])
    #expect(read.map(\.ours) == [false, true, false])
    #expect(read.map(\.elsewhere) == [nil, "others & co. go on", nil])
  }

  @Test func `pages are woven again when the releases or a part's claim change`() throws {
    func key(_ manifest: String, parts: String = "parts: [P]") throws -> Digest {
      let context = try weaver(manifest, parts: parts).context
      return PageKeys(context, theme: Digest(of: []), colours: false)
        .key(ofChapter: context.order[0].chapter, content: Digest(of: []))
    }
    let keys = [
      try key("releases: {Zoo: [1.0, 1.1]}"), try key("releases: {Zoo: [1.1, 1.0]}"),
      try key("releases: {Zoo: [1.0, 1.1: with lions]}"), try key(""),
      try key("", parts: "parts: [P: {defaults: {rules: ours}}]"),
    ]
    #expect(Set(keys).count == 5)
  }
}
