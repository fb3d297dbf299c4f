// References to footnotes and links that nothing defines.

import Testing

@testable import Book

@Suite struct `Undefined references` {
  @Test func `a footnote and a link that nothing defines are found where they stand`() {
    expectFindings(
      """
      # T

      A note⌖[^9], a note[^1], ⌖[a *link*][nope] and [one](https://e.x), ⌖[same][], [text][yes].

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

  private static func link(_ label: String) -> String {
    "undefined-reference: no link is defined for '[\(label)]'; write '[\(label)]: address', or put a"
      + " backslash before the brackets"
  }

  private static func note(_ label: String) -> String {
    "undefined-footnote: there is no footnote '\(label)'; write '[^\(label)]: …', or"
      + " \\[^\(label)] for the text itself"
  }

  @Test(arguments: [
    "An undefined ⌖[long reference\ntext][nope].", "> A ⌖[long\n> text][nope].", "A !⌖[alt][nope].",
    "The end.⌖[x][nope]", "a -⌖[x][nope]", "参照⌖[x][nope]", "次は、⌖[x][nope]", "so…⌖[x][nope]",
    "⌖[a &amp; b][nope]", #"⌖[a\_b][nope]"#, "⌖[a `c` b][nope]", "An **⌖[e][nope]**.",
    "[a !⌖[alt][nope] b](https://e.x)", "⌖[\(String(repeating: "long ", count: 300))][nope]",
    "A `[x][nope]` and ⌖[x][nope].", "A \\[x][nope] and ⌖[x][nope].", "⌖[][nope]",
    "A <b title='[x][nope]'> and ⌖[x][nope].", "A ``a ` \\[x][nope]`` ` and ⌖[x][nope].",
    "| a | b |\n|---|---|\n| \\[x][nope] | ⌖[x][nope] |", "# The ⌖[x][nope]",
  ])
  func `a link that nothing defines is found however its text is written`(marked: String) {
    expectFindings("Text.\n\n\(marked)\n", Self.link("nope"))
  }

  @Test func `a label is told as it is written, since a definition needs the same`() {
    expectFindings("T\n\n⌖[x][no\npe]", Self.link("no pe"))
    expectFindings("T\n\n⌖[x][a\\_b]", Self.link("a\\_b"))
    expectFindings("T\n\n⌖[x][a &amp; *b*]", Self.link("a &amp; *b*"))
    expectFindings("T\n\n⌖[x\ny][]", Self.link("x y"))
  }

  @Test func `what is found last takes nothing from what stands before it`() {
    expectFindings(
      "T\n\nAn **⌖[e][nope]**, *in ⌖[^n13]* and ⌖[^n14].", Self.link("nope"), Self.note("n13"),
      Self.note("n14"))
    let many = (0..<20).map { "[x &amp; i][nope_\($0)]\n" }.joined()
    let findings = Chapter(
      path: "a.md", bytes: Array("# T\n\n\(many)[^real9] and [t][nopereal]\n".utf8)
    ).findings
    #expect(findings.map(\.location.line) == Array(3...22) + [23, 23])
  }

  @Test func `a link that is written in no way that is known is told at its paragraph`() {
    expectFindings("T\n\n> ⌖A <b [x][nope] > c.", Self.link("nope"))
  }

  @Test func `what is meant as text is none`() {
    expectFindings(
      """
      # T

      Code `[a][b]` and `[^9]`, an element m[i][j], \\[a][b], [a]\\[b], \\[^9], [0, 1] [2], [] [x]
      and [^ not a label]. So are &#91;x][n] and [x]&lbrack;n], [x][n\\], [x\\][n] and [\\^9]. Nor are
      m_[i][j], *m*[i][j], `m`[i][j], f(x)[i][j], [one](https://e.x)[i][j], größe[i][j], m[i][j][k],
      [ ][x], [x][ ], [see [a]](https://e.x)[b] and an open [ before https://e.x/[a][b].

      Addresses are https://e.x/.[a][b] and <https://e.x/.[a][b]>.

      ```
      [a][b] [^9]
      ```

      > [!NOTE]
      > [ ] no

      - [ ] [x] to do
      - [x] [one][yes] and [^1]

      [yes]: https://e.x
      [^1]: A note.
      """)
  }

  @Test func `each of many in one paragraph is found`() {
    let text = "# T\n\n" + String(repeating: "\\[^9] [[[[a][b]\n", count: 4000)
    let findings = Chapter(path: "a.md", bytes: Array(text.utf8)).findings
    #expect(findings.count == 4000)
    #expect(findings.last?.location.line == 4002)
  }

  @Test(arguments: [
    "[a &amp; b][nope#]\n", "**[a\nb][nope]** \\[x][y] `[`\n", "<b [x][no#pe] >\n",
  ])
  func `each of many is found, where it stands or at its paragraph`(text: String) {
    let many = (0..<4_000).map { text.replacing("#", with: "\($0)") }.joined()
    let findings = Chapter(path: "a.md", bytes: Array("# T\n\n\(many)".utf8)).findings
    #expect(findings.count == 4_000)
  }
}
