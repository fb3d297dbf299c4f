// What is asked of a C compiler, and what its answers come to.

import Bindings
import Book
import Testing

@testable import Review

struct HeaderQuestionsTests {
  let set = formats(
    """
    # T

    ```yaml binding=root
    x-header: include/note.h
    x-define: NOTE_NAME
    properties:
      compatible: {const: root-v1}
      first-note: {$ref: /schemas/types.yaml#/definitions/uint64}
    additionalProperties: false
    ```

    ```text layout=note struct=note header=include/note.h name=note-v1 size=16
    name        offset  width  order   meaning
    first-page       0      8  native  the first page
    count            8      4  native  how many
    ```
    """)

  private static let dump = """

    *** Dumping AST Record Layout
             0 | struct note::(anonymous at /tmp/q.c:3:108)
             0 |   u32 lo
               | [sizeof=8, align=4]

    *** Dumping AST Record Layout
             0 | struct note
             0 |   u64 first_page
             8 |   union note::(anonymous at /tmp/q.c:3:88) 
             8 |     u32 lo
        12:0-3 |   u32 kind
        12:4-7 |   u32 more
            16 |   struct pair both
            16 |     u8 a
            24 |   u64 * next
            32 |   u64[] rest
               | [sizeof=32, align=8]
    """

