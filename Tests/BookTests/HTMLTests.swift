// What an author's own HTML links to, and whether its tags go together.

import Testing

@testable import Book

@Suite struct `HTML in chapters` {
  private static let allowing = "title: T\nparts: [P]\nallow-html: true\n"

  @Test func `links and pictures in HTML that is allowed are checked as Markdown's are`() {
    expectFindings(
      inBook: [
        "book.yml": Self.allowing,
        "P/01.md": """
        # One

        <a href="02.md">two</a> nowhere.md and <a class=x href='⌖nowhere.md'>none</a>

        <img src=⌖pic.png alt="p">

        > <div>
        > <a href="⌖#gone">here</a> <a href="#one">there</a> <a href="https://e.x/a.md">web</a>
        > </div>

        <img src="https://e.x/p.png"><img src="data:image/png;base64,AA==">
        """,
        "P/02.md": "# Two\n",
      ],
      ("P/01.md", "dead-link: there is no chapter 'Spec/P/nowhere.md'; no chapter has that path"),
      (
        "P/01.md",
        "dead-link: there is no picture 'Spec/P/pic.png'; put the file there"
      ),
      ("P/01.md", "dead-anchor: 'Spec/P/01.md' has no anchor 'gone'; did you mean 'one'?"))
  }

  @Test func `other attributes that lead somewhere are checked as their kin are`() {
    expectFindings(
      inBook: [
        "book.yml": Self.allowing,
        "P/01.md": """
        # One

        <img srcset="a.png, ⌖b.png 2x, data:image/png;base64,AA== 3x, ⌖c.png, a.png 4x" src=a.png>

        <picture><source srcset=⌖d.png><source srcset=","></picture>

        <video poster='⌖e.png' poster="f.png" src="⌖https://e.x/film.mp4"></video>

        <form action="⌖none.md"><button formaction="#one">one</button></form>

        <iframe src="⌖02.md"></iframe> <object data="⌖a.png"></object>
        """,
        "P/02.md": "# Two\n", "P/a.png": "",
      ],
      ("P/01.md", "dead-link: there is no picture 'Spec/P/b.png'; did you mean 'Spec/P/a.png'?"),
      ("P/01.md", "dead-link: there is no picture 'Spec/P/c.png'; did you mean 'Spec/P/a.png'?"),
      ("P/01.md", "dead-link: there is no picture 'Spec/P/d.png'; did you mean 'Spec/P/a.png'?"),
      ("P/01.md", "dead-link: there is no picture 'Spec/P/e.png'; did you mean 'Spec/P/a.png'?"),
      (
        "P/01.md",
        "dead-link: a page shows nothing of 'https://e.x/film.mp4', since it takes in pictures alone;"
          + " link to it"
      ),
      ("P/01.md", "dead-link: there is no chapter 'Spec/P/none.md'; no chapter has that path"),
      (
        "P/01.md",
        "dead-link: a page shows nothing of '02.md', since it takes in pictures alone; link to it"
      ),
      (
        "P/01.md",
        "dead-link: a page shows nothing of 'a.png', since it takes in pictures alone; link to it"
      ))
  }

  @Test func `where HTML is not allowed its links and tags are text`() {
    expectFindings(
      inBook: [
        "book.yml": "title: T\nparts: [P]\n",
        "P/01.md": "# One\n\n<a href=\"nowhere.md\">none</a> <b>\n\n<style>\n",
      ])
  }

  @Test(arguments: ["style", "textarea", "script", "title", "div", "details", "svg", "b"])
  func `a tag that is never closed is found where it stands`(element: String) {
    expectFindings(
      inBook: [
        "book.yml": Self.allowing, "P/01.md": "# One\n\n⌖<\(element)>\n\ntext <br> <i>x</i>\n",
      ],
      (
        "P/01.md",
        "stray-tag: <\(element)> is never closed, so the rest of the page would be in it;"
          + " end it with </\(element)>"
      ))
  }

  @Test func `an end without a start is found, and so is an element that nothing ends`() {
    expectFindings(
      inBook: [
        "book.yml": Self.allowing,
        "P/01.md": "# One\n\ntext ⌖</article> more\n\n⌖<plaintext>\n",
      ],
      (
        "P/01.md",
        "stray-tag: </article> ends nothing that this chapter began; remove it, or begin with <article>"
      ),
      (
        "P/01.md",
        "stray-tag: <plaintext> is never closed, so the rest of the page would be in it; remove it"
      ))
  }

  @Test func `tags that go together over several pieces are fine`() {
    expectFindings(
      inBook: [
        "book.yml": Self.allowing,
        "P/01.md": """
        # One

        <details><summary>More</summary>

        Text with <b>bold <i>both</b></i>, <kbd>k</kbd><br/> and <!-- <div> --> a note.

        <ul><li>one<li>two</ul>

        </DETAILS>

        <svg viewBox="0 0 1 1"><path d="M0 0"/></svg>

        <textarea>
        <div> &lt; is text here </b>

        </textarea>
        """,
      ])
  }
}
