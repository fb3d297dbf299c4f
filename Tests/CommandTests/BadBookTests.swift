// Whole books that are wrong, each with its exact findings.

import Book
import Foundation
import Testing

@testable import Command

struct BadBookTests {
  private func findings(_ files: [String: String]) async throws -> [String] {
    try await withPackage(files) { folder in
      try BookPackage(containing: folder).book().findings.map(\.description)
    }
  }

  @Test func `a good book has no findings`() async throws {
    let text = """
      # Title

      > **a.b** A rule.

      ```swift example rule=a.b
      1 + 1 // → 2
      ```
      """
    #expect(try await findings(book(text)) == [])
  }

  @Test func `every finding of every chapter is told at once, in order`() async throws {
    var files = book(
      """
      # Title

      > **a.b** A rule.

      ```swift exmple
      1
      ```

      ```swift test ruel=a.b
      ```
      [x](02-other.md#there) [y](02-othr.md)
      """)
    files["Spec/Part/02-other.md"] = "# Other\n\n> **a.b** Again.\n\n## Here\n"
    #expect(
      try await findings(files) == [
        "Spec/Part/01-chapter.md:3:1: error: no test proves rule 'a.b'; name it in rule= of a test"
          + " or example, or end it with (unproved: reason)",
        "Spec/Part/01-chapter.md:5:10: error: unknown role 'exmple'; did you mean 'example'?",
        "Spec/Part/01-chapter.md:9:15: error: unknown attribute 'ruel'; did you mean 'rule'?",
        "Spec/Part/01-chapter.md:11:5: error: 'Spec/Part/02-other.md' has no anchor 'there';"
          + " did you mean 'here'?",
        "Spec/Part/01-chapter.md:11:28: error: there is no chapter 'Spec/Part/02-othr.md';"
          + " did you mean 'Spec/Part/02-other.md'?",
        "Spec/Part/02-other.md:3:1: error: rule 'a.b' is already defined at"
          + " Spec/Part/01-chapter.md:3:1; give this one its own id",
      ])
  }

  @Test func `a part without a folder and a folder that is no part are both told`() async throws {
    var files = book("# Title\n")
    files["Spec/book.yml"] = "title: A book\nparts:\n  - Port\n"
    #expect(
      try await findings(files) == [
        "Spec/Part:1:1: error: this folder has chapters but is no part; add 'Part' to parts in"
          + " Spec/book.yml",
        "Spec/book.yml:3:5: error: part 'Port' has no folder; did you mean 'Part'?",
      ])
  }

  @Test func `hidden Markdown is told, and other hidden files are not`() async throws {
    var files = book("# Title\n")
    for path in [
      ".z.md", ".hid/y.md", "Part/.z.md", "Part/.q/deep/a.md", "Part/.q/b.svg",
      "Part/.#01-chapter.md",
    ] {
      files["Spec/" + path] = "# A\n"
    }
    let message =
      "warning: this file is not in the book, since a name that begins with a dot is hidden; rename it,"
      + " or move it out of Spec"
    #expect(
      try await findings(files)
        == [".hid/y.md", ".z.md", "Part/.q/deep/a.md", "Part/.z.md"].map {
          "Spec/\($0):1:1: \(message)"
        })
  }

  @Test func `a chapter that is a link is no chapter`() async throws {
    let found = try await withPackage(book("# Title\n")) { folder in
      let part = folder.appending(path: "Spec/Part")
      try FileManager.default.createSymbolicLink(
        atPath: part.appending(path: "02-link.md").path, withDestinationPath: "/etc/passwd")
      return try BookPackage(containing: folder).book().findings.map(\.description)
    }
    #expect(
      found == [
        "Spec/Part/02-link.md:1:1: error: a chapter is a regular file; this is none"
      ])
  }

  @Test func `bytes that are no UTF-8 are told at their place`() async throws {
    let found = try await withPackage(book("")) { folder in
      try Data([0x23, 0x20, 0x41, 0x0A, 0x0A, 0x61, 0x62, 0xFF, 0x0A])
        .write(to: folder.appending(path: "Spec/Part/01-chapter.md"))
      return try BookPackage(containing: folder).book().findings.map(\.description)
    }
    #expect(
      found == [
        "Spec/Part/01-chapter.md:3:3: error: this byte is not UTF-8; save the chapter as UTF-8"
      ])
  }

  @Test func `a file of more than 16 MiB is not read to be told so`() async throws {
    let wrong =
      "cannot be read: it has 1099511627776 bytes, and weft reads at most 16 MiB of a file; shorten it"
    for path in ["Spec/Part/01-chapter.md", "Spec/book.yml", "Spec/anchors.txt"] {
      let found = try await withPackage(book("# Title\n")) { folder in
        let file = folder.appending(path: path)
        if path.hasSuffix(".txt") { try Data().write(to: file) }
        // A hole of a terabyte takes no room; who read it would end there.
        let handle = try FileHandle(forWritingTo: file)
        try handle.truncate(atOffset: 1 << 40)
        try handle.close()
        return try BookPackage(containing: folder).book().findings
      }
      let told = found.filter { $0.kind == .unreadable }.map(\.description)
      #expect(told == ["\(path):1:1: error: \(wrong)"])
    }
  }

  @Test func `a manifest that is no YAML is told with the place`() async throws {
    var files = book("# Title\n")
    files["Spec/book.yml"] = "title: [unclosed\n"
    let found = try await findings(files)
    #expect(found.contains { $0.hasPrefix("Spec/book.yml:1:17: error: this is not YAML: ") })
  }

  @Test func `a folder without a book cannot be loaded`() async throws {
    try await withPackage(["readme": ""]) { folder in
      _ = #expect(throws: LoadError.self) { try BookPackage(containing: folder) }
    }
  }

  @Test func `the package is found from a folder inside it`() async throws {
    try await withPackage(book("# Title\n")) { folder in
      let inside = try BookPackage(containing: folder.appending(path: "Spec/Part"))
      #expect(inside.root.lastPathComponent == folder.lastPathComponent)
    }
  }
}
