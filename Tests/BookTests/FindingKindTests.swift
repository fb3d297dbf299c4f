// The kinds of findings whose messages other tests compare without their kind.

import Testing

@testable import Book

struct FindingKindTests {
  private func kinds(_ bytes: [UInt8], path: String = "a.md") -> [Finding.Kind] {
    Chapter(path: path, bytes: bytes).findings.map(\.kind)
  }

  @Test func `a chapter's name with a quote is of a kind`() {
    #expect(kinds(Array("# T\n".utf8), path: "a\"b.md").contains(.chapterName))
  }

  @Test func `bytes that are no UTF-8 are of a kind`() {
    #expect(kinds([0x23, 0x20, 0xff, 0x0a]).contains(.invalidUTF8))
  }

  @Test func `a proof without a check is of a kind`() {
    let text = "# T\n\n> **a.b** R.\n\n```swift example rule=a.b\nlet z = 1\n```\n"
    #expect(kinds(Array(text.utf8)) == [.emptyProof])
  }

  @Test func `an arrow of another shape is of a kind`() {
    let text = "# T\n\nText.\n\n```swift example\nf()  // -> 1\n```\n"
    #expect(kinds(Array(text.utf8)).contains(.misspeltArrow))
  }
}
