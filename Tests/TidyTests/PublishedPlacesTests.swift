// Places to which readers may have links are listed for ever: 'weft check' holds the book against the
// list, and this holds the list against its own past.

import Foundation
import Testing

/// Places that some version of a list had and the newest has not.
///
/// - Parameter log: what `git log -p` prints of the list.
private func lost(from list: String, log: String) -> [String] {
  func place(_ line: Substring) -> String? {
    line.hasPrefix("Spec/") ? line.split(separator: " ").first.map(String.init) : nil
  }
  let listed = Set(list.split(separator: "\n").compactMap(place))
  let ever = log.split(separator: "\n").filter { $0.hasPrefix("+") && !$0.hasPrefix("+++") }
    .compactMap { place($0.dropFirst()) }
  return Set(ever).subtracting(listed).sorted()
}

@Suite struct `Published places` {
  @Test(.enabled(if: Checkout.hasHistory))
  func `that were listed in any version are listed still`() async throws {
    let list = "Spec/anchors.txt"
    let log = try await Checkout.git("log", "--format=", "--no-ext-diff", "-p", "--", list)
    let now = try String(contentsOf: Checkout.root.appending(path: list), encoding: .utf8)
    #expect(lost(from: now, log: log) == [])
  }

  @Test func `are missed when their line is gone, and not when they moved`() {
    let log = """
      +++ b/Spec/anchors.txt
      +# Places
      +Spec/P/a.md
      +Spec/P/a.md#one
      +Spec/P/a.md#two
      -Spec/P/a.md#two
      """
    let list = "Spec/P/a.md\nSpec/P/a.md#one -> Spec/P/b.md\n"
    #expect(lost(from: list, log: log) == ["Spec/P/a.md#two"])
  }
}
