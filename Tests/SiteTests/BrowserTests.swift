// What a reader sees of the woven site, in a real browser. Selenium drives it, from Python, where the
// client that the browser's makers test against is; `Browser/checks.py` says what each check looks at.

import Foundation
import Testing

@Suite(
  .serialized, .timeLimit(.minutes(15)),
  .enabled(
    if: WovenSite.mustBeChecked || WovenSite.exists && CheckingTool.canBrowse,
    "needs a woven site (weft build), Debian's chromium-driver, and selenium in .build/tools"))
struct BrowserTests {
  /// Lets the browser look, and takes each line that it prints for something wrong.
  private func expectNothing(from check: String) throws {
    let process = Process()
    process.executableURL = CheckingTool.python
    process.arguments = [
      WovenSite.root.appending(path: "Tests/SiteTests/Browser/check.py").path,
      WovenSite.folder.path, check,
    ]
    process.environment = ProcessInfo.processInfo.environment
      .merging(["PYTHONDONTWRITEBYTECODE": "1"]) { $1 }
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let said = String(
      decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    for line in said.split(separator: "\n") { Issue.record("\(line)") }
    #expect(process.terminationStatus == (said.isEmpty ? 0 : 1))
  }

  @Test func `every chapter's text and verdicts are there without scripts`() throws {
    try expectNothing(from: "text")
  }

  @Test func `no page is wider than the window`() throws {
    try expectNothing(from: "width")
  }

  @Test func `the bar, the book's list with its entry, and the next chapter stay in reach`() throws
  {
    try expectNothing(from: "navigation")
  }

  @Test func `the keyboard reaches the text's first link within 20 stops`() throws {
    try expectNothing(from: "tabs")
  }

  @Test func `scripts copy code, switch the theme, turn pages by keys, and open folds for links`()
    throws
  {
    try expectNothing(from: "scripts")
  }

  @Test func `names in code lead to their definitions, light up together, and are reached by keys`()
    throws
  {
    try expectNothing(from: "names")
  }

  @Test func `sections fold, and open for links and on paper`() throws {
    try expectNothing(from: "folds")
  }

  @Test func `the search finds names, their parts and prose, and forgives slips`() throws {
    try expectNothing(from: "search")
  }

  @Test func `each checked value is in sight at every width`() throws {
    try expectNothing(from: "values")
  }

  @Test func `axe finds nothing, in light and dark, on phones and desktops`() throws {
    try expectNothing(from: "accessibility")
  }

  @Test func `no page asks for what is not in the site's folder, or has the browser complain`()
    throws
  {
    try expectNothing(from: "requests")
  }

  @Test func `an author's page follows what is saved, keeps its place, and says what is wrong`()
    throws
  {
    try expectNothing(from: "live")
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
