// The book's orchestrator, asked what a script asks the kernel's: what it refuses, and with which error.

import Memblock

@testable import Handover

struct LiveUpdateModel {
  private var orchestrator: Orchestrator
  private var sessions: [String: SessionDescriptor] = [:]
  /// The numbers of the files that a program has open.
  private let files: Set<Int>

  init(_ script: LiveUpdateScript) throws {
    files = Set(script.files.keys).union([LiveUpdateScript.otherKind])
    let (memory, scratch, _) = try BookKernel.memory(free: 0x2000..<0x40_0000, tableAt: 0x1000)
    orchestrator = Orchestrator(Outgoing(.linux72, memory: memory, scratch: scratch))
    try orchestrator.register(Self.handler)
    try orchestrator.open()
  }

  /// Takes every file of its kind; what memory it has is no matter here.
  private static var handler: FileHandler {
    FileHandler(
      MemoryFile.kind, accepts: { $0.kind == MemoryFile.kind },
      preserve: { file, _ throws(HandoverFailure) in file.place.rawValue },
      unpreserve: { _, _ in },
      retrieve: { held, _ throws(HandoverFailure) in
        OpenFile(MemoryFile.kind, at: PhysicalAddress(held.data))
      },
      finish: { _, _ in })
  }

  /// What the kernel has to answer to a line; `nil` for one that asks the orchestrator nothing.
  mutating func answer(_ line: String) -> String? {
    let words = line.split(separator: " ").map(String.init)
    do throws(HandoverFailure) {
      switch words[0] {
      case "session": sessions[words[1]] = try orchestrator.create(words[1])
      case "close":
        guard let session = sessions.removeValue(forKey: words[1]) else { throw .notFound }
        try orchestrator.close(session)
      case "put":
        // The script's own answer, as no program has such a descriptor.
        guard let session = sessions[words[1]] else { throw .notFound }
        // A program that has no such file open is refused before the orchestrator is asked.
        guard let number = Int(words[3]), files.contains(number) else { return nil }
        let kind = number == LiveUpdateScript.otherKind ? "another kind" : MemoryFile.kind
        let file = OpenFile(kind, at: PhysicalAddress(UInt64(number + 1) << 12))
        try orchestrator.preserve(file, as: UInt64(words[2]) ?? 0, in: session)
      default: return nil
      }
      return "ok"
    } catch { return "error \(error.number)" }
  }

  /// The sessions that the next kernel finds, with the tokens of their files.
  ///
  /// - Throws: why it does not start.
  mutating func next() throws -> [String] {
    guard let data = try orchestrator.reboot() else { return [] }
    let taken = try Successor(
      orchestrator.kernel.outgoing.memory.machine, as: .linux72, given: data)
    var next = try Orchestrator(takingOver: taken)
    try next.register(Self.handler)
    try next.open()
    return next.incoming.map { session in
      "[\(session.name)\(session.files.map { " \($0.token)" }.joined())]"
    }
  }
}
