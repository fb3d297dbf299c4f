// Tables as a terminal shows them.

import Foundation

/// Rows of cells below a head.
package struct TextTable {
  package var head: [String]
  /// Cells from left to right, as many as the head has.
  package var rows: [[String]]

  package init(_ head: [String], _ rows: [[String]] = []) {
    (self.head, self.rows) = (head, rows)
  }

  /// The head and the rows, a line each.
  ///
  /// Columns are as wide as their widest cell and two spaces apart. One whose cells are numbers stands
  /// at the right, any other at the left; an empty cell is no reason for either.
  package var lines: [String] {
    let all = [head] + rows
    let columns = head.indices.map { column in
      (width: all.map { $0[column].count }.max() ?? 0, isNumeric: isNumeric(column))
    }
    return all.map { row in
      let cells = zip(row, columns).map { cell, column in
        let space = String(repeating: " ", count: column.width - cell.count)
        return column.isNumeric ? space + cell : cell + space
      }
      let line = cells.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }

  private func isNumeric(_ column: Int) -> Bool {
    let cells = rows.map { $0[column] }.filter { !$0.isEmpty }
    return !cells.isEmpty && cells.allSatisfy { Double($0) != nil }
  }
}

extension Double {
  /// The number with so many decimals, and a point before them: `1.50`.
  package func decimals(_ count: Int) -> String {
    formatted(
      .number.precision(.fractionLength(count)).grouping(.never)
        .locale(Locale(identifier: "en_US_POSIX")))
  }
}
