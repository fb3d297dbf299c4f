// What was measured of a workload, as a table and as JSON.

import Handover
import TextTables

/// The shortest times of a workload.
struct Result: Encodable {
  struct Row: Encodable {
    var work: String
    var nanoseconds: Double
    /// As a multiple of memcpy's time.
    var ratio: Double
  }

  var workload: String
  var pieceBytes: Int
  var blocks: Int
  /// How many bytes of pieces and chunks are written, read and copied.
  var bytes: Int
  var chunks: Int
  var rows: [Row]

  /// - Parameter rounds: how many; without it as many as half a second has, 20 at least.
  init(_ workload: Workload, rounds: Int?) async throws {
    var measured = try Rounds(workload)
    try await measured.run(rounds ?? 20, for: rounds == nil ? .milliseconds(500) : .zero)
    (self.workload, pieceBytes) = (workload.name, Int(workload.geometry.size))
    (blocks, bytes, chunks) = (workload.blocks.count, measured.byteCount, measured.chunkCount)
    let copy = measured.shortest[.memcpy] ?? .infinity
    rows = Work.allCases.compactMap { work in
      measured.shortest[work].map {
        let ratio = ($0 / copy * 100).rounded() / 100
        return Row(work: work.rawValue, nanoseconds: $0.rounded(), ratio: ratio)
      }
    }
  }

  var table: String {
    let head = """
      \(workload): \(blocks) blocks, \(bytes) bytes in pieces of \(pieceBytes), and \
      \(chunks == 1 ? "a chunk" : "\(chunks) chunks")
      """
    let table = TextTable(
      ["work", "ns", "ratio"],
      rows.map { [$0.work, $0.nanoseconds.decimals(0), $0.ratio.decimals(2)] })
    return ([head] + table.lines.map { "  " + $0 }).joined(separator: "\n")
  }
}
