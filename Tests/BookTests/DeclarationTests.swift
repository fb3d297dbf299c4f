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

  @Test func `each has its line, the first line of its comment, and what that cites`() {
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

  @Test func `statements declare nothing`() {
    #expect(declared("return value\nlet\nif let x { }\n// struct No").isEmpty)
  }
}
