// Evidence is kept for the same code and for no other.

import Foundation
import Testing
import Trials

@Suite(.serialized)
struct RandomEditTests {
  /// Another one for exploring; each has its own package and its own edits.
  private let seed =
    ProcessInfo.processInfo.environment["WEFT_EDIT_SEED"].flatMap { UInt64($0) } ?? 2

  @Test(.timeLimit(.minutes(10)))
  func `after any edit of any file weft says what it says when nothing is kept`() async throws {
    var random = SeededGenerator(seed: seed)
    var package = try RandomPackage(using: &random)
    _ = try await package.weft("build")
    var kinds: Set<Bool> = []
    for number in 1...7 {
      let (path, matters) = try package.edit(using: &random)
      kinds.insert(matters)
      let place: Comment = "seed \(seed), edit \(number), \(path)"
      let kept = try await package.weft("build", "--json")
      let (examples, wrong) = package.expected
      #expect(kept.status == (wrong == 0 ? 0 : 1), "\(place): \(kept.errors)")
      let tests = try GoldenBookTests.tests(kept.text)
      #expect(tests.count == examples, place)
      #expect(tests.count { $0.contains(" failed ") } == wrong, place)
      // Only what the part's tests depend on makes them run again.
      #expect(kept.errors.contains("Running the tests") == matters, "\(place): \(kept.errors)")
      guard matters else { continue }
      try package.forget()
      let anew = try await package.weft("build", "--json")
      #expect(anew.status == kept.status, place)
      #expect(try GoldenBookTests.tests(anew.text) == tests, place)
    }
    #expect(kinds == [false, true], "seed \(seed): edits of one kind alone say little")
  }
}
