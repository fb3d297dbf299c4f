// What looks like a check and is none: a fence that names rules but could not fail, and an arrow
// that states nothing.

extension ChapterReader {
  /// Notes what a fence checks; finds fences that would prove rules whatever happens, and misspelt
  /// value comments.
  mutating func readChecks(of fence: inout Fence, column: Int) {
    guard fence.role.isRun else { return }
    let reader = CheckReader(fence)
    fence.checks = reader.checks
    fence.tests = reader.tests
    for arrow in reader.misspeltArrows { report(arrow) }
    for (line, tolerance) in reader.malformedTolerances { report(tolerance, line) }
    guard !fence.provedRules.isEmpty else { return }
    if fence.role == .test, fence.tests.isEmpty {
      report(
        .emptyProof, line: fence.line, column: column,
        "this fence declares no @Test, so it proves nothing; write one or remove rule=")
    } else if fence.checks.isEmpty, fence.role == .test || fence.role == .example {
      let what = fence.role == .test ? "test" : "example"
      // What it prints may be stated below it.
      emptyProofs.append(
        Finding(
          .emptyProof, Location(file: path, line: fence.line, column: column),
          "this \(what) checks nothing, so it proves nothing; state a value: expression  // → value"
        ))
    }
  }

  /// Reports the fences that would prove rules whatever happens, now that all outputs are read.
  mutating func checkEmptyProofs() {
    let checked = Set(chapter.fences.filter { $0.output != nil }.map(\.line))
    chapter.findings += emptyProofs.filter { !checked.contains($0.location.line) }
  }

  private mutating func report(_ tolerance: Tolerance.Malformed, _ line: Int) {
    let text = source.line(line)
    let start = text.ranges(of: Array(tolerance.sign.utf8)).last?.lowerBound ?? text.startIndex
    report(
      .malformedTolerance, line: line, column: start - text.startIndex + 1,
      "'\(tolerance.text)' is no tolerance; write a number above 0: 0.333 ± 0.001")
  }

  private mutating func report(_ arrow: MisspeltArrow) {
    let text = source.line(arrow.line)
    let start = text.firstRange(of: Array(arrow.text.utf8))?.lowerBound ?? text.startIndex
    let place = Location(file: path, line: arrow.line, column: start - text.startIndex + 1)
    chapter.findings.append(
      Finding(
        .misspeltArrow, place, "'\(arrow.text)' states no value; write '// →'",
        edits: [Finding.Edit(place, replace: arrow.text, with: "// →")]))
  }
}
