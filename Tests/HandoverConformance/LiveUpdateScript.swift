// What a program does before a live update, as a script for the kernel's own orchestrator, and what
// must be left of it.

import Memblock
import Trials

@testable import Handover

/// A memfd of the script: its folios are of one order, and follow each other in the file.
struct ScriptFile: Hashable {
  var size: UInt64 = 0
  var position: UInt64 = 0
  var seals: UInt32 = 0
  var order = 0
  var folios: [PageFrameNumber] = []

  func line(number: Int) -> String {
    "memfd \(number) \(size) \(position) \(seals) \(order)"
      + folios.map { " \($0)" }.joined()
  }
}

struct LiveUpdateScript {
  struct OpenSession: Hashable {
    var name: String
    /// The numbers of its files by their tokens, in the order in which they were put there.
    var files: [(token: UInt64, number: Int)] = []

    static func == (one: Self, other: Self) -> Bool { one.name == other.name }
    func hash(into hasher: inout Hasher) { hasher.combine(name) }
  }

  private(set) var lines = ["memory 0x0 0x1000000 0", "free 0x1000 0x400000", "start", "live"]
  private(set) var files: [Int: ScriptFile] = [:]
  /// The number of a file that no handler takes.
  static let otherKind = 200

  init(_ random: inout SeededGenerator) {
    let isCrowded = random.number(0...3) == 0
    let fileCount = isCrowded ? 80 : 8
    for number in 0..<fileCount {
      let file = Self.file(number, &random)
      files[number] = file
      lines.append(file.line(number: number))
    }
    lines.append("memfd \(Self.otherKind) \(UInt64.max) 0 0 0")
    let names =
      ["a", "b", "guest", String(repeating: "n", count: 63), String(repeating: "n", count: 64)]
      + (isCrowded ? (0..<60).map { "s\($0)" } : [])
    for _ in 0..<(isCrowded ? 300 : 40) {
      let name = names.randomElement(using: &random) ?? "a"
      switch random.number(0...9) {
      case 0...2: lines.append("session \(name)")
      case 3: lines.append("close \(name)")
      case 4: lines.append("seek \(random.number(0...3)) \(random.number(0...0x5000))")
      default:
        let session = isCrowded && random.number(0...2) > 0 ? "guest" : name
        let kinds = fileCount + (random.number(0...9) == 0 ? 2 : 0)
        var number = Int(random.number(0...UInt64(kinds - 1)))
        if number == fileCount { number = Self.otherKind }
        lines.append("put \(session) \(random.number(0...99)) \(number)")
      }
    }
    lines += ["reboot", "dump", "jump", "sessions"]
  }

  /// Files have pages of their own, eight each, and the first one may have some hundred.
  private static func file(_ number: Int, _ random: inout SeededGenerator) -> ScriptFile {
    let isLong = number == 0 && random.number(0...3) == 0
    let order = isLong ? 0 : Int(random.number(0...3))
    let count = isLong ? random.number(250...600) : random.number(0...UInt64(8 >> order))
    let first = isLong ? 0x500 : 0x800 + 8 * UInt64(number)
    let whole = (count << UInt64(order)) << 12
    return ScriptFile(
      size: whole == 0 ? 0 : whole - random.number(0...0xfff),
      position: random.number(0...0x5000), seals: UInt32(random.number(0...0x3f)),
      order: count == 0 ? 0 : order,
      folios: (0..<count).map { PageFrameNumber(first + $0 << UInt64(order)) })
  }

  /// What is left when the kernel has answered: each operation that it did not refuse.
  func outcome(_ answers: [String]) -> (sessions: [OpenSession], files: [Int: ScriptFile]) {
    var (sessions, files): ([OpenSession], [Int: ScriptFile]) = ([], files)
    for (line, answer) in zip(lines, answers) where answer == "ok" {
      let words = line.split(separator: " ")
      switch words[0] {
      case "session": sessions.append(OpenSession(name: String(words[1])))
      case "close": sessions.removeAll { $0.name == words[1] }
      case "seek": files[Int(words[1]) ?? 0]?.position = UInt64(words[2]) ?? 0
      case "put":
        guard let index = sessions.firstIndex(where: { $0.name == words[1] }) else { continue }
        sessions[index].files.append((UInt64(words[2]) ?? 0, Int(words[3]) ?? 0))
      default: break
      }
    }
    return (sessions, files)
  }
}
