// What was measured of a workload, as a table and as JSON.

import Foundation
import Handover

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

  init(_ workload: Workload, rounds: Int) throws {
    var measured = try Rounds(workload)
    try measured.run(atLeast: rounds, for: .milliseconds(500))
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
    let lines = rows.map { row in
      "  " + row.work.padding(toLength: 24, withPad: " ", startingAt: 0)
        + Self.right("\(Int(row.nanoseconds))", 12) + Self.right("\(row.ratio)", 10)
    }
    return ([head] + lines).joined(separator: "\n")
  }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(width - text.count, 1)) + text
  }
}
