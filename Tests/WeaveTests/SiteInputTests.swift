// Whether a site has to be woven again: what it is made of has another digest then.

import Book
import Evidence
import Testing

@testable import Weave

private func inputs(
  _ text: String = "# A\n\nWords.\n", manifest: String = "title: T\nparts: [P]\n",
  evidence: Evidence = Evidence(state: .complete, key: "k", toolchain: "Swift"),
  picture: Digest = Digest(of: []), reports: [TestReport] = [], forms: Digest? = nil,
  total: Tally? = nil, ignored: [String] = []
) -> SiteInputs {
  var folder = BookFolder(
    path: "Spec", parts: ["P": [.init(name: "01-a.md", kind: .regular)]])
  folder.otherMarkdown = ignored
  var contents: [String: Digest] = [:]
  let book = Book.reading(
    folder,
    read: { path in
      let bytes = Array((path.hasSuffix("yml") ? manifest : text).utf8)
      contents[path] = Digest(of: bytes)
      return bytes
    }, picture: { _ in Picture(digest: picture) })
  return SiteInputs(
    book, evidence, contents: contents, reports: reports,
    forms: forms.map { BookSection(key: $0) { "" } }, total: total)
}

struct SiteInputTests {
  @Test func `are the same where nothing changed`() {
    #expect(inputs().digest() == inputs().digest())
  }

  @Test func `are others when anything of them changed`() throws {
    let shown = "# A\n\n![a](a.png)\n"
    var evidence: [Evidence] = []
    for change in [
      { $0.state = .broken }, { $0.key = "l" }, { $0.toolchain = "Swift 7" },
      { $0.chapters["Spec/P/01-a.md"] = ChapterEvidence() },
      { $0.elsewhere["Tests/A.swift"] = ChapterEvidence() }, { $0.messages = ["m"] },
      { $0.omissions = ["o"] }, { $0.namesMissing = "n" },
      {
        $0.symbols = [
          NamedSymbol(name: "s", module: "M", definition: nil)
        ]
      },
    ] as [(inout Evidence) -> Void] {
      var changed = Evidence(state: .complete, key: "k", toolchain: "Swift")
      change(&changed)
      evidence.append(changed)
    }
    let report = try #require(TestReport(name: "r", key: "k", bytes: Array("a: b\n".utf8)))
    let other = try #require(TestReport(name: "r", key: "k", bytes: Array("a: c\n".utf8)))
    var (total, failed) = (Tally(), Tally())
    total.passed = 1
    failed.failed = 1
    let all =
      [
        inputs(), inputs("# A\n\nOther words.\n"), inputs(shown),
        inputs(shown, picture: Digest(of: [1])), inputs(manifest: "title: U\nparts: [P]\n"),
        inputs(reports: [report]), inputs(reports: [other]), inputs(forms: Digest(of: [])),
        inputs(forms: Digest(of: [1])), inputs(total: total), inputs(total: failed),
        inputs(ignored: ["Spec/notes.md"]),
      ] + evidence.map { inputs(evidence: $0) }
    #expect(Set(all.map { $0.digest() }).count == all.count)
  }
}
