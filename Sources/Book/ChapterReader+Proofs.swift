// What looks like a check and is none: a fence that names rules but could not fail, and an arrow
// that states nothing.

extension ChapterReader {
  /// Finds fences that would prove rules whatever happens, and misspelt value comments.
  mutating func checkProof(_ fence: Fence, column: Int) {
    guard fence.role.isRun else { return }
    if fence.role == .test, !fence.provedRules.isEmpty, !fence.code.contains("@Test") {
      report(
        .emptyProof, line: fence.line, column: column,
        "this fence declares no @Test, so it proves nothing; write one or remove rule=")
    }
    guard fence.role == .example else { return }
    let checks = ["→", "#expect", "#require", "Issue.record", "withKnownIssue"]
    if !fence.provedRules.isEmpty, !checks.contains(where: fence.code.contains) {
      report(
        .emptyProof, line: fence.line, column: column,
        "this example checks nothing, so it proves nothing; state a value: expression  // → value")
    }
    checkArrows(fence)
  }

  private mutating func checkArrows(_ fence: Fence) {
    guard fence.code.contains("->") || fence.code.contains("=>") else { return }
    let lines = fence.code.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      guard let comment = line.firstRange(of: /\/\/ ?[-=]+>/) else { continue }
      let number = fence.firstCodeLine + index
      let arrow = String(line[comment])
      let text = source.line(number)
      let start = text.firstRange(of: Array(arrow.utf8))?.lowerBound ?? text.startIndex
      report(
        .misspeltArrow, line: number, column: start - text.startIndex + 1,
        "'\(arrow)' states no value; write '// →'")
    }
  }
}
