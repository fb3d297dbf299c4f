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

  @Test func `a page whose shell has no script allows none`() throws {
    #expect(try page("{{{scripts}}}") == "'none'")
  }
}
