// The page of a review: all that changed, in both wordings, and nothing of it as markup.

import Bindings
import Book
import Evidence
import Foundation
import Testing

@testable import Review

struct ReviewPageTests {
  private func text(
    _ chapters: [String: String], evidence: Evidence = .absent
  ) -> RevisionText {
    let folder = BookFolder(
      path: "Spec",
      parts: ["P": chapters.keys.sorted().map { .init(name: $0, kind: .regular) }])
    let book = Book.reading(folder) { path in
      let name = path.split(separator: "/").last.map(String.init) ?? ""
      return Array((chapters[name] ?? "title: T\nparts: [P]\n").utf8)
    }
    let contents = chapters.map { name, text in ("Spec/P/\(name)", Array(text.utf8)) }
    return RevisionText(
      BindingSet(book), book, contents: Dictionary(uniqueKeysWithValues: contents),
      evidence: evidence)
  }

  private func page(
    _ base: RevisionText, _ head: RevisionText, seeksWitnesses: Bool = true,
    rules: [RuleChange] = []
  ) -> ReviewPage {
    let review = Review(from: base.formats, to: head.formats, seeksWitnesses: seeksWitnesses)
    var report = ReviewReport(
      review, base: .init(name: "main", commit: "0123456789abcdef", base.formats),
      head: .init(name: "working tree", commit: nil, head.formats))
    report.rules = rules
    return ReviewPage(review, report, base: base, head: head, style: ":root{--x:1}</style>")
  }

  @Test func `blobs of releases are decoded as they were written and as head takes them`() {
    func formats(_ order: String) -> String {
      """
      # T

      ```yaml binding=note
      properties:
        compatible: {const: note-v1}
        start: {$ref: types.yaml#/definitions/uint64, x-order: \(order)}
      required: [compatible, start]
      additionalProperties: false
      ```

      ```dts binding=note
      / { compatible = "note-v1"; start = [00 10 00 00 00 00 00 00]; };
      ```

      """
    }
    func releases(_ order: String) -> String {
      let head = text(["01-a.md": formats(order)])
      let old = Array(formats("native").utf8)
      let chapter = Outline(of: Chapter(path: "Spec/P/01-a.md", bytes: old))
      let files = Release.files(of: "1.0", [chapter])
      var release = Release("1.0", files[0].bytes)
      release.blobs = [files[1].name: files[1].bytes]
      var report = page(head, head).report
      report.add(
        [(release, Review(from: release.formats, to: head.formats))],
        ReleaseMatrix([release, Release("head", formats: head.formats)]), failOn: .breaking)
      let review = Review(from: head.formats, to: head.formats)
      return ReviewPage(review, report, base: head, head: head, style: "").text
    }
    let turned = releases("big")
    #expect(turned.contains("<code>1.0</code> note-1.dtb: 1 element of 3 taken otherwise"))
    #expect(turned.contains("<td>0x1000  </td><td>0x10000000000000  </td>"))
    #expect(turned.contains("<td class=\"hex\">00 10 00 00 00 00 00 00</td>"))
    #expect(!turned.contains("read as written"))
    #expect(releases("native").contains("1 blob is read as written"))
  }

