// The book's orchestrator with drivers that refuse as a script says, asked what the kernel's is asked.

import Memblock

@testable import Handover

final class MoodyModel {
  /// Who refuses what: the two numbers of a line `mood`.
  private final class Moods {
    var refused: Set<[Int]> = []

    func check(_ what: Int, _ who: Int) throws(HandoverFailure) {
      if refused.contains([what, who]) { throw .outOfRange }
    }
  }

  private let moods = Moods()
  private var orchestrator: Orchestrator
  private var sessions: [String: SessionDescriptor] = [:]
  private var data: BootData?
  /// How often drivers hold each object: what will be handed over, and behind that what was.
  private var held = Array(repeating: 0, count: 8)
  private let objects: [BoundObject]
  private let handlers: [FileHandler]

  init() throws {
    let (memory, scratch, _) = try BookKernel.memory(free: 0x2000..<0x40_0000, tableAt: 0x1000)
    orchestrator = Orchestrator(Outgoing(.linux72, memory: memory, scratch: scratch))
    let moods = moods
    objects = ["core", "bus", "twin", "twin"].enumerated().map { Self.object($1, $0, moods) }
    handlers = ["even", "odd"].map { Self.handler($0, moods) }
  }

  private static func handler(_ kind: String, _ moods: Moods) -> FileHandler {
    var handler = FileHandler(
      "\(kind)-v1", accepts: { $0.kind == kind },
      preserve: { file, _ throws(HandoverFailure) in
        let number = file.place.rawValue >> 12 - 1
        try moods.check(0, Int(number))
        return number
      },
      unpreserve: { _, _ in },
      retrieve: { held, _ throws(HandoverFailure) in
        try moods.check(2, Int(held.data))
        return file(Int(held.data))
      },
      finish: { _, _ in })
    handler.freeze = { held, _ throws(HandoverFailure) in
      try moods.check(1, Int(held.data))
      return held.data
    }
    handler.unfreeze = { _, _ in }
    handler.canFinish = { held, _ in !moods.refused.contains([3, Int(held.data)]) }
    return handler
  }

  private static func object(_ name: String, _ number: Int, _ moods: Moods) -> BoundObject {
    BoundObject(
      name, identity: number,
      preserve: { _ throws(HandoverFailure) in
        try moods.check(0, 256 + number)
        return UInt64(100 + number)
      },
      unpreserve: { _, _ in },
      retrieve: { data, _ throws(HandoverFailure) in
        try moods.check(2, 256 + number)
        return data
      },
      finish: { _, _ in })
  }

  private static func file(_ number: Int) -> OpenFile {
    OpenFile(number % 2 == 0 ? "even" : "odd", at: PhysicalAddress(UInt64(number + 1) << 12))
  }

  /// What the kernel has to answer to a line, with what its drivers hear; `nil` for one that asks the
  /// orchestrator nothing.
  func answer(_ line: String) throws -> String? {
    let words = line.split(separator: " ").map(String.init)
    let count = orchestrator.told.count
    guard let said = try answer(words) else { return nil }
    // The record of a new kernel begins anew.
    let heard = orchestrator.told.dropFirst(count > orchestrator.told.count ? 0 : count)
    return said + heard.map { " | " + Self.numbered($0) }.joined()
  }

  /// The driver's word for an error is its number.
  private static func numbered(_ record: String) -> String {
    record.replacing("-ERANGE", with: "-34").replacing("-EBUSY", with: "-16")
  }

  private func answer(_ words: [String]) throws -> String? {
    switch words[0] {
    case "mood":
      let key = [Int(words[1]) ?? 0, Int(words[2]) ?? 0]
      if words[3] == "1" { moods.refused.insert(key) } else { moods.refused.remove(key) }
      return "ok"
    case "anew":
      guard let data else { return "none" }
      let machine = orchestrator.kernel.outgoing.memory.machine
      orchestrator = try Orchestrator(takingOver: Successor(machine, as: .linux72, given: data))
      sessions = [:]
      return "ok"
    case "moody":
      for handler in handlers { try orchestrator.register(handler) }
      // The next kernel's device is opened when its drivers have said what they need.
      if data == nil { try orchestrator.open() }
      return "ok"
    case "sessions":
      try orchestrator.open()
      return "ok 1"
        + orchestrator.incoming.map { session in
          let files = session.files.map { " \($0.token):\(PhysicalAddress($0.data))" }
          return " [\(session.name)\(files.joined())]"
        }.joined()
    default: return asked(words)
    }
  }

  private func asked(_ words: [String]) -> String? {
    let number = Int(words.dropFirst().first ?? "") ?? 0
    do throws(HandoverFailure) {
      switch words[0] {
      case "bind":
        let handler = words[2] == "0" ? "even-v1" : "odd-v1"
        try orchestrator.register(objects[number], for: handler)
      case "session": sessions[words[1]] = try orchestrator.create(words[1])
      case "put":
        let file = Int(words[3]) ?? 0
        try orchestrator.preserve(Self.file(file), as: UInt64(file), in: session(words[1]))
      case "close":
        let closed = try session(words[1])
        sessions[words[1]] = nil
        try orchestrator.close(closed)
      case "reboot": data = try orchestrator.reboot() ?? data
      case "get-outgoing":
        _ = try orchestrator.getOutgoing(objects[number])
        held[number] += 1
      case "get-incoming":
        _ = try orchestrator.getIncoming(objects[number])
        held[4 + number] += 1
      case "put-outgoing" where held[number] > 0:
        held[number] -= 1
        orchestrator.putOutgoing(objects[number])
      case "put-incoming" where held[4 + number] > 0:
        held[4 + number] -= 1
        orchestrator.putIncoming(objects[number])
      case "put-outgoing", "put-incoming": break
      case "retrieve-session": sessions[words[1]] = try orchestrator.retrieve(words[1])
      case "retrieve":
        _ = try orchestrator.retrieve(UInt64(words[2]) ?? 0, in: session(words[1]))
      case "finish": try orchestrator.finish(session(words[1]))
      default: return nil
      }
      return "ok"
    } catch { return "error \(error.number)" }
  }

  /// A session that a program has open; the script's own answer when none has.
  private func session(_ name: String) throws(HandoverFailure) -> SessionDescriptor {
    guard let session = sessions[name] else { throw .notFound }
    return session
  }
}
