// Nothing is written twice: a run of lines that stands in two places belongs in one.

import Testing

struct TwiceTests {
  /// How many lines two places may have in common.
  private static let limit = 12

  private struct Place: Hashable {
    var path: String
    var line: Int
  }

  /// The places at which `limit` lines that are not blank stand a second time.
  private func complaints(_ files: [String: String]) -> [String] {
    var first: [[Substring]: Place] = [:]
    var complaints: [String] = []
    for (path, text) in files.sorted(by: { $0.key < $1.key }) {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        .map { (number: $0.offset + 1, text: $0.element.drop { $0 == " " }) }
        .filter { !$0.text.isEmpty }
      var next = 0
      while next + Self.limit <= lines.count {
        let place = Place(path: path, line: lines[next].number)
        let run = lines[next..<(next + Self.limit)].map(\.text)
        if let earlier = first[run] {
          complaints.append(
            "\(path):\(place.line): error: \(Self.limit) lines stand at \(earlier.path):"
              + "\(earlier.line) already; keep them in one place")
          next += Self.limit
        } else {
          first[run] = place
          next += 1
        }
      }
    }
    return complaints
  }

  @Test func `no twelve lines are written twice`() throws {
    var files: [String: String] = [:]
    for folder in ["Sources", "Plugins", "Tools", "Tests"] {
      try files.merge(Checkout.files(below: folder, ending: ".swift")) { $1 }
    }
    for complaint in complaints(files) { Issue.record("\(complaint)") }
  }

  @Test func `twelve lines are an error however they are indented, eleven are none`() {
    let eleven = (1...11).map { "line \($0)\n" }.joined()
    let indented = (1...12).map { "  line \($0)\n\n" }.joined()
    #expect(complaints(["a.swift": eleven, "b.swift": eleven]).isEmpty)
    #expect(
      complaints(["a.swift": "\n\(eleven)line 12\n", "b.swift": indented]) == [
        "b.swift:1: error: 12 lines stand at a.swift:2 already; keep them in one place"
      ])
  }
}
