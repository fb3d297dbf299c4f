// The kernels that the chapters tell apart are releases that the book's rules can name.

import Foundation
import Handover
import Testing

struct ReleaseTableTests {
  @Test(arguments: HandoverRevision.allCases)
  func `each revision is one of the releases that book.yml lists`(revision: HandoverRevision) throws
  {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    let manifest = try String(contentsOf: root.appending(path: "Spec/book.yml"), encoding: .utf8)
    let listed = try #require(manifest.firstMatch(of: /\n  Linux:\n((?:    - .*\n)+)/)).output.1
      .split(separator: "\n").map { $0.dropFirst(6).prefix { $0 != ":" }.filter { $0 != "\"" } }
    // linux616 is 6.16.
    let name = "\(revision)".replacing(/linux(\d)(\d+)/) { "\($0.output.1).\($0.output.2)" }
    #expect(listed.contains(name), "\(listed)")
  }
}
