// The result in columns, and how the time grows with the lists.

import Foundation

package enum BenchmarkTable {
  /// A line for each row, under a line of headings.
  package static func lines(_ rows: [BenchmarkRow]) -> [String] {
    ["mix       regions    steps    book ns  kernel ns   ratio"]
      + rows.map { row in
        row.mix.padding(toLength: 8, withPad: " ", startingAt: 0)
          + right("\(row.regions)", 9) + right("\(row.steps)", 9) + right(number(row.book, 1), 11)
          + right(number(row.kernel, 1), 11) + right(number(row.ratio, 2), 8)
          + (row.agrees ? "" : "  the two sides DISAGREE")
      }
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
          + "book × \(number(large.book / small.book, 1)), "
          + "kernel × \(number(large.kernel / small.kernel, 1))"
      }
      return "\(mix): \(growth.joined(separator: "; "))"
    }
  }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(width - text.count, 1)) + text
  }

  private static func number(_ value: Double, _ digits: Int) -> String {
    value.formatted(
      .number.precision(.fractionLength(digits)).grouping(.never)
        .locale(Locale(identifier: "en_US_POSIX")))
  }
}
