// What the files of a folder say together: each blob by itself, which node of the root leads to which,
// and whether scratch areas and addresses go together.

import BookTool
import DeviceTree
import Handover
import Memblock
import TextTables

/// What the command says about a folder of debugfs.
struct InspectedFolder {
  let name: String
  let folder: DebugFolder
  let sides: [InspectedSide]

  init(name: String, folder: DebugFolder) {
    (self.name, self.folder) = (name, folder)
    sides = folder.sides.map(InspectedSide.init)
  }

  /// 0, 1 for violations and findings, 4 where something could not be read or is no whole blob.
  var status: Int32 {
    if !folder.unread.isEmpty { return 4 }
    return sides.map(\.status).max() ?? 0
  }

  func text(colour: Bool) -> String {
    let (red, green, end) = colour ? ("\u{1B}[31m", "\u{1B}[32m", "\u{1B}[0m") : ("", "", "")
    var lines = sides.flatMap { $0.lines(colour: colour) }
    lines.append("\(name):")
    lines += folder.unknown.map { "  unknown: \($0)".harmless }
    lines += folder.unread.map { "  " + red + "unread:" + end + " \($0.file): \($0.text)".harmless }
    let findings = sides.flatMap(\.findings)
    lines += findings.map { "  " + red + "finding:" + end + " \($0.file): \($0.text)".harmless }
    if folder.unread.isEmpty, findings.isEmpty {
      lines.append("  " + green + "all files go together" + end)
    }
    return lines.joined(separator: "\n")
  }

  /// The same for programs.
  struct Report: Encodable {
    var folder: String
    var sides: [InspectedSide.Report]
    var unknown: [String]
    var unread: [DebugFolder.Finding]
    var clean: Bool
  }

  func json() throws -> String {
    try Report(
      folder: name, sides: sides.map(\.report), unknown: folder.unknown, unread: folder.unread,
      clean: status == 0
    ).jsonText()
  }
}

/// One side: what was left to a kernel, or what it leaves.
struct InspectedSide {
  /// A node of the root, where it leads to, and the file that is a copy of what is there.
  struct Link: Encodable {
    var node: String
    var address: UInt64
    var size: UInt64?
    var file: String?
  }

  let prefix: String
  let root: ReadBlob?
  let blobs: [ReadBlob]
  let texts: [String: String]
  private(set) var scratch: [PhysicalRange] = []
  private(set) var links: [Link] = []
  private(set) var findings: [DebugFolder.Finding] = []

  init(_ side: DebugFolder.Side) {
    (prefix, texts) = (side.prefix, side.texts)
    root = side.root.map { ReadBlob(name: $0.name.harmless, bytes: $0.bytes) }
    blobs = side.blobs.map { ReadBlob(name: $0.name.harmless, bytes: $0.bytes) }
    readScratch()
    link(side)
    compareScratch()
  }

  var status: Int32 {
    let worst = ([root].compactMap { $0 } + blobs).map(\.status).max() ?? 0
    return max(worst, findings.isEmpty ? 0 : 1)
  }

  private mutating func complain(_ file: String, _ text: String) {
    findings.append(.init(file: file, text: text))
  }
}

extension InspectedSide {
  /// The scratch areas: an address in each line of the one file, a size in each of the other.
  private mutating func readScratch() {
    let bases = numbers("scratch_phys")
    let sizes = numbers("scratch_len")
    guard let bases, let sizes else {
      if bases != nil || sizes != nil {
        complain(
          prefix + (bases == nil ? "scratch_phys" : "scratch_len"), "missing; the other is there")
      }
      return
    }
    if bases.count != sizes.count {
      complain(prefix + "scratch_len", "\(sizes.count) sizes for \(bases.count) addresses")
    }
    for (base, size) in zip(bases, sizes) {
      let range = PhysicalRange(base: PhysicalAddress(base), size: size)
      if range.size != size {
        complain(prefix + "scratch_len", "no area of \(size) bytes at \(range.base)")
      }
      if let other = scratch.first(where: { $0.overlaps(range) }) {
        complain(prefix + "scratch_phys", "\(range) overlaps \(other)")
      }
      scratch.append(range)
    }
  }

