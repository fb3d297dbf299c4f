// Evidence on disk: `.build/weft/evidence/<key>.evidence`.

import Evidence
import Foundation

/// A folder of evidence records, of which the newest few stay.
struct EvidenceStore: Sendable {
  let folder: URL
  private static let capacity = 8

  /// The record of a key; an unreadable one counts as none, since it can be made again.
  func record(_ key: String) -> EvidenceRecord? {
    guard let record = record(at: url(key)), record.evidence.key == key else { return nil }
    return record
  }

  /// The record that was kept last, which is most often the one of the code as it is.
  func newest() -> EvidenceRecord? {
    KeptFile.newestFirst(in: folder).first.flatMap(record)
  }

  private func record(at url: URL) -> EvidenceRecord? {
    guard let data = try? Data(contentsOf: url) else { return nil }
    return try? EvidenceRecord(decoding: [UInt8](data))
  }

  /// Keeps a record and drops the oldest beyond the capacity.
  func keep(_ record: EvidenceRecord) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(record.encoded()).write(to: url(record.evidence.key), options: .atomic)
    KeptFile.drop(in: folder, beyond: Self.capacity)
  }

  private func url(_ key: String) -> URL { folder.appending(path: "\(key).evidence") }
}
