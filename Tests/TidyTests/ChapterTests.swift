// Fences are short and public declarations documented, but for those of lists that only shrink.

import Foundation
import Testing

struct ChapterTests {
  private func fences() throws -> [SwiftFence] {
    let chapters = try Checkout.files(below: "Spec", ending: ".md")
    #expect(!chapters.isEmpty)
    return chapters.sorted { $0.key < $1.key }.flatMap { SwiftFence.all(in: $1, of: $0) }
  }

  private func list(_ file: String) throws -> ShrinkingList {
    let url = Checkout.root.appending(path: "Tests/TidyTests/Lists/\(file)")
    let text = try String(contentsOf: url, encoding: .utf8)
    return ShrinkingList(file: file, entries: text.split(separator: "\n").map(String.init))
  }

  @Test func `a fence has at most 40 lines`() throws {
    let long = try fences().filter { $0.lines.count > 40 }.map(\.name)
    let rule = "this fence has more than 40 lines; split it"
    for complaint in try list("long-fences.txt").complaints(found: long, rule: rule) {
      Issue.record("\(complaint)")
    }
  }

  @Test func `a public declaration of a part has a documentation comment`() throws {
    let names = try fences().flatMap(\.undocumented)
    let rule = "a public declaration without a comment; say what it promises"
    for complaint in try list("undocumented.txt").complaints(found: names, rule: rule) {
      Issue.record("\(complaint)")
    }
  }

  /// Each of the list's is a function of the kernel with two halves or two callers here, not two readings.
  @Test func `a function of the kernel is stated once`() throws {
    let twice = SaidTwice.found(in: try fences())
    let rule =
      "two declarations cite this function; make them one, or cite the part that each states"
    for complaint in try list("said-twice.txt").complaints(found: twice, rule: rule) {
      Issue.record("\(complaint)")
    }
  }

  /// Lines that each version of a list had more or fewer than the one before, the first one's all.
  ///
  /// - Parameter log: what `git log --reverse --numstat` prints of it.
  private func growth(log: String) -> [Int] {
    log.split(separator: "\n").compactMap { line in
      let counts = line.split(separator: "\t").prefix(2).compactMap { Int($0) }
      return counts.count == 2 ? counts[0] - counts[1] : nil
    }
  }

  @Test(
    .enabled(if: Checkout.hasHistory),
    arguments: ["long-fences.txt", "undocumented.txt", "said-twice.txt"])
  func `a list of what is not as it should be has never grown`(file: String) async throws {
    let path = "Tests/TidyTests/Lists/\(file)"
    let log = try await Checkout.git("log", "--reverse", "--format=", "--numstat", "--", path)
    let versions = growth(log: log)
    #expect(versions.dropFirst().allSatisfy { $0 <= 0 }, "\(file): \(versions)")
    let lines = try String(contentsOf: Checkout.root.appending(path: path), encoding: .utf8)
      .split(separator: "\n").count
    // In a history that was cut off all versions may be missing.
    if !versions.isEmpty { #expect(lines <= versions.reduce(0, +), "\(file) has grown") }
  }

  @Test func `a list that grew is told by its history`() {
    #expect(growth(log: "22\t0\ta.txt\n0\t2\ta.txt\n\n3\t1\ta.txt\n") == [22, -2, 2])
  }

  @Test func `what cites the same source is found, however the comment is broken`() {
    let chapter = """
      ```swift
      /// Reads.
      ///
      /// Source: `memparse` in `lib/cmdline.c`,
      /// and `simple_strtoull`.
      ///
      /// `other` is none.
      @inlinable
      public func one() {}
        /// Source: `memparse` in `lib/cmdline.c`.
        init?(_ text: String) {}
      ```
      """
    let found = SaidTwice.found(in: SwiftFence.all(in: chapter, of: "a.md"))
    #expect(found == ["memparse: a.md public func one() {}; a.md init?(_ text: String) {}"])
  }

  @Test func `what is not listed, and what is listed without need, are errors`() {
    let list = ShrinkingList(file: "list.txt", entries: ["a.md: one", "a.md: two"])
    #expect(list.complaints(found: ["a.md: one", "a.md: two"], rule: "too long").isEmpty)
    #expect(
      list.complaints(found: ["a.md: one", "a.md: one"], rule: "too long") == [
        "a.md: one: error: too long",
        "Tests/TidyTests/Lists/list.txt: error: this is as it should be now; remove the line 'a.md: two'",
      ])
  }

  @Test func `fences are counted by their code, and attributes do not part a comment from it`() {
    let chapter = """
      ```swift
      /// One.
      @inlinable
      public func one() {}
        public var two = 2
      func three() {}
      ```
      ```swift example
      public func four() {}
      ```
      """
    let fences = SwiftFence.all(in: chapter, of: "a.md")
    #expect(fences.map(\.lines.count) == [5, 1])
    #expect(fences.flatMap(\.undocumented) == ["a.md: public var two = 2"])
  }
}
