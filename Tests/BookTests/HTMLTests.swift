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

  @Test(arguments: [
    ("<hr class=\"x ", "<hr", "\">"), ("<col title=\"", "<col", "\">"),
    ("<p title=\"x", "<p", "\">"),
    ("<li title='", "<li", "'>"), ("</p title=\">", "</p", "\">"), ("</p", "</p", ">"),
    ("<hr", "<hr", ">"), ("<!X unclosed", "<!X", ">"), ("<?php unclosed >", "<?php", "?>"),
    ("<![CDATA[ unclosed >", "<![CDATA[", "]]>"), ("<body title=\"", "<body", "\">"),
    ("<section title=\"", "<section", "\">"),
  ])
  func `markup that has no end is found, whatever it is`(
    markup: String, opening: String, ending: String
  ) {
    expectFindings(
      inBook: [
        "book.yml": Self.allowing,
        "P/01.md": "# One\n\nText.\n\n⌖\(markup)\n\n## After\n\nEnd.\n",
      ],
      (
        "P/01.md",
        "stray-tag: \(opening) has no end, so what follows would be a part of it; end it with \(ending)"
      ))
  }

  @Test func `an end that is not finished is one all the same`() {
    expectFindings(
      inBook: [
        "book.yml": Self.allowing, "P/01.md": "# One\n\n<div>⌖</div foo=\">\n\nEnd.\n",
      ],
      (
        "P/01.md",
        "stray-tag: </div has no end, so what follows would be a part of it; end it with \">"
      ))
  }

  @Test(arguments: [
    "<?php\n\necho 1 > 2\n\n?>", "<!X\n\ny>", "<![CDATA[\n\n> x\n\n]]>", "<!-- a\n\nb -->",
    "<div title='\">' id=a/></div foo='>'>", "a <?b?> <!X y> <![CDATA[>]]> c", "<p\nid=x\n>",
    "<svg><a href=x/><b/></a></svg>", "<hr/>", "</>", "<p>one<p>two",
    "<noframes></noframesx></noframes>",
  ])
  func `markup that ends where Markdown and browsers end it is fine`(markup: String) {
    expectFindings(inBook: [
      "book.yml": Self.allowing, "P/01.md": "# One\n\n[x](x/)\n\n\(markup)\n\n## After\n\nEnd.\n",
      "P/x/01.md": "# X\n",
    ])
  }

  @Test(arguments: [
    ("li", "<ul> or <ol> or <menu>"), ("dd", "<dl>"), ("dt", "<dl>"),
    ("option", "<select> or <datalist>"),
    ("optgroup", "<select>"), ("rt", "<ruby>"), ("rp", "<ruby>"),
  ])
  func `what ends by itself only within another element is found outside of it`(
    element: String, parents: String
  ) {
    expectFindings(
      inBook: [
        "book.yml": Self.allowing, "P/01.md": "# One\n\n⌖<\(element) hidden>\n\nEnd.\n",
      ],
      (
        "P/01.md",
        "stray-tag: <\(element)> stands in no \(parents), so the rest of the page would be in it;"
          + " put it into one"
      ))
  }

  @Test(arguments: ["<body hidden>", "<html hidden>", "<head>", "</body>"])
  func `what a page has once is found in a chapter`(tag: String) {
    let name = tag.replacing(" hidden", with: "")
    expectFindings(
      inBook: ["book.yml": Self.allowing, "P/01.md": "# One\n\n⌖\(tag)\n\nEnd.\n"],
      (
        "P/01.md",
        "stray-tag: \(name) is the page's own, which a chapter is a part of; remove it"
      ))
  }

  @Test(arguments: [
    ("<div hidden><table>⌖</div></table>", "div", "<table>"),
    ("<b><object>⌖</b></object>", "b", "<object>"),
    ("<span><div>⌖</span></div>", "span", "<div>"),
    ("<span hidden>\n\nText⌖</span>", "span", "another paragraph, quote or list"),
    ("<kbd>\n\n<button></button>⌖</kbd>", "kbd", "another paragraph, quote or list"),
    ("<div hidden>\n\n|a ⌖</div>|\n|-|", "div", "a table's cell"),
  ])
  func `an end that browsers overlook is found`(html: String, element: String, around: String) {
    expectFindings(
      inBook: ["book.yml": Self.allowing, "P/01.md": "# One\n\n\(html)\n\nEnd.\n"],
      (
        "P/01.md",
        "stray-tag: </\(element)> stands within \(around), where browsers overlook it; put it where its"
          + " <\(element)> stands"
      ))
  }

  @Test(arguments: [
    "<table>⌖<div></table></div>", "> ⌖<div>\n\n</div>", "- ⌖<details>\n- </details>", "# ⌖<span>",
    "|⌖<div>|</div>|\n|-|-|",
  ])
  func `what ends with what is around it is found`(html: String) {
    let element = html.contains("div") ? "div" : html.contains("span") ? "span" : "details"
    expectFindings(
      inBook: ["book.yml": Self.allowing, "P/01.md": "# One\n\n\(html)\n\nEnd <br>.\n"],
      (
        "P/01.md",
        "stray-tag: <\(element)> is still open where what is around it ends; end it with </\(element)>"
          + " before that"
      ))
  }

  @Test(arguments: ["table", "button", "form", "select"])
  func `an element that ends one around it of its own kind is found`(element: String) {
    let pair = "<\(element)>⌖<\(element)></\(element)></\(element)>"
    expectFindings(
      inBook: [
        "book.yml": Self.allowing,
        "P/01.md": "# One\n\n\(pair)\n\n<table><tr><td><table></table></td></table>\n\nEnd.\n",
      ],
      (
        "P/01.md",
        "stray-tag: browsers allow no <\(element)> here within another; end that with"
          + " </\(element)> before this"
      ))
  }

  @Test func `tags are paired in time that grows with their number`() {
    func times(_ text: String) -> String { String(repeating: text, count: 20_000) }
    for (opening, closing) in [
      ("<b>", "</b>"), ("<span>", "</span>"), ("<div>", "</div>"), ("<table>", "</table>"),
      ("<div><b>", "</div>"), ("<![CDATA[>", ""), ("</div>", "<?>"), ("<ul><li>", "</ul>"),
    ] {
      let text = "# One\n\n<div>\(times(opening))\n\(times(closing))</div>\n"
      let chapter = Chapter(path: "a.md", bytes: Array(text.utf8))
      #expect(chapter.htmlFindings.count <= 40_000)
    }
  }

  @Test func `an id that the page has already is found`() {
    func told(_ owner: String, _ id: String) -> (file: String, text: String) {
      let end = "so a link would lead to one of them only; give this another"
      return ("P/01.md", "duplicate-anchor: \(owner) has the id '\(id)' on this page too, \(end)")
    }
    expectFindings(
      inBook: [
        "book.yml": Self.allowing,
        "P/01.md": """
        # One

        <a id="⌖one"></a> <a name="one"></a> <b id='⌖Content'>b</b> <b id=⌖rule-a.b>b</b> <b id="content">b</b>

        > **a.b** Rule. (unproved: so)

        A [*cub*](#term-cub) is here. <b id="twice">b</b> <b name="twice" ID="⌖twice">b</b>

        <b id="⌖term-cub"></b>

        ```swift
        let a = 1
        ```

        T <i id="L13">i</i> <i id="⌖L12">i</i> <i id="L012">i</i> <i id="x" id="one">i</i>
        """,
      ],
      told("a heading in line 1", "one"), told("the page itself", "Content"),
      told("a rule in line 5", "rule-a.b"), told("a tag in line 7", "twice"),
      told("a term in line 7", "term-cub"), told("a line of code", "L12"))
  }
}
