// Maps as SVG files: `line-0075.svg` is memory after the step at line 75 of the log.

import Foundation
import Memblock
import MemoryFigures

/// A folder that maps are written into.
struct MapFolder {
  private let url: URL

  init(_ path: String) { url = URL(filePath: path, directoryHint: .isDirectory) }

  /// Writes a map for each step that is to be shown.
  func write(_ replayed: Replayed, after: LineSet?) throws {
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      try replayed.visit(after) { step, machine in
        var map = MemoryMap("Memory after line \(step.line) of the log")
        map.lane(machine.memory)
        map.lane(machine.reserved)
        let digits = String(step.line)
        let name = "line-" + String(repeating: "0", count: max(4 - digits.count, 0)) + digits
        try Data(map.svg().utf8).write(to: url.appending(path: name + ".svg"), options: .atomic)
      }
    } catch {
      throw LogFile.Unreadable(
        description: "\(url.path): \((error as NSError).localizedDescription)")
    }
  }
}
