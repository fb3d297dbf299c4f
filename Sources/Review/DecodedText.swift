// A blob that was read, for a terminal: a row for each node, property or field, then what is wrong.

package import Bindings
import TextTables

package struct DecodedText {
  private let reading: BlobReading
  private let file: String

  /// - Parameter file: what the blob is called in messages.
  package init(_ reading: BlobReading, file: String) {
    self.reading = reading
    self.file = file
  }

  package var lines: [String] {
    var table = TextTable(["offset", "name", "type", "value", "meaning"])
    for row in reading.rows {
      let indent = String(repeating: "  ", count: row.depth)
      table.rows.append([
        Self.hexadecimal(row.offset), indent + row.name, row.type, row.value, row.meaning,
      ])
    }
    let owner = reading.owner.map { "\(file): \($0)" } ?? "\(file): stated by no binding"
    return [owner] + table.lines + faults
  }

  /// As compilers say it, with an offset where they have a line.
  package var faults: [String] {
    reading.faults.map {
      "\(file):\(Self.hexadecimal($0.offset)): error: \($0.name): \($0.message)"
    }
  }

  private static func hexadecimal(_ offset: Int) -> String {
    "0x" + String(offset, radix: 16)
  }
}
