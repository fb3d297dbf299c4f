// The command devicetree-bench, on trees so small that what it measures means nothing.

import Foundation
import Programs
import Testing
import Trials

struct BenchTests {
  private static let works = [
    "write", "check and read all", "the same, unchecked C", "9 paths", "9 handles",
  ]

  @Test(.enabled(if: Tool.mustRun || Tool.hasLibrary, "needs libfdt"))
  func `each work has its row, for people and for programs`() async throws {
    let arguments = ["--nodes", "11,10", "--rounds", "1"]
    let result = try await ChildProcess.built("devicetree-bench", arguments).output()
    try #require(result.status == 0, "\(result.errors)")
    let rows = result.text.split(separator: "\n")
    #expect(rows.first?.split(separator: "  ").count == 5)
    #expect(
      rows.dropFirst().prefix(5).map { $0.split(separator: "  ").first }
        == Self.works.map { $0[...] })
    #expect(rows.count == 11)

    let json = try await ChildProcess.built("devicetree-bench", arguments + ["--json"]).output()
    let all = try JSONSerialization.jsonObject(with: Data(json.text.utf8)) as? [[String: Any]]
    #expect(all?.prefix(5).map { $0["work"] as? String } == Self.works)
    #expect(all?.map { $0["nodes"] as? Int } == [11, 11, 11, 11, 11, 10, 10, 10, 10, 10])
    for measured in all ?? [] {
      #expect(["book_ns", "libfdt_ns", "ratio"].allSatisfy { measured[$0] is Double })
    }
  }

  @Test(arguments: [
    ["--nodes", "9"], ["--nodes", "x"], ["--nodes", ""], ["--rounds", "0"], ["more"],
  ])
  func `a wrong command line ends with 2`(arguments: [String]) async throws {
    let result = try await ChildProcess.built("devicetree-bench", arguments).output()
    #expect(result.status == 2 && result.text.isEmpty && !result.errors.isEmpty)
  }
}
