// Maps as SVG files: `line-0075.svg` is memory after the step at line 75 of the log.

import Foundation
import Memblock
import MemoryFigures
import BookTool

/// A folder that maps are written into.
struct MapFolder {
  private let url: URL

  init(_ path: String) { url = URL(filePath: path, directoryHint: .isDirectory) }

  /// Writes a map for each step that is to be shown.
  ///
  /// - Throws: ``Failure`` with exit code 3 when the folder, or a map, cannot be written.
  func write(_ replayed: Replayed, after: LineSet?) throws(Failure) {
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      for (step, machine) in replayed.shown(after) {
        var map = MemoryMap("Memory after line \(step.line) of \(replayed.name)")
        map.lane(machine.memory)
        map.lane(machine.reserved)
        let digits = String(step.line)
        let name = "line-" + String(repeating: "0", count: max(4 - digits.count, 0)) + digits
        try Data(map.svg().utf8).write(to: url.appending(path: name + ".svg"), options: .atomic)
      }
    } catch {
      throw Failure(3, "\(url.path): maps cannot be written there")
    }
  }
}
