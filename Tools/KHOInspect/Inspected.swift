// A blob that was compared with its layout, as text and as JSON.

import DeviceTree
import Handover
import BookTool

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
    lines += Self.shown(inspection.unmentioned) { "  unmentioned: \($0)".harmless }
    lines += Self.shown(inspection.violations) {
      "  " + red + "violation:" + end + " \($0)".harmless
    }
    for layout in inspection.resembled { lines.append("  otherwise like \(layout)") }
    if isClean { lines.append("  " + green + "no violation" + end) }
    return lines.joined(separator: "\n")
  }

  /// Lines for notes; nobody reads more than some thousands, and there may be millions.
  private static func shown(
    _ notes: [Inspection.Note], as line: (Inspection.Note) -> String
  ) -> [String] {
    let most = 10_000
    let lines = notes.prefix(most).map(line)
    return notes.count > most ? lines + ["  and \(notes.count - most) more; --json has all"] : lines
  }

  /// A line for each value: its offset, where it is in the tree, and what it says.
  static func rows(_ notes: [Inspection.Note]) -> [String] {
    let longest = notes.lazy.map { $0.path.utf8.count + $0.name.utf8.count + 1 }.max() ?? 0
    let width = min(longest, 48)
    return shown(notes) { note in
      let place = place(of: note)
      let pad = String(repeating: " ", count: max(width - place.unicodeScalars.count, 0))
      return "  \(offset(note.offset))  \(place)\(pad)  \(note.text.harmless)"
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
      /// The numbers that the text shows; absent if there are none.
      var numbers: [UInt64]?

      init(_ note: Inspection.Note) {
        (offset, node, text) = (note.offset, note.path, note.text)
        property = note.name.isEmpty ? nil : note.name
        numbers = note.numbers.isEmpty ? nil : note.numbers
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

  }

  var report: Report {
    Report(
      file: name, bytes: byteCount, layout: inspection.title, clean: isClean,
      values: inspection.values.map(Report.Note.init),
      violations: inspection.violations.map(Report.Note.init),
      unmentioned: inspection.unmentioned.map(Report.Note.init), resembles: inspection.resembled)
  }
}
