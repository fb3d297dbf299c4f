// What the toolchain says of a run when it ends: an xUnit file, written after the last test. Records of
// the event stream share a pipe with what tests print, so a test may print what looks like a record;
// this file it cannot have the last word in.
//
//     <testsuite name="TestResults" errors="0" tests="84" failures="1" skipped="0" …>
//       <testcase classname="ZooTests.`01-cages.md`" name="`Opening`()" …><failure …/></testcase>

package import Foundation
import FoundationXML

/// How each test ended, in the toolchain's own last words.
package struct EndReport: Hashable, Sendable {
  /// By the test's identifier without its place: ZooTests.`01-cages.md`/`Opening`().
  package private(set) var verdicts: [String: Verdict] = [:]

  /// Reads a report; `nil` when the bytes are none, or were not written to their end: a file is begun
  /// with the run, and the parser takes one that ends too early.
  package init?(xUnit bytes: Data) {
    let end = Data("</testsuites>".utf8)
    guard let last = bytes.lastIndex(where: { $0 > 0x20 }), bytes[...last].suffix(end.count) == end
    else { return nil }
    let parser = XMLParser(data: bytes)
    let reader = Reader()
    parser.delegate = reader
    guard parser.parse(), reader.isReport else { return nil }
    verdicts = reader.verdicts
  }

  /// Corrects what the event stream said of tests.
  ///
  /// - Returns: how many tests the two disagreed about.
  package func correct(_ tests: inout [LoggedTest]) -> Int {
    var count = 0
    for index in tests.indices {
      let said = tests[index].result.verdict
      let real = Self.names(of: tests[index].id).lazy.compactMap { verdicts[$0] }.first ?? .notRun
      let isSkip = [said, real].allSatisfy { $0 == .notRun || $0 == .skipped }
      guard said != real, !isSkip else { continue }
      count += 1
      tests[index].result.verdict = real
      tests[index].result.issues.append(
        Issue(
          line: nil,
          message: "the records of the run say '\(said.rawValue)', the toolchain's report at its end"
            + " '\(real.rawValue)'"))
    }
    return count
  }

  /// What a test's identifier may be called in a report: what stands before its place, with a slash or
  /// a dot before the function.
  private static func names(of id: String) -> [String] {
    guard let slash = id.lastIndex(of: "/") else { return [id] }
    return [String(id[..<slash])]
  }

  private final class Reader: NSObject, XMLParserDelegate {
    var verdicts: [String: Verdict] = [:]
    var isReport = false
    private var current: [String] = []

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      switch name {
      case "testsuites": isReport = true
      case "testcase":
        let group = attributes["classname"] ?? ""
        let function = attributes["name"] ?? ""
        current = ["\(group)/\(function)", "\(group).\(function)"]
        for key in current { verdicts[key] = .passed }
      case "failure", "error": for key in current { verdicts[key] = .failed }
      case "skipped": for key in current { verdicts[key] = .skipped }
      default: break
      }
    }
  }
}
