// What a reader sees of the woven site, in a real browser. Selenium drives it, from Python, where the
// client that the browser's makers test against is; `Browser/checks.py` says what each check looks at.

import Foundation
import Programs
import Testing
import Trials

@Suite(
  .serialized, .timeLimit(.minutes(15)),
  .enabled(
    if: WovenSite.mustBeChecked || WovenSite.exists && CheckingTool.canBrowse,
    "needs a woven site (weft build), Debian's chromium-driver, and selenium in .build/tools"))
struct BrowserTests {
  /// Lets the browser look, and takes each line that it prints for something wrong.
  private func expectNothing(from check: String) async throws {
    var python = ChildProcess(
      try #require(CheckingTool.python).path,
      [
        WovenSite.root.appending(path: "Tests/SiteTests/Browser/check.py").path,
        WovenSite.folder.path, check,
      ])
    python.environment = ["PYTHONDONTWRITEBYTECODE": "1"]
    python.endsGroup = true
    let said = try await python.output()
    for line in said.text.split(separator: "\n") { Issue.record("\(line)") }
    #expect(said.status == (said.text.isEmpty ? 0 : 1), "\(said.errors)")
  }

  @Test func `every chapter's text and verdicts are there without scripts`() async throws {
    try await expectNothing(from: "text")
  }

  @Test func `no page is wider than the window`() async throws {
    try await expectNothing(from: "width")
  }

  @Test func `the bar, the book's list with its entry, and the next chapter stay in reach`()
    async throws
  {
    try await expectNothing(from: "navigation")
  }

  @Test func `the keyboard reaches the text's first link within 20 stops`() async throws {
    try await expectNothing(from: "tabs")
  }

  @Test func `scripts copy code, switch the theme, turn pages by keys, and open folds for links`()
    async throws
  {
    try await expectNothing(from: "scripts")
  }

  @Test func `names in code lead to their definitions, light up together, and are reached by keys`()
    async throws
  {
    try await expectNothing(from: "names")
  }

  @Test func `sections fold, and open for links and on paper`() async throws {
    try await expectNothing(from: "folds")
  }

  @Test func `the search finds names, their parts and prose, and forgives slips`() async throws {
    try await expectNothing(from: "search")
  }

  @Test func `a release is chosen by the address, and named in it`() async throws {
    try await expectNothing(from: "releases")
  }

  @Test func `each checked value is in sight at every width`() async throws {
    try await expectNothing(from: "values")
  }

  @Test func `each figure can be read on a phone without scrolling, in light and dark`()
    async throws
  {
    try await expectNothing(from: "figures")
  }

  @Test func `axe finds nothing, in light and dark, on phones and desktops`() async throws {
    try await expectNothing(from: "accessibility")
  }

  @Test func `no page asks for what is not in the site's folder, or has the browser complain`()
    async throws
  {
    try await expectNothing(from: "requests")
  }

  @Test func `an author's page follows what is saved, keeps its place, and says what is wrong`()
    async throws
  {
    try await expectNothing(from: "live")
  }

  @Test func `no page holds a script that the theme did not bring`() throws {
    for page in try WovenSite.pages() {
      let html = try String(
        contentsOf: WovenSite.folder.appending(path: page), encoding: .utf8)
      #expect(html.ranges(of: "<script").count == 1, "\(page)")
      #expect(html.contains("script-src 'sha256-"), "\(page)")
    }
  }
}
