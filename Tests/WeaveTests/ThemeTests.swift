import Book
import Evidence
import Testing

@testable import Weave

struct ThemeTests {
  private func page(_ shell: String) throws -> String {
    let book = Book.reading(BookFolder(path: "Spec", parts: [:])) { _ in Array("title: A\n".utf8) }
    let context = WeaveContext(book, Evidence(state: .complete, key: "", toolchain: "Swift"))
    return try Weaver(context, theme: Theme(shell: shell), lex: { _ in [] })
      .bookPage("index.html").text
  }

  @Test func `a page allows the scripts of its shell by their digests, and what they load`() throws
  {
    // printf 1 | openssl dgst -sha256 -binary | base64
    #expect(
      try page("{{{scripts}}}<script data-root=\"{{{root}}}\">1</script>").hasPrefix(
        "'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s=' 'strict-dynamic'"))
  }

  @Test func `a script reaches to its first end, and one without an end is none`() throws {
    let one = "'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s=' "
    let many = String(repeating: "<script>", count: 8_000)
    #expect(
      try page("{{{scripts}}}<script>1</script><script a>1</script>\(many)").hasPrefix(
        one + one + "'strict-dynamic'<"))
    #expect(try page("{{{scripts}}}\(many)").hasPrefix("'none'"))
    #expect(try page("{{{scripts}}}<script").hasPrefix("'none'"))
  }

  /// Why a shell cannot be used.
  private func refusal(_ shell: String) -> String? {
    do throws(Theme.Unusable) {
      _ = try Theme(shell: shell)
      return nil
    } catch { return error.description }
  }

  @Test func `a shell has a bound, and says it`() {
    #expect(refusal(String(repeating: "x", count: 65_536)) == nil)
    #expect(
      refusal(String(repeating: "{{#a}}x{{/a}}", count: 20_000))
        == "page.mustache has 260000 bytes, more than the 65536 that a shell may have; link to"
        + " files beside it")
  }

  @Test func `what is no Mustache is told with its place and little of its line`() {
    let start = "page.mustache is no Mustache template: at line "
    #expect(
      refusal("a\n{{#b}}c{{/d}}")
        == start + "2, column 11 (the line is '{{#b}}c{{/d}}') a section ends that is not the last"
        + " one that began")
    let long = String(repeating: "x", count: 60_000)
    #expect(
      refusal("{{#b}}" + long)
        == start
        + "1, column 60007 (the line is '{{#b}}\(long.prefix(34))…') the text ends inside of"
        + " a section; end it with {{/…}}")
    for text in ["{{a", "{{", "{{}}", "{{#}}", "{{{a}}", "{{%x}}", "{{a", "{{>a"] {
      #expect(refusal(text).map { $0.hasPrefix(start) && $0.utf8.count < 250 } != false, "\(text)")
    }
  }

  @Test func `a page whose shell has no script allows none`() throws {
    #expect(try page("{{{scripts}}}") == "'none'")
  }
}
