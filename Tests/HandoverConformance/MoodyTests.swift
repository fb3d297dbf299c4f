// Live updates with drivers that refuse: what is frozen, undone, retrieved and finished, and data that is
// bound to files, by the book and by the kernel's own orchestrator.

import Foundation
import Testing
import Trials

@Suite(.enabled(if: NewestKernel.isThere, NewestKernel.advice)) struct MoodyTests {
  @Test func `drivers hear the same from both orchestrators, and what they refuse is undone alike`()
    async throws
  {
    var counts: [String: Int] = [:]
    let seeds =
      LiveUpdateTests.firstSeed..<LiveUpdateTests.firstSeed + LiveUpdateTests.sequences * 5
    for seed in seeds {
      var random = SeededGenerator(seed: seed)
      let script = MoodyScript(&random).lines
      let model = try MoodyModel()
      let answers = try await NewestKernel.answers(to: script)
      for (index, (line, answer)) in zip(script, answers).enumerated() {
        guard let wanted = try model.answer(line) else { continue }
        // It warns of data that cannot be made again, which nobody is told by an answer.
        var said = answer.replacing(" warned", with: "")
        // Nor does a program that closes a file hear what its release returned.
        if line.hasPrefix("close"), said.hasPrefix("error -16") {
          said = "ok" + said.dropFirst("error -16".count)
        }
        try #require(
          said == wanted, "seed \(seed):\n\(script.prefix(index + 1).joined(separator: "\n"))")
        for record in said.split(separator: "|").dropFirst() {
          counts[Self.kind(of: record), default: 0] += 1
        }
      }
    }
    let report = """
      kernel: kernel/liveupdate/luo_session.c, luo_file.c and luo_flb.c of \
      \(try await NewestKernel.name)
      seeds: \(seeds.lowerBound) to \(seeds.upperBound - 1)
      \(lines(counts, named: "heard alike"))

      """
    print(report)
    Attachment.record(report, named: "live-update-drivers.txt")
    let heard = [
      "preserve", "unpreserve", "freeze", "unfreeze", "retrieve", "can finish", "finish",
    ]
    let ofBound = ["preserve", "unpreserve", "retrieve", "finish"].map { "\($0) core" }
    let refused = [
      "preserve", "freeze", "retrieve", "can finish", "preserve core", "retrieve core",
    ]
    for kind in heard + ofBound + refused.map({ "\($0) refused" }) {
      #expect(counts[kind, default: 0] > 0, "\(kind)")
    }
  }

  /// What a driver has heard, without the number of the file: `preserve core refused`.
  private static func kind(of record: Substring) -> String {
    let words = record.split { " :".contains($0) }.filter { $0.allSatisfy(\.isLetter) }
    return words.joined(separator: " ") + (record.contains(": -") ? " refused" : "")
  }
}
