// A handover that was followed through a dump, as text and as JSON.

import BookTool
import Handover
import Memblock
import TextTables

/// What the command says of a dump.
struct FollowedDump {
  /// More blocks than this are not read; it bounds the memory that this takes.
  static let mostBlocks = 1 << 22

  let dump: OpenDump
  let map: DumpMap
  /// What led to the root; `nil` if that was named, or is the first blob.
  let carrier: ReadBlob?
  let followed: FollowedHandover

  /// - Throws: ``DumpFault`` for a file that is no dump.
  init(
    _ dump: OpenDump, base: MemoryAddress?, from start: FollowedHandover.Start, carrier: ReadBlob?
  ) throws(DumpFault) {
    (self.dump, self.carrier) = (dump, carrier)
    let file = dump.file
    if let base {
      map = DumpMap(raw: file, at: PhysicalAddress(base.rawValue))
    } else {
      map = try DumpMap(file)
    }
    let machine = Machine(MemoryDump(map, of: file))
    followed = FollowedHandover(start, in: machine, atMost: Self.mostBlocks)
  }

  /// 0, 1 for faults, 4 when not all was read.
  var status: Int32 {
    if dump.isExhausted { return 4 }
    return followed.isClean && map.faults.isEmpty && carrier?.status ?? 0 == 0 ? 0 : 1
  }

  /// How many bytes of memory the dump has.
  private var byteCount: UInt64 { map.pieces.reduce(0) { $0 + $1.range.size } }

  /// The blobs with their values, what was found at which address, and what is wrong.
  func text(colour: Bool) -> String {
    let (red, green, end) = colour ? ("\u{1B}[31m", "\u{1B}[32m", "\u{1B}[0m") : ("", "", "")
    var lines = ["\(dump.name): \(map.kind), \(byteCount) bytes in \(map.pieces.count) pieces"]
    if map.placeless > 0 { lines.append("  \(map.placeless) segments have no physical address") }
    if let carrier, let text = carrier.text(colour: colour) { lines.append(text) }
    for blob in followed.blobs { lines.append(Self.inspected(blob).text(colour: colour)) }
    lines.append("followed:")
    lines += Self.shown(followed.notes) { "  \($0)".harmless }
    lines += Self.shown(map.faults) { "  " + red + "fault:" + end + " \($0)".harmless }
    lines += Self.shown(followed.faults) { "  " + red + "fault:" + end + " \($0)".harmless }
    if map.faults.isEmpty, followed.faults.isEmpty { lines.append("  " + green + "no fault" + end) }
    return lines.joined(separator: "\n")
  }

  private static func shown<Note>(_ notes: [Note], as line: (Note) -> String) -> [String] {
    let most = 10_000
    let lines = notes.prefix(most).map(line)
    return notes.count > most ? lines + ["  and \(notes.count - most) more; --json has all"] : lines
  }

  private static func inspected(_ blob: FollowedHandover.Blob) -> Inspected {
    let place = blob.address.map { " at \($0)" } ?? ""
    return Inspected(
      name: blob.path.harmless + place, byteCount: blob.byteCount, inspection: blob.inspection)
  }
}

extension FollowedDump {
  /// The same for programs.
  struct Report: Encodable {
    struct Range: Encodable { var base, size: UInt64 }
    struct Block: Encodable {
      var base: UInt64
      var order: Int
    }
    struct Blob: Encodable {
      var path: String
      var address: UInt64?
      var blob: Inspected.Report
    }
    struct Note: Encodable {
      var address: UInt64
      var path: String
      var text: String
      var numbers: [UInt64]?

      init(_ note: FollowedHandover.Note) {
        (address, path, text) = (note.address.rawValue, note.path, note.text)
        numbers = note.numbers.isEmpty ? nil : note.numbers
      }
    }

    var dump: String
    var kind: String
    var memory: [Range]
    var segmentsWithoutAddress: Int
    var carrier: Inspected.Report?
    var blobs: [Blob]
    var notes: [Note]
    var scratch: [Range]?
    var preserved: [Block]?
    /// What is wrong with segments of the dump.
    var dumpFaults: [String]
    var faults: [Note]
    var clean: Bool
    /// Whether all was read that was to be read.
    var complete: Bool
  }

  func json() throws -> String {
    func range(_ range: PhysicalRange) -> Report.Range {
      .init(base: range.base.rawValue, size: range.size)
    }
    return try Report(
      dump: dump.name, kind: map.kind, memory: map.pieces.map { range($0.range) },
      segmentsWithoutAddress: map.placeless, carrier: carrier?.report,
      blobs: followed.blobs.map {
        .init(path: $0.path, address: $0.address?.rawValue, blob: Self.inspected($0).report)
      },
      notes: followed.notes.map(Report.Note.init), scratch: followed.scratch?.ranges.map(range),
      preserved: followed.inheritance?.blocks.map {
        .init(base: $0.range.base.rawValue, order: $0.order)
      },
      dumpFaults: map.faults.map(\.description), faults: followed.faults.map(Report.Note.init),
      clean: status == 0, complete: !dump.isExhausted
    ).jsonText()
  }
}
