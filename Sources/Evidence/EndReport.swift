// What the toolchain says of a run when it ends: an xUnit file, written after the last test. A test that
// found the event stream could write records into it; in this file it cannot have the last word.
//
//     <testsuite name="TestResults" errors="0" tests="84" failures="1" skipped="0" …>
//       <testcase classname="ZooTests.`01-cages.md`" name="`Opening`()" …><failure …/></testcase>

/// How each test ended, in the toolchain's own last words.
package struct EndReport: Hashable, Sendable {
  /// By the test's identifier without its place: ZooTests.`01-cages.md`/`Opening`(). Private tests of
  /// several files may have one name.
  package private(set) var verdicts: [String: [Verdict]] = [:]

  /// Reads a report; `nil` when the bytes are none, or were not written to their end, since a file is
  /// begun with the run.
  ///
  /// It is read by lines and not as XML: names of tests stand in it as they are, with any quotes and
  /// angle brackets, while messages are escaped and cannot look like another test.
  package init?(xUnit bytes: [UInt8]) {
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    guard lines.last == "</testsuites>", lines.contains("<testsuites>") else { return nil }
    var current: [String] = []
    for line in lines.map({ $0.drop { $0 == " " } }) {
      if line.hasPrefix("<testcase ") {
        current = Self.names(inCase: line)
        for name in current { verdicts[name, default: []].append(.passed) }
      } else if line.hasPrefix("<failure") || line.hasPrefix("<error") {
        correct(current, .failed)
      }
      if line.contains("<skipped") { correct(current, .skipped) }
    }
  }

  /// What the test of a line may be called: <testcase classname="A" name="f()" time="0.1" />
  private static func names(inCase line: Substring) -> [String] {
    guard let begin = line.firstRange(of: "classname=\""),
      let end = line.ranges(of: "\" time=\"").last,
      begin.upperBound <= end.lowerBound
    else { return [] }
    let content = line[begin.upperBound..<end.lowerBound]
    return content.ranges(of: "\" name=\"").flatMap { middle in
      ["/", "."].map { content[..<middle.lowerBound] + $0 + content[middle.upperBound...] }
    }.map(String.init)
  }

  private mutating func correct(_ names: [String], _ verdict: Verdict) {
    for name in names {
      if let last = verdicts[name]?.indices.last { verdicts[name]?[last] = verdict }
    }
  }

  /// Corrects what the event stream said of tests. What failed there stays failed.
  ///
  /// - Returns: how many tests the two disagreed about.
  package func correct(_ tests: inout [LoggedTest]) -> Int {
    var count = 0
    for (name, indices) in Dictionary(grouping: tests.indices, by: { Self.name(of: tests[$0].id) })
    {
      let said = indices.map { Self.simple(tests[$0].result.verdict) }
      var real = (verdicts[name] ?? []).map(Self.simple)
      real += repeatElement(.notRun, count: max(0, said.count - real.count))
      let isSame = Verdict.allCases.allSatisfy { verdict in
        said.count { $0 == verdict } == real.count { $0 == verdict }
      }
      guard !isSame, let worst = Verdict.worst(of: real) else { continue }
      for index in indices where !tests[index].result.verdict.isFailure {
        let before = tests[index].result.verdict
        guard Self.simple(before) != worst else { continue }
        count += 1
        tests[index].result.verdict = worst
        tests[index].result.issues.append(
          Issue(
            line: nil,
            message:
              "the records of the run say '\(before.rawValue)', the toolchain's report at its"
              + " end '\(worst.rawValue)'"))
      }
    }
    return count
  }

  /// A report may leave out what was skipped.
  private static func simple(_ verdict: Verdict) -> Verdict {
    switch verdict {
    case .passed: .passed
    case .failed, .crashed: .failed
    case .skipped, .notRun, .notCompiled, .gap: .notRun
    }
  }

  /// A test's identifier without its place.
  private static func name(of id: String) -> String {
    id.lastIndex(of: "/").map { String(id[..<$0]) } ?? id
  }
}
