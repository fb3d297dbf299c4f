// A theme comes with the book, so it is as untrusted as the book.

import Foundation
import Testing

@testable import Command

struct ThemeFolderTests {
  /// Why a theme is refused; `nil` when it is not.
  private func refusal(_ files: [String: String], links: [String: String] = [:]) async throws
    -> String?
  {
    try await withPackage(files.merging(book("# T\n")) { own, _ in own }) { folder in
      for (link, target) in links {
        try FileManager.default.createDirectory(
          at: folder.appending(path: link).deletingLastPathComponent(),
          withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
          atPath: folder.appending(path: link).path,
          withDestinationPath: folder.appending(path: target).path)
      }
      do {
        let theme = try ThemeFolder(for: BookPackage(containing: folder), parts: ["Part"])
        #expect(theme.files.map(\.name) == (files.isEmpty ? Self.shipped : ["a.css"]))
        return nil
      } catch let error as LoadError {
        return error.description
      }
    }
  }

  /// With what ranks the search's answers, where it is installed.
  private static let shipped =
    ["icon.svg", "weft-search.js", "weft.css", "weft.js"]
    + (FileManager.default.fileExists(atPath: "/usr/share/javascript/lunr/lunr.min.js")
      ? ["lunr.js"] : [])

  private let shell = "Site/theme/page.mustache"
  private let style = ["Site/theme/a.css": ""]

  private func nested(_ count: Int, _ sigil: String = "#") -> String {
    let inside = String(repeating: "{{\(sigil)a}}{{! {{/a }}", count: count)
    return inside + String(repeating: "{{/a}}", count: count)
  }

  @Test func `a theme of one's own, and the shipped one, are read`() async throws {
    #expect(try await refusal([:]) == nil)
    #expect(try await refusal(style.merging([shell: nested(50)]) { own, _ in own }) == nil)
  }

  @Test(arguments: ["#", "^", "$"])
  func `sections that are nested very deep are refused`(sigil: String) async throws {
    #expect(
      try await refusal([shell: nested(2_000, sigil)])
        == "page.mustache has sections nested more than 50 deep; flatten them")
  }

  @Test func `delimiters stay, since nesting is counted by them`() async throws {
    #expect(
      try await refusal([shell: "{{=<% %>=}}"])
        == "page.mustache changes its delimiters; keep '{{' and '}}'")
  }

  @Test(arguments: [
    "index.html", "rules.html", "rules.json", "terms.html", "terms.json", "checks.html",
    "symbols.html", "index.json", "tests-chapters-12.html", "search-3.js", "Part",
    "part", "PART", "INDEX.HTML", "Rules.html", "Search-3.js",
  ])
  func `a file that would replace what is woven is refused`(name: String) async throws {
    #expect(
      try await refusal([shell: "", "Site/theme/\(name)": ""])
        == "the theme's file '\(name)' would take the place of what weft weaves; rename it")
  }

  @Test func `a folder for a theme without a shell is told, an empty one is none`() async throws {
    let wrong =
      "Site/theme has files, but no page.mustache to use them; copy one there, or remove the folder"
    #expect(try await refusal(style) == wrong)
    #expect(try await refusal([:], links: [shell: "nowhere"]) == wrong)
    try await withPackage(book("# T\n").merging(["Site/theme/.keep": ""]) { own, _ in own }) {
      let theme = try ThemeFolder(for: BookPackage(containing: $0), parts: [])
      #expect(theme.files.map(\.name) == Self.shipped)
    }
  }

  @Test func `a shell that is too large is not read`() async throws {
    try await withPackage(book("# T\n").merging([shell: ""]) { own, _ in own }) { folder in
      let handle = try FileHandle(forWritingTo: folder.appending(path: shell))
      try handle.truncate(atOffset: 1 << 40)
      try handle.close()
      let error = #expect(throws: LoadError.self) {
        try ThemeFolder(for: BookPackage(containing: folder), parts: [])
      }
      #expect(
        error?.description
          == "page.mustache has 1099511627776 bytes, more than the 65536 that a shell"
          + " may have; link to files beside it")
    }
  }

  @Test func `links lead nowhere`() async throws {
    #expect(
      try await refusal(
        style.merging([shell: ""]) { own, _ in own }, links: ["Site/theme/x": "Package.swift"])
        == nil)
    #expect(
      try await refusal([:], links: [shell: "Package.swift"])
        == "\(shell) is a link; put what it leads to in its place")
    #expect(
      try await refusal(["Other/page.mustache": ""], links: ["Site/theme": "Other"])
        == "Site/theme is a link; put what it leads to in its place")
  }
}
