// The result in columns, and how the time grows with the lists.

import TextTables

package enum BenchmarkTable {
  /// A line for each row, under a line of headings.
  package static func lines(_ rows: [BenchmarkRow]) -> [String] {
    TextTable(
      ["mix", "regions", "steps", "book ns", "kernel ns", "ratio", ""],
      rows.map { row in
        [
          row.mix, "\(row.regions)", "\(row.steps)", row.book.decimals(1), row.kernel.decimals(1),
          row.ratio.decimals(2), row.agrees ? "" : "the two sides DISAGREE",
        ]
      }
    ).lines
  }

  /// For each mix, how many times longer a step takes from each size to the next, on either side.
  package static func growth(_ rows: [BenchmarkRow]) -> [String] {
    var mixes: [String] = []
    for row in rows where !mixes.contains(row.mix) { mixes.append(row.mix) }
    return mixes.compactMap { mix in
      let sizes = rows.filter { $0.mix == mix }
      guard sizes.count > 1 else { return nil }
      let growth = zip(sizes, sizes.dropFirst()).map { small, large in
        "\(small.regions) to \(large.regions) regions: "
          + "book × \((large.book / small.book).decimals(1)), "
          + "kernel × \((large.kernel / small.kernel).decimals(1))"
      }
      return "\(mix): \(growth.joined(separator: "; "))"
    }
  }
}
