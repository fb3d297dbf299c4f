// A folder of files as debugfs has them, copied from a machine: what is there, read with distrust. No
// link is followed, nothing is read without a bound, and what cannot be read is told.
//
//     kho/in/fdt, kho/in/sub_fdts/NAME, kho/out/…        6.16 and later
//     kho/active, kho/dt, kho/dt_max, kho/scratch_…      version 4 of the patches

import BookTool
import Foundation

/// What is in a folder of debugfs.
struct DebugFolder {
  /// A file that was read.
  struct File {
    /// Its name below the folder.
    var name: String
    var bytes: [UInt8]
  }

  /// Something about a file that is not as it should be.
  struct Finding: Encodable {
    var file: String
    var text: String
  }

  /// One side of a handover: what a kernel was left, or what it leaves.
  struct Side {
    /// The path below the folder, with a slash at its end; empty for the folder itself.
    var prefix: String
    /// The tree with which all begins: `fdt`, or `dt` in version 4.
    var root: File?
    /// What participants left, by the name of the file.
    var blobs: [File] = []
    /// Files with numbers and words, by name.
    var texts: [String: String] = [:]
  }

  /// Version 5 of the patches allows 10 MiB; no kernel hands over more in one blob.
  static let mostBytes = 16 << 20
  /// Files of numbers are short: a line for each scratch area.
  static let mostTextBytes = 64 << 10
  static let mostFiles = 4096
  static let textNames: Set<String> = [
    "scratch_phys", "scratch_len", "finalize", "fdt_max", "active", "dt_max",
  ]

  private let path: String
  private(set) var sides: [Side] = []
  private(set) var unknown: [String] = []
  private(set) var unread: [Finding] = []
  private var fileCount = 0

  /// - Throws: ``Failure`` with exit code 3 when it cannot be read, or holds nothing of a handover.
  init(_ path: String) throws(Failure) {
    self.path = path
    let names: [String]
    do { names = try FileManager.default.contentsOfDirectory(atPath: path).sorted() } catch {
      throw Failure(3, "\(path): \((error as NSError).localizedDescription)")
    }
    let isWhole = names.contains("in") || names.contains("out")
    for name in isWhole ? ["in", "out"] : [""] where name.isEmpty || names.contains(name) {
      let prefix = name.isEmpty ? "" : name + "/"
      let inside = name.isEmpty ? names : entries(of: name)
      sides.append(readSide(prefix, inside))
    }
    if isWhole { unknown += names.filter { $0 != "in" && $0 != "out" } }
    let found = sides.contains { $0.root != nil || !$0.blobs.isEmpty || !$0.texts.isEmpty }
    guard found || !unread.isEmpty else {
      throw Failure(3, "\(path): no files of kho in debugfs are in this folder")
    }
  }

  private mutating func readSide(_ prefix: String, _ names: [String]) -> Side {
    var side = Side(prefix: prefix)
    for name in names {
      switch name {
      case "fdt", "dt": side.root = read(prefix + name, atMost: Self.mostBytes) ?? side.root
      case "sub_fdts":
        for blob in entries(of: prefix + name) {
          let file = read(prefix + name + "/" + blob, atMost: Self.mostBytes)
          if let file { side.blobs.append(file) }
        }
      case _ where Self.textNames.contains(name):
        guard let file = read(prefix + name, atMost: Self.mostTextBytes) else { continue }
        side.texts[name] = String(decoding: file.bytes, as: UTF8.self)
      default: unknown.append(prefix + name)
      }
    }
    return side
  }

  /// The names in a folder below; none, and a finding, if it is none or a link.
  private mutating func entries(of name: String) -> [String] {
    let place = path + "/" + name
    do {
      let type =
        try FileManager.default.attributesOfItem(atPath: place)[.type] as? FileAttributeType
      guard type == .typeDirectory else {
        unread.append(Finding(file: name, text: "no folder; links are not followed"))
        return []
      }
      return try FileManager.default.contentsOfDirectory(atPath: place).sorted()
    } catch {
      unread.append(Finding(file: name, text: (error as NSError).localizedDescription))
      return []
    }
  }

  /// A file below; `nil`, and a finding, if it cannot be read or is too long.
  private mutating func read(_ name: String, atMost limit: Int) -> File? {
    fileCount += 1
    guard fileCount <= Self.mostFiles else {
      let text = "more than \(Self.mostFiles) files; the rest is not read"
      if fileCount == Self.mostFiles + 1 { unread.append(Finding(file: name, text: text)) }
      return nil
    }
    do throws(PlainFileFailure) {
      return File(name: name, bytes: try PlainFile.bytes(path + "/" + name, atMost: limit))
    } catch {
      unread.append(Finding(file: name, text: error.description))
      return nil
    }
  }
}
