// What a change to headers comes to.

import Bindings
import Book
import Testing

@testable import Review

extension HeaderQuestionsTests {
  private func changes(_ old: HeaderAnswers, _ new: HeaderAnswers) -> [HeaderChange] {
    let text = """
      # T

      ## A note

      > **note.size** A `note` has 16 bytes.

      """
    let chapter = Outline(of: Chapter(path: "Spec/P/02-b.md", bytes: Array(text.utf8)))
    return HeaderHistory(
      set, [chapter], from: ["include/note.h": old], to: ["include/note.h": new]
    ).changes()
  }

  @Test func `a struct that changed is told with the name that stands for it`() throws {
    let old = answers([("first_page", 0, 64), ("count", 64, 32)], macros: Self.names)
    #expect(changes(old, old).isEmpty)
    let members: [(String, Int, Int)] = [("count", 0, 32), ("first_page", 64, 64), ("x", 128, 8)]
    var new = answers(members, size: 24, macros: Self.names)
    let silent = try #require(changes(old, new).first)
    #expect(changes(old, new).count == 1 && silent.subject == "struct note")
    #expect(silent.standing == .silent && silent.names == ["A is still \"note-v1\""])
    #expect(
      silent.what == [
        "it had 16 bytes, and has 24", "count began at 8, and begins at 0",
        "first_page began at 0, and begins at 8", "x at 16 is new",
      ])
    #expect(silent.places.map(\.line) == [12] && silent.rules == ["note.size"])
    new = answers(members, size: 24, macros: ["A": "note-v2", "NOTE_NAME": "root-v1"])
    let raised = try #require(changes(old, new).first)
    #expect(changes(old, new).count == 1 && raised.standing == .raised)
    #expect(raised.names == ["A: \"note-v1\" → \"note-v2\""])
  }

  @Test func `a name that was raised alone, and a macro without a name, are told as such`() {
    let members: [(String, Int, Int)] = [("first_page", 0, 64), ("count", 64, 32)]
    let old = answers(members, macros: Self.names)
    let new = answers(members, macros: ["A": "note-v2", "LIMIT": "x", "NOTE_NAME": "root-v1"])
    let told = changes(old, new)
    #expect(told.map(\.subject) == ["A", "LIMIT"])
    #expect(told.map(\.standing) == [.needless, .open])
    #expect(told[1].what == ["it is new: \"x\""])
    #expect(changes(new, old).map(\.what)[1] == ["it is gone; it was: \"x\""])
  }

  @Test func `members inside of one that moved are not told again`() throws {
    func pair(_ start: Int) -> HeaderAnswers {
      answers([("both", start, 64), ("both.a", start, 32), ("both.b", start + 32, 32)])
    }
    let what = try #require(changes(pair(0), pair(64)).first).what
    #expect(what == ["both began at 0, and begins at 8"])
  }

  private static let members: [(String, Int, Int)] = [("first_page", 0, 64), ("count", 64, 32)]

  @Test func `a property that is named otherwise belongs to the name of its node`() throws {
    let old = answers(Self.members, macros: Self.names)
    var macros = Self.names
    macros["FIRST"] = "first-note"
    let silent = try #require(changes(old, answers(Self.members, macros: macros)).first)
    #expect(silent.subject == "FIRST" && silent.standing == .silent)
    #expect(silent.names == ["NOTE_NAME is still \"root-v1\""] && silent.places.map(\.line) == [8])
    macros["NOTE_NAME"] = "root-v2"
    let raised = changes(old, answers(Self.members, macros: macros))
    #expect(raised.map(\.subject) == ["FIRST"] && raised[0].standing == .raised)
  }

  @Test func `a property of a node without a name belongs to the name above`() throws {
    let set = formats(
      """
      # T

      ```yaml binding=root
      x-header: include/note.h
      x-define: NOTE_NAME
      properties:
        compatible: {const: root-v1}
      additionalProperties:
        type: object
        x-name: link
        properties:
          size: {$ref: /schemas/types.yaml#/definitions/uint64}
        additionalProperties: false
      ```
      """)
    let old = HeaderAnswers(
      header: "include/note.h",
      preprocessed: """
        # 1 "include/note.h"
        #define NOTE_NAME "root-v1"
        """)
    let new = HeaderAnswers(
      header: "include/note.h",
      preprocessed: """
        # 1 "include/note.h"
        #define NOTE_NAME "root-v1"
        #define SIZE "size"
        """)
    let told = HeaderHistory(set, [], from: ["include/note.h": old], to: ["include/note.h": new])
      .changes()
    #expect(told.map(\.subject) == ["SIZE"] && told[0].standing == .silent)
    #expect(told[0].names == ["NOTE_NAME is still \"root-v1\""])
    #expect(told[0].places.map(\.line) == [12])
  }

  @Test func `a name that goes with a node is raised with the name above`() {
    let set = formats(
      """
      # T

      ```yaml binding=root
      x-header: include/note.h
      x-define: ROOT
      properties:
        compatible: {const: root-v1}
        inside:
          type: object
          x-define: INSIDE
          properties:
            compatible: {const: inside-v1}
          additionalProperties: false
      additionalProperties: false
      ```
      """)
    func header(_ root: String, _ inside: String?) -> [String: HeaderAnswers] {
      let lines =
        ["# 1 \"n.h\"", "#define ROOT \"\(root)\""]
        + (inside.map { ["#define INSIDE \"\($0)\""] } ?? [])
      let text = lines.joined(separator: "\n").replacing("n.h", with: "include/note.h")
      return ["include/note.h": HeaderAnswers(header: "include/note.h", preprocessed: text)]
    }
    func told(_ head: [String: HeaderAnswers]) -> [HeaderChange] {
      HeaderHistory(set, [], from: header("root-v1", "inside-v1"), to: head).changes()
    }
    #expect(told(header("root-v1", nil)).map(\.standing) == [.unnamed])
    let raised = told(header("root-v2", nil))
    #expect(raised.map(\.subject) == ["INSIDE"] && raised[0].standing == .raised)
    #expect(
      raised[0].names == ["INSIDE: \"inside-v1\" → nothing", "ROOT: \"root-v1\" → \"root-v2\""])
  }

  @Test func `a macro that is only called otherwise changes nothing`() {
    let old = answers(Self.members, macros: Self.names)
    let new = answers(Self.members, macros: ["A": "note-v1", "ROOT_NAME": "root-v1"])
    let told = changes(old, new)
    #expect(told.map(\.standing) == [.renamed])
    #expect(told[0].what == ["it is called ROOT_NAME now, and is still \"root-v1\""])
  }

  @Test func `a name that comes or goes is neither raised nor kept`() {
    let old = answers(Self.members, macros: ["NOTE_NAME": "root-v1"])
    let new = answers(Self.members + [("more", 128, 8)], size: 24, macros: Self.names)
    #expect(changes(old, new).map(\.standing) == [.named, .named])
    #expect(changes(new, old).map(\.standing) == [.unnamed, .unnamed])
    #expect(changes(new, old).map(\.isNew) == [nil, false])
  }

  @Test func `what guards a header is no change of it`() {
    func guarded(_ name: String) -> HeaderAnswers {
      HeaderAnswers(
        header: "include/note.h", preprocessed: "# 1 \"include/note.h\"\n#define \(name)")
    }
    #expect(changes(guarded("_A_H"), guarded("_B_H")).isEmpty)
  }

  @Test func `enumerators of the header are its constants`() {
    func enumerating(_ value: Int) -> HeaderAnswers {
      var answers = answers(Self.members, macros: Self.names)
      answers.readEnumerators(
        """
        !5 = !DICompositeType(tag: DW_TAG_enumeration_type, file: !6, line: 1, elements: !8)
        !6 = !DIFile(filename: "./include/note.h", directory: "/tmp")
        !7 = !DICompositeType(tag: DW_TAG_enumeration_type, name: "e", file: !9, elements: !8)
        !8 = !{!10, !11}
        !9 = !DIFile(filename: "./include/other.h", directory: "/tmp")
        !10 = !DIEnumerator(name: "DEPTH", value: \(value))
        !11 = !DIEnumerator(name: "WIDTH", value: 1099511627776, isUnsigned: true)
        !12 = !DICompositeType(tag: DW_TAG_enumeration_type, file: !9, elements: !13)
        !13 = !{!14}
        !14 = !DIEnumerator(name: "OTHER", value: \(value))
        """, of: "include/note.h")
      return answers
    }
    #expect(enumerating(6).enumerators == ["DEPTH": "6", "WIDTH": "1099511627776"])
    let told = changes(enumerating(6), enumerating(7))
    #expect(told.map(\.subject) == ["DEPTH"] && told[0].what == ["it was 6, and is 7"])
  }

  @Test func `a header that only one revision has is told as a whole`() {
    let new = answers(Self.members, macros: Self.names)
    func history(_ old: [String: HeaderAnswers], _ new: [String: HeaderAnswers]) -> [HeaderChange] {
      HeaderHistory(set, [], from: old, to: new).changes()
    }
    let come = history([:], ["include/note.h": new])
    #expect(come.map(\.subject) == [HeaderChange.whole] && come[0].what == ["it is new"])
    #expect(come[0].names == ["A: nothing → \"note-v1\"", "NOTE_NAME: nothing → \"root-v1\""])
    let gone = history(["include/note.h": new], [:])
    #expect(gone.map(\.standing) == [.unnamed] && gone[0].what == ["it is gone"])
    #expect(history([:], [:]).isEmpty)
  }

  @Test func `a name that was raised for records of a new header is not needless`() {
    let set = formats(
      """
      # T

      ```yaml binding=root
      x-header: include/note.h
      x-define: NOTE_NAME
      x-governs: [page]
      properties:
        compatible: {const: root-v2}
      additionalProperties: false
      ```

      ```text layout=page header=include/page.h size=16
      name        offset  width  order   meaning
      next             0      8  native  the next page
      rest             8      8  bytes   the rest
      ```
      """)
    let (old, new) = (
      answers([], macros: ["NOTE_NAME": "root-v1"]), answers([], macros: ["NOTE_NAME": "root-v2"])
    )
    func told(with page: [String: HeaderAnswers]) -> [String] {
      HeaderHistory(
        set, [], from: ["include/note.h": old], to: page.merging(["include/note.h": new]) { $1 }
      ).changes().map { "\($0.subject): \($0.standing)" }
    }
    #expect(told(with: [:]) == ["NOTE_NAME: needless"])
    let page = HeaderAnswers(header: "include/page.h", preprocessed: "# 1 \"include/page.h\" 1\n")
    #expect(told(with: ["include/page.h": page]) == ["\(HeaderChange.whole): named"])
  }
}
