// References to footnotes and links that nothing defines.

import Testing

@testable import Book

@Suite struct `Undefined references` {
  @Test func `a footnote and a link that nothing defines are found where they stand`() {
    expectFindings(
      """
      # T

      A note⌖[^9], a note[^1], [a *link*]⌖[nope] and [one](https://e.x), ⌖[same][], [text][yes].

      > - deep ⌖[x][gone]

      | a |
      |---|
      | ⌖[^cell] |

      [^1]: Here.

      [yes]: https://e.x
      """,
      "undefined-footnote: there is no footnote '9'; write '[^9]: …', or \\[^9] for the text itself",
      "undefined-reference: no link is defined for '[nope]'; write '[nope]: address', or put a"
        + " backslash before the brackets",
      "undefined-reference: no link is defined for '[same]'; write '[same]: address', or put a"
        + " backslash before the brackets",
      "undefined-reference: no link is defined for '[gone]'; write '[gone]: address', or put a"
        + " backslash before the brackets",
      "undefined-footnote: there is no footnote 'cell'; write '[^cell]: …', or \\[^cell] for the text"
        + " itself")
  }

  @Test func `what is meant as text is none`() {
    expectFindings(
      """
      # T

      Code `[a][b]` and `[^9]`, an element m[i][j], \\[a][b], [a]\\[b], \\[^9], [0, 1] [2], [] [x]
      and [^ not a label].

      ```
      [a][b] [^9]
      ```

      > [!NOTE]
      > [ ] no
      """)
  }

  @Test func `each of many in one paragraph is found`() {
    let text = "# T\n\n" + String(repeating: "\\[^9] [[[[a][b]\n", count: 4000)
    let findings = Chapter(path: "a.md", bytes: Array(text.utf8)).findings
    #expect(findings.count == 4000)
    #expect(findings.last?.location.line == 4002)
  }
}
