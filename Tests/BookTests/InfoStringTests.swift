// Info strings: what each says, and each mistake in its exact words.

import Testing

@testable import Book

@Suite struct InfoStringTests {
  @Test(arguments: [
    ("", "", Role.plain),
    ("swift", "swift", .implementation),
    ("  swift  ", "swift", .implementation),
    ("swift test", "swift", .test),
    ("swift support", "swift", .support),
    ("swift\texample", "swift", .example),
    ("swift fails \"cannot find 'x'\"", "swift", .fails(expected: "cannot find 'x'")),
    ("swift illustration \"needs a kernel\"", "swift", .illustration(reason: "needs a kernel")),
    ("swift traps \"out of range\" rule=a.b", "swift", .traps(expected: "out of range")),
    ("swift fails \"test\"", "swift", .fails(expected: "test")),
    ("yaml", "yaml", .plain),
    ("yaml binding=reserved-memory", "yaml", .schema(binding: "reserved-memory")),
    ("dts binding=a=b", "dts", .tree(binding: "a=b")),
    ("text layout=entry size=4096", "text", .layout(name: "entry")),
    ("text layout=entry since=1.0 until=2.0", "text", .layout(name: "entry")),
    ("text size=1", "text", .plain),
    ("c", "c", .plain),
    ("text rule of thumb", "text", .plain),
    ("swiftinterface", "swiftinterface", .plain),
    ("console example", "console", .plain),
  ])
  func `an info string gives the language and the role`(
    text: String, language: String, role: Role
  ) {
    let info = InfoString(text)
    #expect(info.language == language)
    #expect(info.role == role)
    #expect(info.mistakes.isEmpty)
  }

  @Test func `rules are named after the role`() {
    let info = InfoString("swift example rule=a.b,c.d-2 rule=e.f")
    #expect(info.role == .example)
    #expect(info.provedRules == ["a.b", "c.d-2", "e.f"])
    #expect(info.mistakes.isEmpty)
  }

  @Test func `a test or example may have a time limit in seconds`() {
    #expect(InfoString("swift example time-limit=90 rule=a.b").timeLimit == 90)
    #expect(InfoString("swift test time-limit=1").timeLimit == 1)
    #expect(InfoString("swift test").timeLimit == nil)
  }

  @Test func `a schema may say which format it is a form of, and in which releases`() {
    let info = InfoString("yaml binding=note-1 form-of=note since=1.0 until=1.4")
    #expect(info.role == .schema(binding: "note-1") && info.formOf == "note")
    #expect(info.claimWords.map(\.text) == ["since=1.0", "until=1.4"] && info.mistakes.isEmpty)
    #expect(InfoString("dts binding=note form-of=x").mistakes.map(\.kind) == [.unknownAttribute])
  }

  @Test func `a test or example may have tags, each once`() {
    #expect(InfoString("swift example tag=slow,a.b-2 rule=a.b tag=slow").tags == ["slow", "a.b-2"])
    #expect(InfoString("swift fails \"x\" tag=slow").tags == ["slow"])
    #expect(InfoString("swift test").tags == [])
  }

  @Test func `a test or example may be known to fail, for a reason in quotes`() {
    let info = InfoString("swift example gap=\"not yet, alas\" rule=a.b")
    #expect(info.gap == "not yet, alas" && info.provedRules == ["a.b"])
    #expect(info.mistakes.isEmpty)
  }

  @Test func `a word ends before a blank or behind its quotes, and each is looked at once`() {
    func words(_ text: String) -> [String] { AttributeWord.words(of: text).map(\.text) }
    #expect(words("a=\"x y\"b=\"\" c \"d e\"f") == ["a=\"x y\"", "b=\"\"", "c", "d e", "f"])
    #expect(words("a\"x y=\"z w") == ["a\"x", "y=\"z", "w"])
    #expect(words("a=b=\"c d\" é=\"é é\"") == ["a=b=\"c d\"", "é=\"é é\""])
    let many = words(String(repeating: "a=\"", count: 100_001))
    #expect(many.count == 50_001 && many.first == "a=\"a=\"" && many.last == "a=\"")
  }

