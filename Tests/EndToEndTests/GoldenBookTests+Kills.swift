// Wherever weft is killed, the site and the chapters are whole, and the next run puts all right.
//
//     .ci/kills 100 7     a hundred kills, by the chance of seed 7

import Foundation
import Programs
import Testing
import Trials

extension GoldenBookTests {
  private static let killed = (0..<12).map { "Spec/Passing/\(20 + $0)-killed.md" }

  /// Writes the chapters of a round, each with a value that is wrong.
  ///
  /// - Returns: by the chapter's path, its text and what accepting the real value makes of it.
  private func write(
    round: Int, in package: GoldenPackage
  ) throws -> [String: (stated: String, accepted: String)] {
    var texts: [String: (stated: String, accepted: String)] = [:]
    for (index, path) in Self.killed.enumerated() {
      let text = "# Chapter \(index)\n\nRound \(round).\n\n```swift example\n\(index) + 1000  // → "
      texts[path] = ("\(text)\(round)\n```\n", "\(text)\(index + 1000)\n```\n")
      try package.write("\(text)\(round)\n```\n", to: path)
    }
    return texts
  }

  /// The round that all pages show; `nil` where they differ, or one is not whole.
  private func round(shownBy site: URL) -> Int? {
    let rounds = Self.killed.map { path -> Int? in
      let name = path.split(separator: "/").last?.dropLast(3) ?? ""
      let url = site.appending(path: "Passing/\(name).html")
      guard let page = try? String(contentsOf: url, encoding: .utf8), page.contains("</html>")
      else { return nil }
      return page.firstMatch(of: /Round (\d+)\./).flatMap { Int($0.output.1) }
    }
    return Set(rounds).count == 1 ? rounds[0] : nil
  }

  @Test(.timeLimit(.minutes(60)))
  func `build and accept leave whole sites and whole chapters wherever they are killed`()
    async throws
  {
    var kills = Kills(few: 3)
    print("killing weft \(kills.count) times, by the chance of seed \(kills.seed)")
    let package = try GoldenPackage(parts: ["Passing"])
    _ = try write(round: 0, in: package)
    let site = package.url("Site/public")
    let accepting = package.url(".build/weft/accepting").path
    let others = try package.names(in: "Spec/Passing")
    #expect(try await package.weft("build").status == 1)
    let start = ContinuousClock.now
    _ = try await package.weft("test", "--accept", "--yes", "--book")
    let whole = ContinuousClock.now - start
    for number in 1...max(1, kills.count) {
      let texts = try write(round: number, in: package)
      // One after another: anywhere in a build, anywhere in accepting, and where it writes.
      let arguments = number % 3 == 1 ? ["build"] : ["test", "--accept", "--yes", "--book"]
      let isWriting = number % 3 == 0
      let moment = kills.moment(within: isWriting ? .milliseconds(4) : whole)
      try await kills.kill(package.process(arguments), after: moment) {
        !isWriting || FileManager.default.fileExists(atPath: accepting)
      }
      let place: Comment = "seed \(kills.seed), kill \(number): \(arguments) after \(moment)"
      #expect(try #require(round(shownBy: site), place) <= number, place)
      for (path, text) in texts {
        let found = try String(contentsOf: package.url(path), encoding: .utf8)
        #expect(found == text.stated || found == text.accepted, place)
      }
      #expect(try package.names(in: "Spec/Passing") == others, place)
    }
    #expect(kills.hits > 0)
    // The last kill may have come when all values were in the chapters already.
    let last = max(1, kills.count) + 1
    // The chapters are known then and old enough to be believed, and the site is of other text.
    for path in try write(round: last, in: package).keys {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 1_000_000_000)],
        ofItemAtPath: package.url(path).path)
    }
    #expect(try await package.weft("build", "--output", "elsewhere").status == 1)
    let accepted = try await package.weft("test", "--accept", "--yes", "--book")
    #expect(accepted.status == 1 && accepted.text.contains("12 written back"), "\(accepted.text)")
    #expect(try await package.weft("build").status == 0)
    #expect(round(shownBy: site) == last)
    #expect(try package.names(in: "Site") == ["public"])
    #expect(try !package.names(in: ".build/weft").contains("accepting"))
  }
}
