// The command handover-bench, on machines so small that what it measures means nothing.

import Foundation
import Programs
import Testing
import Trials

struct HandoverBenchTests {
  private func bench(_ arguments: String...) async throws -> ChildProcess.Output {
    try await BuiltProgram.run(
      "handover-bench", arguments, in: FileManager.default.temporaryDirectory)
  }

  private static let works = [
    "memcpy", "write the list", "write bitmaps and list", "read list and bitmaps",
    "note block by block", "take over, by block",
  ]

  @Test func `each work on each memory has its row, and a copy is as long as itself`() async throws
  {
    let result = try await bench("--smaller", "1024", "--rounds", "1")
    try #require(result.status == 0, "\(result.errors)")
    let parts = result.text.split(separator: "\n\n").map { $0.split(separator: "\n") }
    #expect(parts.count == 4)
    #expect(parts.first?.first == "seed 1; nanoseconds, and as a multiple of memcpy's")
    for part in parts {
      let rows = part.drop { !$0.hasPrefix("  work") }
      #expect(
        rows.dropFirst().map { $0.split(separator: "  ").first } == Self.works.map { $0[...] })
      #expect(rows.contains { $0.contains(/^  memcpy +\d+ +1\.00$/) })
    }
  }

  @Test func `programs get the same as JSON`() async throws {
    let result = try await bench("--smaller", "1024", "--rounds", "1", "--seed", "2", "--json")
    let json = try JSONSerialization.jsonObject(with: Data(result.text.utf8)) as? [[String: Any]]
    #expect(json?.compactMap { $0["workload"] as? String }.count == 4)
    for workload in json ?? [] {
      let rows = try #require(workload["rows"] as? [[String: Any]])
      #expect(rows.map { $0["work"] as? String } == Self.works)
      #expect(rows.allSatisfy { ($0["nanoseconds"] as? Double ?? 0) > 0 })
    }
  }

  @Test(arguments: [
    ["--rounds", "0"], ["--smaller", "3"], ["--smaller", "2048"], ["--seed", "x"], ["more"],
  ])
  func `a wrong command line ends with 2`(arguments: [String]) async throws {
    let result = try await BuiltProgram.run(
      "handover-bench", arguments, in: FileManager.default.temporaryDirectory)
    #expect(result.status == 2 && result.text.isEmpty && !result.errors.isEmpty)
  }
}