  @Test func `rules that changed stand side by side`() {
    let base = text(["01-notes.md": chapter])
    func stated(_ words: String) -> RuleChange.Stated {
      .init(
        text: words, releases: "", place: Location(file: "Spec/P/01-notes.md", line: 5, column: 1))
    }
    let changes = [RuleChange(rule: "note.start", old: stated("Was <i>."), new: stated("Is."))]
    let html = page(base, base, rules: changes).text
    #expect(
      html.contains("<td>reworded</td><td><del>Was &lt;i&gt;.</del></td><td><ins>Is.</ins></td>"))
    #expect(!page(base, base).text.contains("id=\"rules\""))
  }

  private let chapter = """
    # Notes

    The property `start` is the first byte.

    > **note.start** The property start is never zero.

    ```swift
    struct Note {
      static func write() -> Int {
        1
      }
      static func read() {}
    }
    ```

    ```swift example rule=note.start
    Note.write() // → 1
    ```

    ```yaml binding=note
    x-writer: Note.write
    x-reader: Note.read
    properties:
      compatible: {const: note-v1}
      start:
        $ref: types.yaml#/definitions/uint64
        x-order: native
        x-unit: address
      size: {$ref: types.yaml#/definitions/uint64, x-order: native, x-unit: bytes}
    required: [compatible, start, size]
    additionalProperties: false
    ```

    ```dts binding=note
    / {
      compatible = "note-v1";
      start = [00 10 00 00 00 00 00 00];
      size = [01 00 00 00 00 00 00 00];
    };
    ```

    """

  private var changed: String {
    chapter.replacing("x-order: native\n    x-unit", with: "x-order: big\n    x-unit")
      .replacing("    1\n", with: "    2\n").replacing("// → 1", with: "// → 2")
  }

  @Test func `the verdict, the names and each finding with both places are on it`() {
    let html = page(text(["01-a.md": chapter]), text(["01-a.md": changed])).text
    #expect(html.contains("BREAKING: what base writes at note:/start is misread by head"))
    #expect(html.contains("<a href=\"#format-note\">note</a>"))
    #expect(html.contains("<code>note:/</code></th><td colspan=\"2\">note-v1</td>"))
    #expect(html.contains("<code>note:/start</code>: <del>native</del> → <ins>big</ins>"))
    #expect(html.contains("base: <code>Spec/P/01-a.md:27:5</code> head: <code>Spec/P/01-a.md:27:5"))
  }

  @Test func `a changed cell has the old struck and the new marked, and the rest is folded`() {
    let html = page(text(["01-a.md": chapter]), text(["01-a.md": changed])).text
    #expect(html.contains("<td><del>uint64 native</del> <ins>uint64 big</ins></td>"))
    #expect(html.contains("<summary>3 rows as before</summary>"))
  }

  @Test func `what belongs to an element is found in code, tests, examples and prose`() {
    let (base, head) = (text(["01-a.md": chapter]), text(["01-a.md": changed]))
    let path = ElementPath("note", [], "start")
    let trace = ElementTrace(path, from: path, base, head)
    let states = trace.sides.map { "\($0.aspect.rawValue) \(ElementTrace.state($0.sides))" }
    #expect(
      states == [
        "schema changed", "writer changed", "reader untouched", "tests changed",
        "example untouched", "prose untouched",
      ])
    let writer = trace.sides[1].sides[0]
    #expect(writer.old?.text == "  static func write() -> Int {\n    1\n  }")
    #expect(writer.new?.place == "Spec/P/01-a.md:9")
    #expect(trace.sides[5].sides[0].new?.text == "The property `start` is the first byte.")
  }

  @Test func `a witness shows what was written, what it is taken for, and each byte`() {
    let html = page(text(["01-a.md": chapter]), text(["01-a.md": changed])).text
    #expect(html.contains("UP witness by schemas, "))
    #expect(html.contains("<td>uint64 native / uint64 big</td><td>0x12345000 address "))
    #expect(html.contains("<td>the value of start</td>"))
    #expect(html.contains("<tr class=\"marked\">"))
  }

  @Test func `prose, code and values of a chapter without formats are told apart`() throws {
    let old = "# T\n\nOne.\n\n```swift\nlet a = 1\n```\n\n```swift example\na // → 1\n```\n"
    let new = old.replacing("a = 1", with: "a = 2").replacing("→ 1", with: "→ 2")
    let change = try #require(
      ChapterChange(
        "a.md", text(["01-a.md": old]).chapters["Spec/P/01-a.md"],
        text(["01-a.md": new]).chapters["Spec/P/01-a.md"]))
    #expect(change.pieces.map(\.kinds) == [[.code], [.values]])
    #expect(change.remark == "the code changed, and the prose did not")
    #expect(change.counts[.code]?.gone == 1 && change.counts[.values]?.new == 1)
    let html = page(text(["01-a.md": old]), text(["01-a.md": new])).text
    #expect(html.contains("data-n=\"6\">let a = <del>1</del>\n</span>"))
    #expect(html.contains("data-n=\"10\">a // → <ins>2</ins>\n</span>"))
    #expect(html.contains("No format changed."))
  }

  @Test func `prose that changed alone says so, and a chapter may be new or gone`() throws {
    let html = page(
      text(["01-a.md": "# T\n\nOne.\n", "02-b.md": "# Gone\n"]),
      text(["01-a.md": "# T\n\nTwo.\n", "03-c.md": "# Come\n"])
    ).text
    #expect(html.contains("the prose changed, and nothing else"))
    #expect(html.contains("<summary><code>Spec/P/02-b.md</code> Gone: 1 place</summary>"))
    #expect(html.contains("nothing after") && html.contains("nothing before"))
    // Of a chapter that came nothing is gone, and that is not counted.
    #expect(html.contains("class=\"nowrap count\"><ins>+2</ins> </td>"))
    #expect(html.contains("class=\"nowrap count\"><del>−2</del></td>"))
  }

  @Test func `nothing of a chapter becomes markup, and no style or script is let in`() {
    let hostile = "</code></pre><script>x</script> \u{202E}\" '"
    let html = page(
      text(["01-a.md": chapter]),
      text([
        "01-a.md": changed.replacing(
          "x-unit: address",
          with: "x-unit: address\n    description: '\(hostile.replacing("'", with: ""))'")
      ])
    ).text
    #expect(!html.contains("<script") && html.contains("&lt;script&gt;x&lt;/script&gt;"))
    #expect(html.contains("<span class=\"bidi\" title=\"RIGHT-TO-LEFT OVERRIDE\">"))
    #expect(html.components(separatedBy: "</style>").count == 2)
    #expect(
      html.contains("content=\"default-src 'none'; style-src 'sha256-") && !html.contains(" style=")
    )
  }

  @Test func `verdicts of tests stand beside what changed, and where none are kept it says so`() {
    let old = "# T\n\n```swift test\n@Test func one() { two(1) }\n```\n"
    func evidence(_ verdict: Verdict) -> Evidence {
      var evidence = Evidence(state: .complete, key: "k")
      var chapter = ChapterEvidence()
      chapter.tests = [TestResult(suite: nil, name: "one", line: 4, verdict: verdict, seconds: 0)]
      evidence.chapters["Spec/P/01-a.md"] = chapter
      return evidence
    }
    let new = old.replacing("1)", with: "2)")
    let both = page(
      text(["01-a.md": old], evidence: evidence(.passed)),
      text(["01-a.md": new], evidence: evidence(.failed))
    ).text
    #expect(both.contains("<td class=\"nowrap\">1/1 → 0/1</td>"))
    #expect(
      both.contains(
        "checks, base <span class=\"mark passed\">passed</span>, head"
          + " <span class=\"mark failed\">failed</span>"))
    let come = page(
      text(["02-b.md": "# B\n"], evidence: evidence(.passed)),
      text(["01-a.md": new, "02-b.md": "# B\n"], evidence: evidence(.passed))
    ).text
    #expect(come.contains("<td class=\"nowrap\">– → 1/1</td>"))
    let none = page(text(["01-a.md": old]), text(["01-a.md": new])).text
    #expect(none.contains("No verdicts of tests: none are kept of either code"))
    #expect(!none.contains("class=\"mark"))
  }

  @Test func `the same revisions give the same bytes`() {
    let (base, head) = (text(["01-a.md": chapter]), text(["01-a.md": changed]))
    #expect(page(base, head).text == page(base, head).text)
  }

  @Test func `two thousand findings are one page of a few megabytes, each with its anchor`() {
    let lines = (0..<2000).map {
      "  p\($0): {$ref: types.yaml#/definitions/uint32, x-absent: none}"
    }
    let schema = { (lines: [String]) in
      "# T\n\n```yaml binding=note\nproperties:\n  compatible: {const: note-v1}\n"
        + lines.joined(separator: "\n") + "\nadditionalProperties: false\n```\n"
    }
    // A schema has at most 64 KiB: several of them.
    let all = stride(from: 0, to: 2000, by: 500).map { start in
      schema(Array(lines[start..<start + 500])).replacing("note", with: "note\(start)")
    }
    let base = Dictionary(
      uniqueKeysWithValues: all.indices.map {
        ("0\($0)-a.md", schema([]).replacing("note", with: "note\($0 * 500)"))
      })
    let head = Dictionary(uniqueKeysWithValues: all.indices.map { ("0\($0)-a.md", all[$0]) })
    let page = page(text(base), text(head), seeksWitnesses: false)
    #expect(page.report.findings.count >= 2000)
    let html = page.text
    #expect(html.utf8.count < 8 << 20, "\(html.utf8.count)")
    #expect(
      html.components(separatedBy: "<div class=\"finding ").count - 1 == page.report.findings.count)
  }
}
