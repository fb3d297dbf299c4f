// What the book remembers of a chapter after its text is gone: enough to link, to list and to
// check, so that memory grows with headings and rules, not with prose.

/// The index entry of one chapter.
package struct Outline: Sendable, Hashable {
  /// A fence without its code.
  package struct CheckedFence: Sendable, Hashable {
    package var role: Role
    package var line: Int
    package var lastLine: Int
    package var provedRules: [String]
    package var ruleColumns: [Int]
    package var gap: String?
    package var tags: [String]
    package var timeLimit: Int?
    package var checks: [Check]
    /// Of an example one; of code that must not compile none.
    package var tests: [DeclaredTest]
    package var output: StatedOutput?
  }

  package var path: String
  package var title: String
  package var headings: [Heading]
  package var rules: [Rule]
  /// The words that it defines, in order.
  package var terms: [Term]
  /// Only fences whose code runs or must fail.
  package var checkedFences: [CheckedFence]
  package var links: [Link]
  /// The lines of code that the page shows, each with an anchor: L6.
  package var shownLines: CodeLines
  /// How many bytes stand before the tangled code of a line; other lines are absent.
  package var prefixWidths: [Int: Int]
  /// Anchors in the author's own HTML.
  package var htmlAnchors: [String]
  /// What is wrong with the author's own HTML where it is allowed.
  package var htmlFindings: [Finding]
  /// Where the code stands that evidence can speak of.
  package var codeLines: CodeLines
  /// The same of what becomes part of the module.
  package var moduleLines: CodeLines
  /// Of what evidence depends on in the chapter; the same before and after an edit of prose.
  package var codeDigest: Digest
  /// The same of what a run of it does, whatever values examples state.
  package var executedDigest: Digest
  /// The same of what becomes part of the module.
  package var moduleDigest: Digest
  /// The fences that state formats, with their text.
  package var statements: [Fence]
  /// What the module's code declares, in order.
  package var symbols: [Symbol]
  /// Of all that other pages than the chapter's own show of it; the same before and after an edit of
  /// words that moves no line.
  package var listedDigest: Digest

  package var stem: String { Chapter.stem(of: path) }

  package init(of chapter: Chapter) {
    path = chapter.path
    title = chapter.title
    headings = chapter.headings
    rules = chapter.rules
    terms = chapter.terms
    links = chapter.links.filter { !$0.isWebAddress || $0.kind == .content }
    shownLines = CodeLines(fences: chapter.fences.map(\.shownLines))
    htmlAnchors = chapter.htmlAnchors
    htmlFindings = chapter.htmlFindings
    prefixWidths = chapter.fences.filter(\.role.isTangled).reduce(into: [:]) { all, fence in
      all.merge(fence.prefixWidths) { first, _ in first }
    }
    codeLines = CodeLines(chapter)
    moduleLines = CodeLines(chapter) { $0 == .implementation }
    codeDigest = Digest(of: chapter.evidenceText.utf8)
    executedDigest = Digest(of: chapter.executedText.utf8)
    moduleDigest = Digest(of: chapter.moduleText.utf8)
    statements = chapter.fences.filter(\.role.isStatement).map { fence in
      var statement = fence
      statement.heading = nil
      return statement
    }
    symbols = Symbol.all(in: chapter)
    checkedFences = chapter.fences.compactMap { fence in
      guard fence.role.isListedTest else { return nil }
      return CheckedFence(
        role: fence.role, line: fence.line, lastLine: fence.lastLine,
        provedRules: fence.provedRules, ruleColumns: fence.ruleColumns, gap: fence.gap,
        tags: fence.tags, timeLimit: fence.timeLimit, checks: fence.checks,
        tests: fence.bodyTest.map { [$0] } ?? fence.tests, output: fence.output)
    }
    var listed = ByteWriter()
    listed.put(title)
    listed.put(headings)
    listed.put(rules)
    listed.put(checkedFences)
    listed.put(codeLines)
    listed.put(symbols)
    listed.put(terms)
    listed.put(statements)
    listed.put(Set(links.terms(from: path).map { "\($0.path)#\($0.anchor ?? "")" }).sorted())
    listedDigest = Digest(of: listed.bytes)
  }

  /// The names that the module's code declares: `Type`, `Type.member`.
  package var declarations: Set<String> { Set(symbols.map(\.name)) }

  /// All anchors that authors may link to.
  package var anchors: [String] {
    headings.map(\.slug) + rules.map(\.anchor) + terms.map(\.anchor)
  }

  /// Whether an anchor is that of a line of code: L6.
  package func isLine(_ anchor: String) -> Bool {
    guard anchor.first == "L", let line = Int(anchor.dropFirst()), anchor == "L\(line)" else {
      return false
    }
    return shownLines.fences.contains { $0.contains(line) }
  }
}

extension Link {
  /// Whether the destination is a web or mail address, which needs no check, or one of those that
  /// Markdown makes links of where they stand in prose.
  var isWebAddress: Bool {
    guard destination.utf8.contains(UInt8(ascii: ":")) else { return false }
    let others = kind == .picture ? [] : ["mailto:", "ftp://", "xmpp:"]
    let start = destination.prefix(8).lowercased()
    return (["http://", "https://"] + others).contains { start.hasPrefix($0) }
  }

  /// Whether a destination is one that browsers load from the web.
  static func isOnWeb(_ destination: String) -> Bool {
    let start = destination.prefix(8).lowercased()
    return ["http://", "https://"].contains { start.hasPrefix($0) }
  }

  /// Whether a destination names another site, which the book does not check.
  package static func isExternal(_ destination: String) -> Bool {
    guard let colon = destination.utf8.firstIndex(of: UInt8(ascii: ":")) else {
      return destination.utf8.starts(with: "//".utf8)
    }
    let scheme = destination[..<colon]
    return destination.hasPrefix("//")
      || scheme.first.map { $0.isASCII && $0.isLetter } == true
        && scheme.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
  }
}

extension Fence {
  /// The test that its code is the body of.
  fileprivate var bodyTest: DeclaredTest? {
    guard role.isBody else { return nil }
    return DeclaredTest(name: testName?.replacing("`", with: "") ?? "", line: line)
  }
}
