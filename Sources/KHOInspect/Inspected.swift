// A blob that was compared with its layout, as text and as JSON.

import DeviceTree
import Foundation
import Handover
import PlainTool

/// What the command says about a blob.
struct Inspected {
  let name: String
  let byteCount: Int
  let inspection: Inspection

  var isClean: Bool { inspection.violations.isEmpty }

  /// A table of values, then what is wrong.
  func text(colour: Bool) -> String {
    let title = inspection.title ?? "an unknown layout"
    var lines = ["\(name): \(title), \(byteCount) bytes"]
    lines += Self.rows(inspection.values)
    let (red, green, end) = colour ? ("\u{1B}[31m", "\u{1B}[32m", "\u{1B}[0m") : ("", "", "")
    for note in inspection.unmentioned { lines.append("  unmentioned: \(note)".harmless) }
    for note in inspection.violations {
      lines.append("  " + red + "violation:" + end + " \(note)".harmless)
    }
    for layout in inspection.resembled { lines.append("  otherwise like \(layout)") }
    if isClean { lines.append("  " + green + "no violation" + end) }
    return lines.joined(separator: "\n")
  }

  /// A line for each value: its offset, where it is in the tree, and what it says.
  static func rows(_ notes: [Inspection.Note]) -> [String] {
    let values = notes.map { note in
      (offset: offset(note.offset), place: place(of: note), text: note.text.harmless)
    }
    let width = min(values.map(\.place.count).max() ?? 0, 48)
    return values.map { value in
      let pad = String(repeating: " ", count: max(width - value.place.count, 0))
      return "  \(value.offset)  \(value.place)\(pad)  \(value.text)"
    }
  }

  private static func place(of note: Inspection.Note) -> String {
    (note.path + (note.name.isEmpty ? "" : " " + note.name)).harmless
  }

  static func offset(_ number: Int) -> String {
    let digits = String(number, radix: 16)
    return "0x" + String(repeating: "0", count: max(4 - digits.count, 0)) + digits
  }
}

extension Inspected {
  /// The same for programs.
  struct Report: Encodable {
    struct Note: Encodable {
      var offset: Int
      var node: String
      var property: String?
      var text: String

      init(_ note: Inspection.Note) {
        (offset, node, text) = (note.offset, note.path, note.text)
        property = note.name.isEmpty ? nil : note.name
      }
    }

    var file: String
    var bytes: Int
    var layout: String?
    var clean: Bool
    var values: [Note]
    var violations: [Note]
    var unmentioned: [Note]
    var resembles: [String]
    /// What is wrong with the blob as a blob; absent if nothing is.
    var fault: String?
    /// How many bytes could be read of a blob with a fault.
    var readTo: Int?

    func text() throws -> String {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }

  func json() throws -> String {
    try Report(
      file: name, bytes: byteCount, layout: inspection.title, clean: isClean,
      values: inspection.values.map(Report.Note.init),
      violations: inspection.violations.map(Report.Note.init),
      unmentioned: inspection.unmentioned.map(Report.Note.init), resembles: inspection.resembled
    ).text()
  }
}
