// What a chapter's code declares, by indentation.

import Testing

@testable import Book

struct DeclarationTests {
  private func declared(_ code: String) -> Set<String> {
    let text = "# T\n\nText.\n\n```swift\n\(code)\n```\n"
    return Outline(of: Chapter(path: "a.md", bytes: Array(text.utf8))).declarations
  }

  @Test func `members are named after their types`() {
    let code = """
      public struct Tree: Sendable {
        public let root: Int
        @inlinable public mutating func write(_ a: Int) {
          let inner = 1
        }
        init?(_ text: String) {}
        enum Kind {
          case leaf(Int)
        }
      }

      extension Tree.Kind {
        static var all: [Self] { [] }
      }
      func free() {}
      """
    #expect(
      declared(code) == [
        "Tree", "Tree.root", "Tree.write", "Tree.init", "Tree.Kind",
        "Tree.Kind.leaf", "Tree.Kind.all", "free",
      ])
  }

  @Test func `names may go beyond ASCII, and stand in backticks`() {
    let code = """
      func größe() {}
      func `in`(_ a: Int) {}
      let ångström, other: Int
      var π = 3
      func + (a: Int, b: Int) {}
      """
    #expect(declared(code) == ["größe", "in", "ångström", "π"])
  }

  @Test func `each has its line, the first sentence of its comment, and what that cites`() {
    let code = """
      /// A tree.
      ///
      /// Source: `rb_node` in
      /// `tree.h`, `rb_root`.
      ///
      /// Not `that`.
      @frozen
      public struct Tree {
        private var root = 1
      }
      """
    let text = "# T\n\nText.\n\n```swift\n\(code)\n```\n"
    let symbols = Outline(of: Chapter(path: "a.md", bytes: Array(text.utf8))).symbols
    #expect(
      symbols == [
        Symbol(
          name: "Tree", line: 13, summary: "A tree.", declaration: "public struct Tree",
          sources: ["rb_node", "rb_root"], isListed: true),
        Symbol(
          name: "Tree.root", line: 14, summary: "", declaration: "private var root = 1",
          sources: [],
          isListed: false),
      ])
  }

  @Test(arguments: [
    ("func keep(_ n: Int) -> Bool {", "func keep(_ n: Int) -> Bool"),
    (
      "func keep(\n  _ n: Int, by: () -> Int = { 1 }\n) -> Bool {",
      "func keep(_ n: Int, by: () -> Int = { 1 }) -> Bool"
    ),
    (
      "func keep<T>(_ t: T)\n  -> Bool\nwhere T: Sendable {\n  (1)",
      "func keep<T>(_ t: T) -> Bool where T: Sendable"
    ),
    ("var a: Int { (1) }\nvar b = 2", "var a: Int"),
    ("let a = f(\n  1,\n  2)\nlet b = 1", "let a = f(1, 2)"),
    ("case one\ncase two", "case one"),
  ])
  func `a declaration over lines is one`(code: String, declaration: String) {
    let text = "# T\n\nText.\n\n```swift\n\(code)\n```\n"
    let symbols = Outline(of: Chapter(path: "a.md", bytes: Array(text.utf8))).symbols
    #expect(symbols.first?.declaration == declaration)
  }

  @Test(arguments: [
    ("/// One. Two.", "One."),
    ("/// A line that\n/// goes on. More.\n/// And more.", "A line that goes on."),
    ("/// Of `a.b`, e.g. this\n///\n/// Not this.", "Of `a.b`, e.g. this"),
    ("///\n/// Late.", "Late."),
    ("/// Is it? `Yes`.", "Is it?"),
  ])
  func `the first sentence of a comment may go over lines`(comment: String, summary: String) {
    let text = "# T\n\nText.\n\n```swift\n\(comment)\nlet a = 1\n```\n"
    let symbols = Outline(of: Chapter(path: "a.md", bytes: Array(text.utf8))).symbols
    #expect(symbols.first?.summary == summary)
  }

  @Test func `statements declare nothing`() {
    #expect(declared("return value\nlet\nif let x { }\n// struct No").isEmpty)
  }
}
