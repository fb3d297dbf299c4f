// How git shows a chapter that changed.

import Testing

@testable import Review

struct ChapterDifferenceTests {
  private func lines(_ old: String?, _ new: String?) -> [String] {
    ChapterDifferenceText(
      "Spec/P/01-a.md", from: old.map { Array($0.utf8) }, to: new.map { Array($0.utf8) }
    ).lines.map(\.text)
  }

  private let chapter = """
    # T

    One.

    ```swift
    let a = 1
    ```

    ```yaml binding=note
    properties:
      compatible: {const: note-v1}
      start: {$ref: types.yaml#/definitions/uint64, x-order: native}
    required: [compatible, start]
    additionalProperties: false
    ```

    """

  @Test func `what becomes of formats comes first, then each place by what it is`() {
    let head = chapter.replacing("One.", with: "Two.").replacing("native", with: "big")
      .replacing("a = 1", with: "a = 2")
    #expect(
      lines(chapter, head) == [
        "Spec/P/01-a.md: prose +1 -1, code +1 -1, formats +1 -1",
        "Spec/P/01-a.md:12:49: the bytes of a number are in another order [order-changed]",
        "    note:/start (native → big)", "    UP misread, BACK misread",
        "@@ -3 +3 @@ prose", "-One.", "+Two.", "@@ -6 +6 @@ code", "-let a = 1", "+let a = 2",
        "@@ -12 +12 @@ formats",
        "-  start: {$ref: types.yaml#/definitions/uint64, x-order: native}",
        "+  start: {$ref: types.yaml#/definitions/uint64, x-order: big}",
      ])
  }

  @Test func `a chapter that is new or gone says so, and one that is the same says nothing`() {
    #expect(lines(nil, "# T\n").first == "Spec/P/01-a.md (new): prose +2 -0")
    #expect(
      lines("# T\n", nil) == ["Spec/P/01-a.md (gone): prose +0 -2", "@@ -1 @@ prose", "-# T", "-"])
    #expect(lines(chapter, chapter).isEmpty)
  }
}
