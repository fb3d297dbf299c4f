// A report in the form of JUnit's XML, which every forge reads: a suite for each file, a case for each
// test.

import Book
import Evidence
import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What tests came to, and in a suite of its own what else is wrong: a book that does not compile has no
/// tests, and must not look as if nothing were wrong.
struct JUnitReport {
  let summary: JobSummary

  func xml() -> Data {
    let root = XMLElement(name: "testsuites")
    let files = Dictionary(grouping: summary.tests, by: \.location.file)
    for (file, tests) in files.sorted(by: { $0.key < $1.key }) {
      root.addChild(suite(file, tests))
    }
    if !rest.isEmpty { root.addChild(suite("weft", rest)) }
    let document = XMLDocument(rootElement: root)
    document.version = "1.0"
    document.characterEncoding = "UTF-8"
    return document.xmlData(options: [.nodePrettyPrint, .nodeCompactEmptyElement])
  }

  /// What is wrong and is no test's, as cases named by the kind of thing.
  private var rest: [JobSummary.Test] {
    var others = summary
    let known = Set(summary.tests)
    others.failures.removeAll { known.contains($0) }
    return others.remarks.compactMap { remark in
      let place = remark.location ?? Location(file: "weft")
      if remark.level == .error {
        return .init(
          test: remark.rule, location: place, verdict: .failed, messages: [remark.message])
      }
      guard remark.rule == "not-checked" else { return nil }
      return .init(
        test: remark.rule, location: place, verdict: .skipped, skipReason: remark.message)
    }
  }

  private func suite(_ name: String, _ tests: [JobSummary.Test]) -> XMLElement {
    let suite = element("testsuite", ["name": name])
    count(tests.map(\.verdict), on: suite)
    set("time", Self.seconds(tests.reduce(0) { $0 + $1.seconds }), on: suite)
    for test in tests {
      let testcase = self.testcase(test.test, test.location)
      set("time", Self.seconds(test.seconds), on: testcase)
      add(test.verdict, test.messages, test.skipReason, to: testcase)
      suite.addChild(testcase)
    }
    return suite
  }

  private func testcase(_ name: String, _ location: Location) -> XMLElement {
    element(
      "testcase",
      [
        "name": name, "classname": location.file, "file": location.file,
        "line": "\(location.line)",
      ])
  }

  private func count(_ verdicts: [Verdict], on suite: XMLElement) {
    let counts = [
      ("tests", verdicts.count), ("failures", verdicts.count { $0 == .failed }),
      ("errors", verdicts.count { $0 == .crashed || $0 == .notCompiled }),
      ("skipped", verdicts.count { [.skipped, .notRun, .gap].contains($0) }),
    ]
    for (name, number) in counts { set(name, "\(number)", on: suite) }
  }

  private func add(
    _ verdict: Verdict, _ messages: [String], _ reason: String?, to testcase: XMLElement
  ) {
    switch verdict {
    case .passed: return
    case .failed, .crashed, .notCompiled:
      let failure = element(
        verdict == .failed ? "failure" : "error",
        ["message": messages.first ?? verdict.rawValue, "type": verdict.rawValue])
      failure.stringValue = messages.map(Self.cleaned).joined(separator: "\n")
      testcase.addChild(failure)
    case .skipped: testcase.addChild(element("skipped", ["message": reason ?? "skipped"]))
    case .gap:
      testcase.addChild(element("skipped", ["message": "known gap: \(reason ?? "")"]))
    case .notRun: testcase.addChild(element("skipped", ["message": "not run"]))
    }
  }

  private func element(_ name: String, _ attributes: [String: String]) -> XMLElement {
    let element = XMLElement(name: name)
    for (name, value) in attributes.sorted(by: { $0.key < $1.key }) {
      set(name, value, on: element)
    }
    return element
  }

  private func set(_ name: String, _ value: String, on element: XMLElement) {
    let attribute = XMLNode(kind: .attribute)
    attribute.name = name
    attribute.stringValue = Self.cleaned(value)
    element.addAttribute(attribute)
  }

  /// Text without what XML cannot hold.
  private static func cleaned(_ text: String) -> String {
    let lines = text.split(whereSeparator: \.isNewline).map { Console.cleaned(String($0)) }
    var scalars = String.UnicodeScalarView()
    for scalar in lines.joined(separator: "\n").unicodeScalars {
      scalars.append(["\u{fffe}", "\u{ffff}"].contains(scalar) ? "\u{fffd}" : scalar)
    }
    return String(scalars)
  }

  private static func seconds(_ value: Double) -> String {
    String(format: "%.6f", locale: Locale(identifier: "en_US_POSIX"), value)
  }
}