  @Test func `each header is asked for structs, then for the members that there are`() throws {
    let all = HeaderQuestions.all(in: set)
    #expect(all.map(\.header) == ["include/note.h"])
    #expect(
      all[0].source() == """
        #include "include/note.h"
        const unsigned long long weft_0 = sizeof(struct note);

        """)
    #expect(all[0].source(without: ["note"]) == "#include \"include/note.h\"\n\n")
    #expect(all[0].question(atLine: 2) == "note" && all[0].question(atLine: 1) == nil)
    #expect(all[0].question(atLine: 3) == nil)
    #expect(all[0].names.map(\.name) == ["note-v1", "root-v1"])
    let records = RecordLayout.reading(Self.dump)
    #expect(
      HeaderQuestions.measured(all[0].asked, records).map(\.path)
        == ["first_page", "lo", "both", "both.a", "next"])
    #expect(
      all[0].source(measuring: records).split(separator: "\n").last
        == "const unsigned long long weft_4 = sizeof(((struct note *)0)->next);")
  }

  @Test func `what clang prints of a struct is its members, inner ones too`() throws {
    let record = try #require(RecordLayout.reading(Self.dump)["note"])
    #expect(record.size == 32 && record.alignment == 8)
    #expect(
      record.members.map { "\($0.path) '\($0.type)' \($0.place) \($0.width ?? 0)" } == [
        "first_page 'u64' at 0 0", "lo 'u32' at 8 0", "kind 'u32' at 12 4",
        "more 'u32' at bit 4 of 12 4", "both 'struct pair' at 16 0", "both.a 'u8' at 16 0",
        "next 'u64 *' at 24 0", "rest 'u64[]' at 32 0",
      ])
  }

  @Test func `macros are those of the header, and strings those of all`() {
    let answers = HeaderAnswers(
      header: "include/note.h",
      preprocessed: """
        # 1 "<stdin>"
        #define BEFORE 1
        # 1 "./include/note.h" 1
        #define A "note-v2"
        #define B   1  +  2
        #define C(x) "y"
        #define GONE 1
        #undef GONE
        # 1 "./include/other.h" 1
        #define OTHER "root-v1"
        #define NUMBER 3
        # 9 "./include/note.h" 2
        #define LAST 4
        """)
    #expect(answers.macros == ["A": "\"note-v2\"", "B": "1 + 2", "C": "(x) \"y\"", "LAST": "4"])
    #expect(answers.strings == ["A": "note-v2", "OTHER": "root-v1"])
  }

  /// Answers about a struct 'note' with these members, and macros of the header.
  func answers(
    _ members: [(String, Int, Int)], size: Int = 16, macros: [String: String] = [:]
  ) -> HeaderAnswers {
    var record = RecordLayout(size: size, alignment: 8)
    record.members = members.map {
      RecordLayout.Member(path: $0.0, type: "u", firstBit: $0.1, width: $0.2)
    }
    let lines = macros.sorted { $0.key < $1.key }.map { "#define \($0.key) \"\($0.value)\"" }
    return HeaderAnswers(
      records: ["note": record], header: "include/note.h",
      preprocessed: (["# 1 \"include/note.h\" 1"] + lines).joined(separator: "\n"))
  }

  static let names = ["A": "note-v1", "NOTE_NAME": "root-v1"]

  private func told(_ answers: HeaderAnswers) -> [String] {
    HeaderQuestions.all(in: set)[0].differences(answers, in: set).differences
      .map { "\($0.location.line) \($0.message)" }
  }

  @Test func `what differs is told at its place in the chapter`() {
    let right: [(String, Int, Int)] = [("first_page", 0, 64), ("count", 64, 32)]
    #expect(told(answers(right, macros: Self.names)).isEmpty)
    // A member of another name counts where it is at the place and as wide; bits are one number.
    let other: [(String, Int, Int)] = [("head", 0, 52), ("flags", 52, 12), ("nr", 64, 32)]
    #expect(told(answers(other, macros: Self.names)).isEmpty)
    let short: [(String, Int, Int)] = [("head", 0, 12), ("flags", 12, 20), ("nr", 64, 32)]
    #expect(
      told(answers(short, macros: Self.names)) == [
        "14 head of struct note has, in bits, 12 in include/note.h, and 64 here; mend one"
      ])
    let wrong: [(String, Int, Int)] = [("first_page", 0, 32), ("count", 32, 32), ("more", 128, 64)]
    #expect(
      told(answers(wrong, size: 24, macros: ["A": "note-v2", "NOTE_NAME": "root-v2"])) == [
        "12 struct note has, in bytes, 24 in include/note.h, and 16 here; mend one",
        "14 first_page of struct note has, in bytes, 4 in include/note.h, and 8 here; mend one",
        "15 count of struct note begins at 4 in include/note.h, and at 8 here; mend one",
        "12 struct note has more at 16 in include/note.h, where no field is here; state it",
        "3 NOTE_NAME is \"root-v2\" in include/note.h, and \"root-v1\" here; mend one",
        "12 no macro of include/note.h is \"note-v1\"; did you mean 'note-v2'?",
      ])
    let refused = HeaderAnswers(refused: ["note": "incomplete type 'struct note'"])
    #expect(
      told(refused).first
        == "12 include/note.h: incomplete type 'struct note'; mend what is named here")
  }

  @Test func `what a node holds is named by a macro, or by a file that includes the header`() {
    var known = answers([("first_page", 0, 64), ("count", 64, 32)], macros: Self.names)
    known.literals = ["first-notes"]
    #expect(
      told(known) == [
        "8 no macro of include/note.h, and no file that includes it, says \"first-note\";"
          + " did you mean 'first-notes'?"
      ])
    known.literals = ["first-note"]
    #expect(told(known).isEmpty)
  }

  @Test func `a form whose macro is not there is told apart from one with another name`() {
    let forms = formats(
      """
      # T

      ```text layout=a header=n.h name=a-v1 define=A
      name   offset  width  order   meaning
      one         0      8  native  one
      ```

      ```text layout=b header=n.h name=b-v1 define=B
      name   offset  width  order   meaning
      one         0      8  native  one
      ```
      """)
    let questions = HeaderQuestions.all(in: forms)[0]
    let some = HeaderAnswers(header: "n.h", preprocessed: "# 1 \"n.h\"\n#define B \"b-v1\"")
    let (differences, absent) = questions.differences(some, in: forms)
    #expect(differences.isEmpty && absent == ["layout a:/ (A)"])
    let none = questions.differences(HeaderAnswers(), in: forms)
    #expect(none.absent.isEmpty && none.differences.count == 2)
  }

  @Test(arguments: [
    ("include/note.h", true), ("a-b/c_d.h", true), ("../note.h", false), ("/etc/note.h", false),
    ("a\"\n#error.h", false), ("a/../b.h", false), ("note.c", false),
  ])
  func `a header is a path below its folder`(path: String, isPath: Bool) {
    let set = BindingSet(
      [],
      layouts: [
        {
          var layout = Layout("a", fields: [])
          layout.code.header = path
          return layout
        }()
      ])
    #expect(HeaderQuestions.all(in: set).map(\.isPath) == [isPath])
  }
}