  /// The numbers of a file, one in each line; `nil` without the file. Other lines are findings.
  private mutating func numbers(_ name: String) -> [UInt64]? {
    guard let text = texts[name] else { return nil }
    var found: [UInt64] = []
    for (index, line) in text.split(separator: "\n").enumerated() {
      let digits = line.hasPrefix("0x") ? line.dropFirst(2) : ""
      if digits.first?.isHexDigit == true, let number = UInt64(digits, radix: 16) {
        found.append(number)
      } else {
        complain(prefix + name, "line \(index + 1) is no number: '\(line.prefix(40))'")
      }
    }
    return found
  }

  /// Finds for each node of the root the file that belongs to it, and for each file its node.
  private mutating func link(_ side: DebugFolder.Side) {
    guard let root, root.inspection != nil, let tree = HandoverTree.anyForm(root.bytes) else {
      return
    }
    var names: Set<String> = []
    for node in tree.nodes {
      guard let place = try? tree.find(node.name) else { continue }
      let file = prefix + "sub_fdts/" + node.name
      let blob = blobs.first { $0.name == file.harmless }
      names.insert(file.harmless)
      links.append(
        Link(
          node: node.name, address: place.address.rawValue, size: place.size,
          file: blob == nil ? nil : file))
      guard let blob else {
        complain(file, "missing; \(root.name) leads to it")
        continue
      }
      if let size = place.size, size != UInt64(blob.bytes.count) {
        complain(file, "\(blob.bytes.count) bytes; \(root.name) says \(size)")
      }
    }
    guard tree.form != .version5 else { return }
    for blob in blobs where !names.contains(blob.name) {
      complain(blob.name, "\(root.name) has no node of this name")
    }
  }

  /// Nothing that was preserved lies in scratch memory.
  private mutating func compareScratch() {
    guard let root else { return }
    for area in scratch {
      for value in root.inspection?.values ?? [] where value.name != "blob-size" {
        for number in value.numbers where area.contains(PhysicalAddress(number)) {
          let place = PhysicalAddress(number)
          complain(
            root.name, "\(value.path) \(value.name): \(place) lies in the scratch area \(area)")
        }
      }
    }
  }
}

extension InspectedSide {
  /// The blobs with their values, then what belongs together.
  func lines(colour: Bool) -> [String] {
    var lines: [String] = []
    for blob in [root].compactMap({ $0 }) + blobs {
      lines.append(blob.text(colour: colour) ?? "\(blob.name): no blob, \(blob.bytes.count) bytes")
      lines += blob.complaints.map { "  not whole: \($0)".harmless }
    }
    let title = prefix.isEmpty ? "together:" : "\(prefix)"
    var together = links.map { link in
      let size = link.size.map { ", \($0) bytes" } ?? ""
      let file = link.file.map { ": \($0)" } ?? ""
      return "  /\(link.node) leads to \(PhysicalAddress(link.address))\(size)\(file)".harmless
    }
    together += scratch.map { "  scratch area \($0)" }
    for name in DebugFolder.textNames.sorted() where !name.hasPrefix("scratch") {
      guard let text = texts[name] else { continue }
      let line = text.split(separator: "\n").first ?? ""
      together.append("  \(name): \(line.prefix(40))".harmless)
    }
    return together.isEmpty ? lines : lines + [title] + together
  }

  struct Report: Encodable {
    struct Range: Encodable { var base, size: UInt64 }

    var side: String
    var root: Inspected.Report?
    var blobs: [Inspected.Report]
    var links: [Link]
    var scratch: [Range]
    var texts: [String: String]
    var findings: [DebugFolder.Finding]
  }

  var report: Report {
    Report(
      side: prefix, root: root?.report, blobs: blobs.compactMap(\.report), links: links,
      scratch: scratch.map { .init(base: $0.base.rawValue, size: $0.size) }, texts: texts,
      findings: findings)
  }
}
