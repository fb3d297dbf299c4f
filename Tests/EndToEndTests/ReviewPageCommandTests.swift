// Pages of reviews, waivers and blobs as a script sees them.

import Foundation
import Programs
import Testing
import Trials

struct ReviewPageCommandTests {
  @Test func `a review is written as a page, into a file or a folder`() async throws {
    let repository = try await ReviewedRepository()
    defer { repository.remove() }
    try await repository.commit(ReviewedRepository.schema("native"), as: "one")
    try await repository.commit(ReviewedRepository.schema("big"), as: "two")
    #expect(try await repository.review("one", "two", "--html", "r.html").status == 1)
    #expect(try await repository.review("one", "two", "--html", "a/b").status == 1)
    let page = try repository.text(of: "r.html")
    #expect(page.hasPrefix("<!doctype html>") && page.contains("<ins>uint64 big</ins>"))
    #expect(try repository.text(of: "a/b/index.html") == page)
    let unwritable = try await repository.review("one", "two", "--html", "r.html/x")
    #expect(unwritable.status == 4 && unwritable.errors.contains("cannot be"))
  }

  @Test func `what is waived at head ends with 0 until its day is over`() async throws {
    let repository = try await ReviewedRepository()
    defer { repository.remove() }
    try await repository.commit(ReviewedRepository.schema("native"), as: "one")
    let bounded = ReviewedRepository.schema("native").replacing(
      "x-order", with: "maximum: 9, x-order")
    try await repository.commit(bounded, as: "two")
    let json = try await repository.review("one", "two", "--json")
    #expect(json.status == 1)
    let object = try JSONSerialization.jsonObject(with: Data(json.text.utf8)) as? [String: Any]
    let findings = try #require(object?["findings"] as? [[String: Any]])
    let prints = findings.compactMap { $0["fingerprint"] as? String }
    #expect(prints.count == 2)
    let waivers = prints.map {
      "- fingerprint: '\($0)'\n  reason: unreleased\n  owner: me\n  until: 2026-06-01\n"
    }
    try repository.write(waivers.joined(), to: "Spec/waivers.yml")
    try await repository.commit(as: "three")
    let waived = try await repository.review("one", "three")
    #expect(waived.status == 0 && waived.text.hasPrefix("Nothing but what was waived: 2."))
    // The commit is of 1 June; no clock is asked.
    #expect(try await repository.review("one").status == 0)
    #expect(try await repository.review("one", "three", "--today", "2026-06-02").status == 1)
    #expect(try await repository.review("one", "three", "--today", "June").status == 2)
    #expect(try await repository.review("one", "two").status == 1)
  }

  @Test func `a blob is decoded by the name that it bears`() async throws {
    let repository = try await ReviewedRepository()
    defer { repository.remove() }
    try await repository.commit(ReviewedRepository.schema("native"), as: "one")
    try repository.write(Self.tree(name: "note-v1"), to: "a.dtb")
    let read = try await repository.review("decode", "a.dtb")
    #expect(read.status == 0)
    #expect(read.text.hasPrefix("a.dtb: note\n"))
    #expect(read.text.contains("start       uint64 native  0x1000"))
    let json = try await repository.review("decode", "a.dtb", "--json", "--byte-order", "big")
    #expect(json.text.contains("\"value\" : \"0x10000000000000\""))
    try repository.write(Self.tree(name: "note-v2"), to: "b.dtb")
    #expect(try await repository.review("decode", "b.dtb").status == 4)
    let wrong = try await repository.review("decode", "b.dtb", "--binding", "note")
    #expect(wrong.status == 1)
    try repository.write(Array(Self.tree(name: "note-v1").prefix(70)), to: "c.dtb")
    let cut = try await repository.review("decode", "c.dtb")
    #expect(cut.status == 3 && cut.errors.contains("c.dtb:0x4: error: "))
    #expect(try await repository.review("decode", "a.dtb", "--binding", "nte").status == 3)
    #expect(try await repository.review("decode", "none.dtb").status == 3)
    #expect(try await repository.review("decode", "a.dtb", "--byte-order", "middle").status == 2)
  }

  @Test func `git shows chapters through weft`() async throws {
    let repository = try await ReviewedRepository()
    defer { repository.remove() }
    try repository.write("Spec/**/*.md diff=weft\n", to: ".gitattributes")
    try await repository.commit(ReviewedRepository.schema("native"), as: "one")
    try await repository.commit(ReviewedRepository.schema("big"), as: "two")
    let weft = ChildProcess.path(ofBuilt: "weft")
    try await repository.git("config", "diff.weft.command", "'\(weft)' review diff")
    let shown = try await repository.git("diff", "--ext-diff", "one", "two")
    #expect(shown.contains("[order-changed]\n    note:/start (native → big)\n"))
    #expect(shown.hasPrefix("Spec/P/01-a.md: formats +1 -1\n"))
    #expect(try await repository.review("diff", "Spec/book.yml").status == 0)
    #expect(try await repository.review("diff", "a", "b").status == 3)
    #expect(try await repository.review("diff", "a", "b", "c").status == 2)
  }

