// What is left of a blob that was cut off or damaged, as text and as JSON.

import Handover
import BookTool

/// What the command says about a blob that is malformed.
struct Remaining {
  let name: String
  let byteCount: Int
  let remains: Remains

  /// A table of the values before the break, then where it is; `nil` if there is no value.
  func text(colour: Bool) -> String? {
    guard !remains.values.isEmpty else { return nil }
    let (red, end) = colour ? ("\u{1B}[31m", "\u{1B}[0m") : ("", "")
    let promised = remains.promised ?? 0
    let count = promised > byteCount ? "\(byteCount) of \(promised)" : "\(byteCount)"
    let title = "\(name): not a whole blob, \(count) bytes"
    let place = Inspected.offset(remains.end)
    let last = "  " + red + "readable up to \(place):" + end + " \(remains.fault)".harmless
    return ([title] + Inspected.rows(remains.values) + [last]).joined(separator: "\n")
  }

  /// The same for programs.
  var report: Inspected.Report {
    Inspected.Report(
      file: name, bytes: byteCount, layout: nil, clean: false,
      values: remains.values.map(Inspected.Report.Note.init), violations: [], unmentioned: [],
      resembles: [], fault: "\(remains.fault)", readTo: remains.end)
  }
}