  @Test func `every role has its name`() {
    #expect(InfoString("swift fails \"x\"").role.name == "fails")
    #expect(InfoString.roles.map { InfoString("swift \($0) \"x\"").role.name } == InfoString.roles)
  }

  static let idForm =
    "an id is two or more words of a–z, 0–9 and hyphens, joined by dots, such as 'range.capped'"

  @Test(arguments: [
    ("swift ⌖exmaple", "unknown-role", "unknown role 'exmaple'; did you mean 'example'?"),
    (
      "swift ⌖s", "unknown-role",
      "unknown role 's'; a Swift fence has no role or one of test, support, example, fails,"
        + " traps, illustration"
    ),
    (
      "swift ⌖exmaple rule=a.b more", "unknown-role",
      "unknown role 'exmaple'; did you mean 'example'?"
    ),
    (
      "swift ⌖fails", "missing-text",
      "'fails' needs part of the compiler's message in quotes; write: fails \"…\""
    ),
    (
      "swift ⌖fails cannot find x", "missing-text",
      "'fails' needs part of the compiler's message in quotes; write: fails \"…\""
    ),
    (
      "swift ⌖illustration \" \"", "missing-text",
      "'illustration' needs why it is not compiled in quotes; write: illustration \"…\""
    ),
    ("swift fails ⌖\"cannot", "unclosed-quote", "this quote is never closed; end it with \""),
    ("swift test ⌖x", "stray-word", "'x' has no meaning here; remove it"),
    ("swift test ⌖\"test\"", "stray-word", "'test' has no meaning here; remove it"),
    (
      "swift test ⌖rules=a.b", "unknown-attribute",
      "unknown attribute 'rules'; did you mean 'rule'?"
    ),
    (
      "swift test ⌖title=a", "unknown-attribute",
      "unknown attribute 'title'; the attributes of a Swift fence are rule=, tag=, time-limit= and gap="
    ),
    (
      "swift support ⌖rule=a.b", "misplaced-rule",
      "only a test or an example proves rules; this fence is support"
    ),
    (
      "swift test ⌖time-limit=1m", "time-limit",
      "'1m' is no time limit; write whole seconds, from 1 to 86400: time-limit=90"
    ),
    (
      "swift test ⌖time-limit=0", "time-limit",
      "'0' is no time limit; write whole seconds, from 1 to 86400: time-limit=90"
    ),
    (
      "swift ⌖time-limit=9", "time-limit",
      "only a test or an example takes time; this fence is implementation; remove time-limit="
    ),
    (
      "swift test ⌖tag=", "tag",
      "'' is no tag; write letters, digits, dots, hyphens and underscores: tag=slow"
    ),
    (
      "swift test ⌖tag=slow,-x", "tag",
      "'-x' is no tag; write letters, digits, dots, hyphens and underscores: tag=slow"
    ),
    (
      "swift support ⌖tag=slow", "tag",
      "only a test or an example has tags; this fence is support; remove tag="
    ),
    ("swift test ⌖gap=later", "gap", "'gap' needs the reason in quotes; write: gap=\"…\""),
    ("swift test ⌖gap=\"later", "gap", "'gap' needs the reason in quotes; write: gap=\"…\""),
    ("swift test ⌖gap=\" \"", "gap", "'gap' needs the reason in quotes; write: gap=\"…\""),
    (
      "swift support ⌖gap=\"x\"", "gap",
      "only a test or an example fails; this fence is support; remove gap="
    ),
    ("swift test ⌖rule=", "malformed-rule", "'' is no rule id; " + idForm),
    ("swift test ⌖rule=a", "malformed-rule", "'a' is no rule id; " + idForm),
    ("swift test ⌖rule=a.b,C.d", "malformed-rule", "'C.d' is no rule id; " + idForm),
    (
      "yaml ⌖bindng=a", "unknown-attribute",
      "unknown attribute 'bindng'; did you mean 'binding'?"
    ),
    (
      "dts ⌖linenos", "unknown-attribute",
      "unknown attribute 'linenos'; the only attribute here is binding=ID"
    ),
    (
      "dts ⌖binding=", "missing-text",
      "'binding' needs the binding's name; write: binding=ID"
    ),
    (
      "text layout=a ⌖sise=4", "unknown-attribute",
      "unknown attribute 'sise'; did you mean 'size'?"
    ),
    ("text ⌖layout=", "missing-text", "'layout' needs a value; write: layout=…"),
    (
      "text layout=a ⌖sinse=1.0", "unknown-attribute",
      "unknown attribute 'sinse'; did you mean 'since'?"
    ),
    ("yaml ⌖binding", "missing-text", "'binding' needs the binding's name; write: binding=ID"),
    ("⌖Swift", "misspelt-language", "'Swift' is not compiled; write 'swift'"),
    ("⌖{.swift}", "misspelt-language", "'{.swift}' is not compiled; write 'swift'"),
    ("⌖{swift}", "misspelt-language", "'{swift}' is not compiled; write 'swift'"),
    ("⌖.swift", "misspelt-language", "'.swift' is not compiled; write 'swift'"),
    ("⌖lang=swift", "misspelt-language", "'lang=swift' is not compiled; write 'swift'"),
    ("⌖swfit", "misspelt-language", "'swfit' is not compiled; write 'swift'"),
    ("⌖swfit example", "misspelt-language", "'swfit' is not compiled; write 'swift'"),
    ("⌖swif rule=a.b", "misspelt-language", "'swif' is not compiled; write 'swift'"),
    (
      "⌖swift,test", "misspelt-language",
      "'swift,test' is not compiled; write 'swift' and a role, with a space between"
    ),
  ])
  func `a mistake is told in full and at its word`(
    marked: String, kind: String, message: String
  ) throws {
    let mark = try #require(marked.utf8.firstRange(of: "⌖".utf8))
    let offset = marked.utf8.distance(from: marked.startIndex, to: mark.lowerBound)
    let info = InfoString(marked.filter { $0 != "⌖" })
    #expect(
      info.mistakes.map { "\($0.offset) \($0.kind.rawValue): \($0.message)" }
        == ["\(offset) \(kind): \(message)"])
  }

  @Test(arguments: [
    "{ .swift }", "{ swift }", "{.numberLines .swift}", "{#id .swift}", "\"swift\"", "'swift'",
    "lang=\"swift\"", "{class=\"swift\"}", "class=swift", "{=swift}", "{:.swift}", "(swift)",
    "[swift]",
    "<swift>", "lang:swift", "language-swift", "{code-cell} swift", "{ .swfit }", "[source,swift]",
    "{.language-swift}", "{.numberLines class='wide swift'}", "\"Swift\" test", "“swift”",
  ])
  func `Swift in the signs of other tools is not compiled, and told`(text: String) {
    let info = InfoString(text)
    #expect(
      info.mistakes.map { "\($0.offset) \($0.kind.rawValue): \($0.message)" }
        == ["0 misspelt-language: '\(text)' is not compiled; write 'swift'"])
    #expect(info.role == .plain)
  }

  @Test(arguments: [
    "text title=\"swift\"", "sh swift build", "c title=\"swift\"", "c++ swift", "diff swift",
    "{.c title=\"swift\"}", "{#swift-1 .c}", "objective-c swift", "{.text file='a.swift'}",
    "language-c swift", "{code-cell} python", "title=swift", "\"c\"", "swiftinterface",
  ])
  func `another language is left alone, whatever is said of it`(text: String) {
    #expect(InfoString(text).mistakes.isEmpty)
  }

  @Test func `all mistakes are told, not just the first`() {
    let info = InfoString("swift test rule=A rule=a.b,, x")
    #expect(
      info.mistakes.map(\.kind.rawValue) == [
        "malformed-rule", "malformed-rule", "malformed-rule", "stray-word",
      ])
    #expect(info.provedRules == ["a.b"])
  }

  @Test func `a role after the rules is told where it belongs`() {
    let info = InfoString("swift rule=a.b test")
    #expect(
      info.mistakes.map(\.message) == [
        "only a test or an example proves rules; this fence is implementation",
        "'test' has no meaning here; a role stands right after 'swift'",
      ])
  }
}