  @Test func `a release is kept, compared with, and never changed`() async throws {
    let repository = try await ReviewedRepository()
    defer { repository.remove() }
    try await repository.commit(ReviewedRepository.schema("native"), as: "one")
    #expect(try await repository.review("one", "--against", "released").status == 3)
    let kept = try await repository.review("accept-release", "1.0")
    #expect(kept.status == 0 && kept.text == "Spec/released/1.0/formats.txt\n")
    #expect(try await repository.review("accept-release", "1.0").status == 2)
    #expect(try await repository.review("accept-release", "../x").status == 2)
    #expect(try await BuiltProgram.weft(["check"], in: repository.folder).status == 0)
    #expect(try await repository.review("one", "--against", "released").status == 0)
    try await repository.commit(ReviewedRepository.schema("big"), as: "two")
    try await repository.commit("# A remark.\n" + ReviewedRepository.schema("big"), as: "three")
    // Nothing changed from the second to the third, and what was released reads neither.
    #expect(try await repository.review("two", "three").status == 0)
    let result = try await repository.review(
      "two", "three", "--against", "released", "--html", "r.html")
    #expect(result.status == 1)
    #expect(result.text.contains("release 1.0 as base: BREAKING: "))
    #expect(try repository.text(of: "r.html").contains("<th scope=\"row\">1.0</th>"))
    #expect(try await repository.review("two", "three", "--against", "main").status == 2)
    try await repository.commit("properties: {}", as: "wrong")
    #expect(try await repository.review("accept-release", "2.0").status == 1)
  }

