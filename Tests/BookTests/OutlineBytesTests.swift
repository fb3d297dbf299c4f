// Outlines are read back as they were written, and damaged bytes are never more than refused.

import Testing

@testable import Book

@Suite struct `Outlines as bytes` {
  private let text = """
    # Title *é*

    > **a.b** One. (unproved: so)

    > **a.c since=1 until=2 in=3,4 ours="others go on"** Two. (unproved: so)

    A [*piece*](#term-piece) is one. See [there](02.md#x) and ![p](p.png), [^1].

    ```swift example rule=a.b,a.c
    1  // → 1 (not reached: no)
    #expect(true)
    ```
    ```swift fails "text"
    x
    ```
    ```swift wrong
    ```
    ```yaml binding=b
    ```
    ```dts binding=b
    ```
    ```text layout=n size=16
    name  offset  width  order  meaning
    ```
    ```swift
    struct A { var b = 1 }
    ```
    ```swift test
    @Test func a() { withKnownIssue { } }
    ```
    ```text output
    a
    ```
    ```swift illustration "why"
    ```

    [^1]: note
    """

  private var chapter: Book.ReadChapter {
    Book.ReadChapter(path: "Spec/P/01-ä.md", bytes: Array(text.utf8), plainSwift: .implementation)
  }

  private var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.put(chapter)
    return writer.bytes
  }

  @Test func `are read back as they were written, findings included`() throws {
    var reader = ByteReader(bytes)
    let read = try Book.ReadChapter(from: &reader)
    #expect(read == chapter && reader.isAtEnd)
    #expect(!read.findings.isEmpty && read.outline.checkedFences.count == 3)
    #expect(read.outline.terms.map(\.name) == ["piece"])
  }

  @Test func `that were cut off are refused`() {
    for count in 0..<bytes.count {
      #expect(throws: MalformedBytes.self) {
        var reader = ByteReader(bytes[..<count])
        _ = try Book.ReadChapter(from: &reader)
      }
    }
  }

  @Test func `that were damaged are refused or read as something else, and never trap`() {
    for index in bytes.indices {
      for change: UInt8 in [0x01, 0x80, 0xFF] {
        var damaged = bytes
        damaged[index] ^= change
        var reader = ByteReader(damaged)
        _ = try? Book.ReadChapter(from: &reader)
      }
    }
  }

  @Test(arguments: [0, 1, -1, 63, 64, -64, -65, .max, .min, 1 << 40])
  func `hold any number`(number: Int) throws {
    var writer = ByteWriter()
    writer.put(number)
    var reader = ByteReader(writer.bytes)
    #expect(try reader.number() == number && reader.isAtEnd)
  }
}
