// Logs of real boots, for the chapter that replays them.

import Foundation
import Memblock
import MemoryFigures

/// A real boot, replayed.
struct Boot {
  let log: BootLog
  private(set) var tally = BootReplay.Tally()
  private(set) var steps: [BootReplay.Step] = []
  /// The machine when its lists were first shown, and after the last step.
  private(set) var atFirst = Memblock()
  private(set) var atLast = Memblock()
  /// Where searches end that have to find mapped memory, after the last step.
  let limit: BootReplay.Limit?

  /// The names of all logs, in order.
  static func names() throws -> [String] {
    let folder = Bundle.module.bundleURL.appending(path: "Boots")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".log") }.map { String($0.dropLast(4)) }.sorted()
  }

  static func bytes(_ name: String) throws -> [UInt8] {
    let url = Bundle.module.bundleURL.appending(path: "Boots/\(name).log")
    return try [UInt8](Data(contentsOf: url))
  }

  init(_ name: String) throws { self.init(BootLog(try Self.bytes(name))) }

  init(_ log: BootLog) {
    self.log = log
    var replay = BootReplay(log)
    while let step = replay.next() {
      tally.add(step)
      steps.append(step)
      if case .configuration = step.event, atFirst == Memblock() { atFirst = replay.machine }
    }
    atLast = replay.machine
    limit = replay.limit
  }

  /// The lists when they were first shown, and at the end.
  func map(_ title: String) -> MemoryMap {
    var map = MemoryMap(title)
    map.lane(atLast.memory)
    map.lane(atFirst.reserved, name: "at first")
    map.lane(atLast.reserved, name: "at last")
    return map
  }
}
