// What is asked of a C compiler, and what its answers come to.

import Bindings
import Book
import Testing

@testable import Review

struct HeaderQuestionsTests {
  private let set = formats(
    """
    # T

    ```yaml binding=root
    x-header: include/note.h
    x-define: NOTE_NAME
    properties:
      compatible: {const: root-v1}
    additionalProperties: false
    ```

    ```text layout=note struct=note header=include/note.h name=note-v1 size=16
    name        offset  width  order   meaning
    first-page       0      8  native  the first page
    count            8      4  native  how many
    ```
    """)

  @Test func `each header is asked for sizes, members and names`() throws {
    let all = HeaderQuestions.all(in: set)
    #expect(all.map(\.header) == ["include/note.h"])
    #expect(
      all[0].source(without: [3, 4]) == """
        #include "include/note.h"
        const unsigned long long weft_0 = sizeof(struct note);
        const unsigned long long weft_1 = __builtin_offsetof(struct note, first_page);
        const unsigned long long weft_2 = sizeof(((struct note *)0)->first_page);



        """)
    #expect(all[0].question(atLine: 2) == 0 && all[0].question(atLine: 1) == nil)
    #expect(all[0].question(atLine: 7) == nil)
    #expect(all[0].names.map(\.name) == ["note-v1", "root-v1"])
  }

  @Test func `what differs is told at its place in the chapter`() {
    let questions = HeaderQuestions.all(in: set)[0]
    let answers = HeaderQuestions.answers(
      in: "@weft_0 = dso_local constant i64 24, align 8\n@weft_1 = constant i64 0\n@weft_2 = x\n")
    #expect(answers == [0: 24, 1: 0])
    let strings = HeaderQuestions.strings(
      in: "#define A \"note-v2\"\n#define NOTE_NAME \"root-v2\"\n#define B 1\n#define C(x) \"y\"\n")
    #expect(strings == ["A": "note-v2", "NOTE_NAME": "root-v2"])
    let found = questions.differences(
      answers: answers, refused: [3: "no member named 'count' in 'note'", 4: "the same"],
      strings: strings, in: set)
    #expect(
      found.map { "\($0.location.line) \($0.message)" } == [
        "11 struct note has, in bytes, 24 in include/note.h, and 16 here; mend one",
        "14 include/note.h: no member named 'count' in 'note'; mend what is named here",
        "11 no macro of include/note.h is \"note-v1\"; did you mean 'note-v2'?",
        "3 NOTE_NAME is \"root-v2\" in include/note.h, and \"root-v1\" here; mend one",
      ])
    let right = questions.differences(
      answers: [0: 16], refused: [:], strings: ["A": "note-v1", "NOTE_NAME": "root-v1"], in: set)
    #expect(right.isEmpty)
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