  @Test func `the workflow of a new book calls what there is`() async throws {
    let repository = try await ReviewedRepository()
    defer { repository.remove() }
    try await repository.commit(ReviewedRepository.schema("native"), as: "one")
    #expect(try await BuiltProgram.weft(["new", "book"], in: repository.folder).status == 0)
    let workflow = try repository.text(of: "book/.github/workflows/review.yml")
    let call = try #require(
      workflow.replacing("\\\n", with: " ").split(separator: "\n")
        .first { $0.contains("swift run weft review ") })
    let words = call.split(separator: " ").dropFirst(4).map(String.init)
    #expect(words.first == "\"origin/$BASE\"" && words.contains("--github"))
    let review = ["review", "one"] + words.dropFirst()
    #expect(try await BuiltProgram.weft(review, in: repository.folder).status == 0)
    for path in ["review/index.html", "review.md", "review.sarif"] {
      #expect(try !repository.text(of: path).isEmpty)
    }
  }

  @Test func `formats are held against C headers, as a compiler lays them out`() async throws {
    let repository = try await ReviewedRepository()
    defer { repository.remove() }
    let chapter = """
      # T

      ```text layout=note struct=note header=include/note.h name=note-v1
      name   offset  width  order   meaning
      start       0      8  native  the first byte
      count       8      4  native  how many
      ```

      """
    try repository.write(chapter, to: "Spec/P/01-a.md")
    func header(_ members: String, _ name: String) throws {
      try repository.write(
        "#define NOTE \"\(name)\"\nstruct note { \(members) } __attribute__((packed));\n",
        to: "c/include/note.h")
    }
    func check() async throws -> ChildProcess.Output { try await repository.review("headers", "c") }
    #expect(try await check().status == 3)
    try header("unsigned long long start; unsigned count;", "note-v1")
    let right = try await check()
    #expect(right.status == 0 && right.text == "1 headers: 0 differences\n", "\(right.text)")
    try header("unsigned start; unsigned count;", "note-v2")
    let wrong = try await check()
    #expect(wrong.status == 1)
    #expect(
      wrong.text.contains(
        "Spec/P/01-a.md:6:1: error: layout note:/count: count of struct note begins at 4 in"
          + " include/note.h, and at 8 here; mend one"))
    #expect(wrong.text.hasSuffix("did you mean 'note-v2'?\n1 headers: 4 differences\n"))
    try repository.write("struct note { missing start; };\n", to: "c/include/note.h")
    let broken = try await check()
    #expect(broken.status == 4 && broken.text.contains("it does not compile by itself: "))
  }

  @Test func `what a change does to headers is told with the name that stands for it`()
    async throws
  {
    let repository = try await ReviewedRepository()
    defer { repository.remove() }
    let chapter = """
      # T

      ## Notes

      > **note.form** A note says where it begins. (unproved: it is C)

      ```text layout=note struct=note header=include/note.h name=note-v1 define=NOTE
      name   offset  width  order   meaning
      start       0      8  native  the first byte
      ```

      """
    try repository.write(chapter, to: "Spec/P/01-a.md")
    try repository.write(
      "title: T\nparts: [P]\nheaders: {stand-ins: {asm: [include/generic]}, define: [WIDE=1]}\n",
      to: "Spec/book.yml")
    try repository.write("typedef unsigned long long u64;\n", to: "c/include/generic/word.h")
    func commit(_ members: String, _ name: String, as tag: String) async throws {
      try repository.write(
        "#include <asm/word.h>\n#include <made/by-a-build.h>\n#define NOTE \"\(name)\"\n"
          + "#if WIDE\nstruct note { \(members) };\n#endif\n", to: "c/include/note.h")
      try await repository.commit(as: tag)
    }
    try await commit("u64 start;", "note-v1", as: "one")
    try await commit("u64 start; u64 size;", "note-v1", as: "two")
    try await commit("u64 start; u64 size;", "note-v2", as: "three")
    let silent = try await repository.review("headers", "c", "one..two")
    #expect(silent.status == 1)
    #expect(
      silent.text.hasPrefix(
        """
        include/note.h: struct note: changed, and its name was not raised
          - it had 8 bytes, and has 16
          - size at 8 is new
          NOTE is still "note-v1"
          stated at Spec/P/01-a.md:7:1
          rules: note.form
        """), "\(silent.text)\(silent.errors)")
    #expect(silent.text.contains("taken as empty, since it is not there: made/by-a-build.h"))
    let raised = try await repository.review("headers", "c", "one..three", "--json")
    #expect(raised.text.contains("\"standing\" : \"raised\""), "\(raised.text)")
    try await commit("u64 start; u64 size; };\nenum { LIMIT = 8", "note-v2", as: "four")
    let limit = try await repository.review("headers", "c", "three..four")
    #expect(
      limit.text.hasPrefix(
        "include/note.h: LIMIT: is new; the book knows no name for it\n  - it is new: 8\n"),
      "\(limit.text)")
    try repository.write("struct note { int start; };\n#define NOTE \"note-v0\"\n", to: "c/a.c")
    try FileManager.default.removeItem(at: repository.folder.appending(path: "c/include/note.h"))
    try await repository.commit(as: "zero")
    let moved = try await repository.review("headers", "c", "zero..one")
    #expect(
      moved.text.hasPrefix(
        """
        include/note.h: the header: is here now, and stood elsewhere
          - it is new
          NOTE: nothing → "note-v1"
          in base it is defined in a.c
        """), "\(moved.text)")
    let same = try await repository.review("headers", "c", "one..one")
    #expect(same.status == 0 && same.text.hasSuffix("1 headers: 0 differences\n"))
    #expect(try await repository.review("headers", "c", "one..none").status == 3)
    #expect(try await repository.review("headers", "c", "one").status == 2)
  }

  @Test func `a header that moved is followed, and what changed on the way is told`() async throws {
    let repository = try await ReviewedRepository()
    defer { repository.remove() }
    let chapter = """
      # T

      ```text layout=note struct=note header=abi/note.h name=note-v1 define=NOTE
      name   offset  width  order   meaning
      start       0      8  native  the first byte
      ```

      """
    try repository.write(chapter, to: "Spec/P/01-a.md")
    let text =
      "/* \(String(repeating: "Words that stay. ", count: 20)) */\n#define NOTE \"note-v1\"\n"
      + "struct note { unsigned long long start; };\n"
    try repository.write(text, to: "c/old/deep/note.h")
    try repository.write("#define OTHER 1\n", to: "c/abi/other.h")
    try await repository.commit(as: "one")
    try FileManager.default.removeItem(at: repository.folder.appending(path: "c/old"))
    try repository.write(text, to: "c/abi/note.h")
    try await repository.commit(as: "two")
    let moved = try await repository.review("headers", "c", "one..two")
    #expect(
      moved.text == """
        abi/note.h: the header: is here now, and stood elsewhere
          - it stood at old/deep/note.h
          ask: Does all that includes it find it here? What changed in it is told by itself.
        1 headers: 0 differences, 1 changes

        """, "\(moved.text)\(moved.errors)")
    #expect(moved.status == 0)
    try FileManager.default.removeItem(at: repository.folder.appending(path: "c/abi/note.h"))
    try repository.write(
      text.replacing("start;", with: "start; unsigned size;"), to: "c/new/note.h")
    try await repository.commit(as: "three")
    // The book names the older place; without a new name, the change is silent there too.
    let away = try await repository.review("headers", "c", "two..three")
    #expect(away.status == 1)
    #expect(away.text.contains("  - it stands at new/note.h now\n"), "\(away.text)\(away.errors)")
    #expect(away.text.contains("abi/note.h: struct note: changed, and its name was not raised"))
  }

  @Test func `headers of a release are held against the forms that it has`() async throws {
    let repository = try await ReviewedRepository()
    defer { repository.remove() }
    func schema(_ id: String, _ claim: String, _ name: String) -> String {
      """
      ```yaml binding=\(id) \(claim)
      x-header: note.h
      x-define: NOTE
      properties:
        compatible: {const: \(name)}
      required: [compatible]
      additionalProperties: false
      ```

      """
    }
    try repository.write(
      "# T\n\nText.\n\n" + schema("note", "since=2.0", "note-v2") + "\n"
        + schema("note-1.0", "form-of=note in=1.0", "note-v1"), to: "Spec/P/01-a.md")
    try repository.write(
      "title: T\nparts: [P]\nreleases: {Program: [1.0, 2.0, 3.0]}\n", to: "Spec/book.yml")
    func check(_ name: String, _ arguments: String...) async throws -> ChildProcess.Output {
      try repository.write("#define NOTE \"\(name)\"\n", to: "c/note.h")
      return try await BuiltProgram.weft(
        ["review", "headers", "c"] + arguments, in: repository.folder)
    }
    for name in ["note-v1", "note-v2"] {
      let said = try await check(name)
      #expect(said.status == 0, "\(said.text)\(said.errors)")
    }
    #expect(try await check("note-v1", "--release", "1.0").status == 0)
    #expect(try await check("note-v2", "--release", "3.0").status == 0)
    let newer = try await check("note-v2", "--release", "1.0")
    #expect(newer.status == 1)
    #expect(
      newer.text.contains("NOTE is \"note-v2\" in note.h, and \"note-v1\" here; mend one"),
      "\(newer.text)")
    #expect(try await check("note-v1", "--release", "2.0").status == 1)
    let unknown = try await check("note-v1", "--release", "1.1")
    #expect(unknown.status == 3 && unknown.errors.contains("there is no release '1.1'"))
  }

  @Test func `headers of a release are held against the layouts that it has`() async throws {
    let repository = try await ReviewedRepository()
    defer { repository.remove() }
    func layout(_ name: String, _ claim: String, width: Int) -> String {
      """
      ```text layout=\(name) \(claim) struct=note header=note.h
      name   offset  width  order   meaning
      count       0  \(width)      native  how many
      ```

      """
    }
    try repository.write(
      "# T\n\nText.\n\n" + layout("note", "since=2.0", width: 8) + "\n"
        + layout("note-1.0", "until=1.0", width: 4), to: "Spec/P/01-a.md")
    try repository.write(
      "title: T\nparts: [P]\nreleases: {Program: [1.0, 2.0, 3.0]}\n", to: "Spec/book.yml")
    func check(_ type: String, _ arguments: String...) async throws -> ChildProcess.Output {
      try repository.write("struct note { \(type) count; };\n", to: "c/note.h")
      return try await BuiltProgram.weft(
        ["review", "headers", "c"] + arguments, in: repository.folder)
    }
    // Without a release each of both is right.
    #expect(try await check("int").status == 0)
    #expect(try await check("int", "--release", "1.0").status == 0)
    #expect(try await check("long", "--release", "3.0").status == 0)
    let older = try await check("int", "--release", "2.0")
    #expect(older.status == 1 && older.text.contains("layout note:"), "\(older.text)")
    #expect(try await check("long", "--release", "1.0").status == 1)
  }

  /// A tree with a name and a number, written by hand.
  private static func tree(name: String) -> [UInt8] {
    func cell(_ number: Int) -> [UInt8] {
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
    let text = Array(name.utf8) + [0]
    let structure =
      cell(1) + cell(0) + cell(3) + cell(text.count) + cell(0) + text + cell(3) + cell(8)
      + cell(11) + [0, 16, 0, 0, 0, 0, 0, 0] + cell(2) + cell(9)
    let strings = Array("compatible\0start\0".utf8)
    let size = 56 + structure.count + strings.count
    let header = [
      0xd00d_feed, size, 56, 56 + structure.count, 40, 17, 16, 0, strings.count, structure.count,
    ]
    return header.flatMap(cell) + [UInt8](repeating: 0, count: 16) + structure + strings
  }
}
