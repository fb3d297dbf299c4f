// A blob that a release keeps, as the release states it and as the formats under review take it.

package import Bindings

/// One element of a blob, as its writer states it and as a reader takes it.
package struct BlobPair: Codable, Sendable {
  package var written: BlobReading.Row?
  package var read: BlobReading.Row?

  /// Whether the two sides take it for something else.
  package var isDifferent: Bool {
    guard let written, let read else { return true }
    return written.value != read.value || written.type != read.type
      || written.faults != read.faults
  }

  /// Both readings of the same bytes, element by element; what only the reader sees comes last.
  static func pairs(_ written: BlobReading, _ read: BlobReading) -> [BlobPair] {
    func key(_ row: BlobReading.Row) -> String { "\(row.offset) \(row.name)" }
    let seen = Dictionary(read.rows.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
    let known = Set(written.rows.map(key))
    return written.rows.map { BlobPair(written: $0, read: seen[key($0)]) }
      + read.rows.filter { !known.contains(key($0)) }.map { BlobPair(written: nil, read: $0) }
  }
}

/// A blob of a release, read by what is reviewed.
package struct ReleasedBlob: Codable, Sendable {
  /// The file's name in the release's folder.
  package var name: String
  package var binding: String
  /// Hexadecimal digits.
  package var bytes: String
  /// The same as they are in the file.
  var octets: [UInt8] {
    let digits = bytes.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
    return stride(from: 1, to: digits.count, by: 2).map { UInt8(digits[$0 - 1] * 16 + digits[$0]) }
  }
  /// Empty for what is no tree.
  package var rows: [BlobPair]
  /// Why it is no tree; `nil` for one.
  package var fault: String?

  /// The elements that are taken for something else.
  package var differences: [BlobPair] { rows.filter(\.isDifferent) }

  /// Whether head does not take all of it for what was written.
  var isOtherwise: Bool { fault != nil || !differences.isEmpty }

  /// What becomes of it, in words.
  package var sentence: String {
    if let fault { return "\(name) is no tree: \(fault); take it as it was committed" }
    guard let first = differences.first else { return "\(name) is read as it was written" }
    let count = differences.count == 1 ? "1 element" : "\(differences.count) elements"
    return "\(name): \(count) of \(rows.count) taken otherwise, first \(first.sentence)"
  }

  /// - Parameters:
  ///   - bytes: the file.
  ///   - formats: what the release states.
  ///   - head: what reads it now.
  package init(
    _ name: String, _ bytes: [UInt8], formats: BindingSet, head: BindingSet
  ) {
    self.name = name
    binding = Release.binding(ofBlob: name)
    self.bytes = bytes.map(DecodedValue.pair).joined()
    rows = []
    do throws(FlatTreeFault) {
      let tree = try FlatNode(bytes)
      rows = BlobPair.pairs(
        BlobReading(tree, in: formats, following: binding),
        BlobReading(tree, in: head, following: binding))
    } catch { fault = "\(error)" }
  }
}

extension BlobPair {
  /// What it was and what it is taken for, in words.
  fileprivate var sentence: String {
    func shown(_ row: BlobReading.Row?) -> String {
      guard let row else { return "not looked at" }
      let value = [row.value, row.type].filter { !$0.isEmpty }.joined(separator: " as ")
      let faults = row.faults.joined(separator: "; ")
      let words = [value, faults].filter { !$0.isEmpty }.joined(separator: ": ")
      return words.isEmpty ? "as stated" : words
    }
    let name = (written ?? read)?.name ?? ""
    return "\(name): \(shown(written)) → \(shown(read))"
  }
}
