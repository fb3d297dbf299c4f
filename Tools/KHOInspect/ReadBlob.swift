// A blob that was read: compared with its layout, or what is left of it.

import DeviceTree
import Handover

/// Bytes that should be a blob, and what the command says about them.
struct ReadBlob {
  let name: String
  let bytes: [UInt8]
  /// What the blob says; `nil` if it is none, or not whole.
  let inspection: Inspection?
  private let fault: MalformedBlob?

  init(name: String, bytes: [UInt8]) {
    (self.name, self.bytes) = (name, bytes)
    do throws(MalformedBlob) { (inspection, fault) = (try Inspection(bytes), nil) } catch {
      (inspection, fault) = (nil, error)
    }
  }

  /// The exit code that it deserves: 0, 1 for violations, 4 for what is no blob or not all of one.
  var status: Int32 { inspection.map { $0.violations.isEmpty ? 0 : 1 } ?? 4 }

  /// A table of its values; `nil` if there are none.
  func text(colour: Bool) -> String? {
    if let inspection { return inspected(inspection).text(colour: colour) }
    return remaining?.text(colour: colour)
  }

  var report: Inspected.Report? {
    if let inspection { return inspected(inspection).report }
    return remaining?.report
  }

  /// Why it is no blob, or not all of one, in lines without its name.
  var complaints: [String] {
    guard let fault else { return [] }
    guard case .totalSize(let size, let count) = fault.reason, size > count else {
      return ["\(fault)"]
    }
    let hint = """
      The blob was cut off: its header promises \(size) bytes, and \(count) are there. From Linux \
      7.1 on, kho/out/fdt in debugfs is as short as that; kho/in/fdt of the next kernel is whole.
      """
    return ["\(fault)", hint]
  }

  private func inspected(_ inspection: Inspection) -> Inspected {
    Inspected(name: name, byteCount: bytes.count, inspection: inspection)
  }

  private var remaining: Remaining? {
    fault.map {
      Remaining(name: name, byteCount: bytes.count, remains: Remains(of: bytes, before: $0))
    }
  }
}
