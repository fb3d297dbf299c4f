// Live updates: what the kernel's own orchestrator and its handler for memfds serialise, read and
// written again by the book, byte for byte; and what the book writes, read by the kernel.
// How a memfd is opened again is not compared. What is bound to files of a kind is, in MoodyTests.

import DeviceTree
import Foundation
import Memblock
import Testing
import Trials

@testable import Handover

@Suite(.enabled(if: NewestKernel.isThere, NewestKernel.advice)) struct LiveUpdateTests {
  static let sequences = asked("WEFT_CONFORMANCE_SEQUENCES", usually: 20)
  static let firstSeed = asked("WEFT_CONFORMANCE_FIRST", usually: 1)

  @Test func `sessions and memfds that the kernel serialised are read, and have the book's bytes`()
    async throws
  {
    var answersOfAll: [String: Int] = [:]
    for seed in Self.firstSeed..<Self.firstSeed + Self.sequences {
      var random = SeededGenerator(seed: seed)
      let script = LiveUpdateScript(&random)
      let answers = try await NewestKernel.answers(to: script.lines)
      let context = Comment(rawValue: "seed \(seed):\n\(script.lines.joined(separator: "\n"))")
      for answer in answers where answer.hasPrefix("error") {
        answersOfAll[answer, default: 0] += 1
      }
      let left = try LiveUpdateReading(answers, script.lines)
      let outcome = script.outcome(answers)
      guard answers.last?.hasPrefix("error") == false else {
        // A page without entries, which a refused session had added: the book refuses it as well.
        #expect(throws: LiveUpdateFault.self, context) { try left.sessions() }
        answersOfAll["refused by both", default: 0] += 1
        continue
      }
      #expect(try left.shown() == answers.last, context)
      #expect(try left.hasBytesOfItsOwn(), context)
      #expect(try left.sessions().map(\.name) == outcome.sessions.map(\.name), context)
      for (session, wanted) in zip(try left.sessions(), outcome.sessions) {
        let files = try session.files(in: left.kept)
        #expect(files.map(\.token) == wanted.files.map(\.token), context)
        for (file, (_, number)) in zip(files, wanted.files) {
          let asked = try #require(outcome.files[number])
          #expect(try left.file(file) == asked, context)
        }
      }
    }
    let report = """
      kernel: kernel/liveupdate/luo_*.c, kho_block.c and mm/memfd_luo.c of \
      \(try await NewestKernel.name)
      seeds: \(Self.firstSeed) to \(Self.firstSeed + Self.sequences - 1)
      sequences: \(Self.sequences)
      \(lines(answersOfAll, named: "answers"))

      """
    print(report)
    Attachment.record(report, named: "live-update-conformance.txt")
    for number in [-2, -9, -16, -17, -22] { #expect(answersOfAll["error \(number)"] != nil) }
  }

  @Test func `the book's orchestrator refuses what the kernel's refuses, with the same errors`()
    async throws
  {
    var (asked, refusedStarts) = (0, 0)
    for seed in Self.firstSeed..<Self.firstSeed + Self.sequences {
      var random = SeededGenerator(seed: seed)
      let script = LiveUpdateScript(&random)
      let answers = try await NewestKernel.answers(to: script.lines)
      var model = try LiveUpdateModel(script)
      for (line, answer) in zip(script.lines, answers) {
        guard let wanted = model.answer(line) else { continue }
        asked += 1
        #expect(answer == wanted, "seed \(seed): \(line)")
      }
      // Where a file's memory is stands behind each token.
      let found = answers.last?.replacing(/:0x[0-9a-f]+/, with: "") ?? ""
      if found.hasPrefix("error") {
        #expect(throws: LiveUpdateFault.self, "seed \(seed)") { try model.next() }
        refusedStarts += 1
      } else {
        let wanted = (["ok 1"] + (try model.next())).joined(separator: " ")
        #expect(found == wanted, "seed \(seed)")
      }
    }
    #expect(asked > 500, "\(asked)")
    let report = """
      kernel: kernel/liveupdate/luo_session.c and luo_file.c of \(try await NewestKernel.name)
      seeds: \(Self.firstSeed) to \(Self.firstSeed + Self.sequences - 1)
      requests answered alike: \(asked)
      starts refused by both: \(refusedStarts)

      """
    print(report)
    Attachment.record(report, named: "live-update-requests.txt")
  }

  @Test func `a session that is refused can leave an empty page, which both refuse to read`()
    async throws
  {
    let names = (0..<51).map { "session s\($0)" }
    for isRefused in [false, true] {
      let begin = ["memory 0x0 0x1000000 0", "free 0x1000 0x400000", "start", "live"]
      let again = isRefused ? ["session s7"] : []
      let script = begin + names + again + ["reboot", "dump", "jump", "sessions"]
      let answers = try await NewestKernel.answers(to: script)
      let left = try LiveUpdateReading(answers, script)
      if isRefused {
        #expect(answers[script.count - 5] == "error -17")
        #expect(answers.last == "error -22")
        #expect(throws: LiveUpdateFault.self) { try left.sessions() }
      } else {
        #expect(answers.last == (try left.shown()))
        #expect(try left.sessions().count == 51)
      }
    }
  }

  @Test func `what is spoilt is refused by both or read alike by both`() async throws {
    var refused: [Spoilt: Int] = [:]
    for seed in Self.firstSeed..<Self.firstSeed + Self.sequences {
      var random = SeededGenerator(seed: seed)
      let script = LiveUpdateScript(&random).lines
      let answers = try await NewestKernel.answers(to: script)
      let left = try LiveUpdateReading(answers, script)
      guard answers.last?.hasPrefix("ok") == true else { continue }
      for spoilt in Spoilt.allCases {
        guard let (place, bytes) = try spoilt.change(of: left) else { continue }
        let digits = bytes.map { UInt8.digits($0) }.joined()
        let asked = script.dropLast(2) + ["write \(place) \(digits)", "jump", "sessions"]
        let kernel = try await NewestKernel.answers(to: Array(asked)).last ?? ""
        let book = try left.shown(with: bytes, at: place) ?? "refused"
        let context = Comment(rawValue: "seed \(seed), \(spoilt) at \(place)")
        #expect((kernel.hasPrefix("error") ? "refused" : kernel) == book, context)
        if book == "refused" { refused[spoilt, default: 0] += 1 }
      }
    }
    for spoilt in Spoilt.allCases where spoilt.isRefused {
      #expect(refused[spoilt, default: 0] > 0, "\(spoilt)")
    }
  }

  @Test func `sessions that the book wrote are read by the kernel`() async throws {
    for seed in Self.firstSeed..<Self.firstSeed + Self.sequences {
      var random = SeededGenerator(seed: seed)
      let (memory, scratch, table) = try BookKernel.memory(
        free: 0x1000..<0x20_0000, tableAt: 0x20_0000)
      var kernel = BookKernel(memory, scratch: scratch)
      let sessions = (0..<random.number(0...120)).map { number in
        let files = random.number(0...9) == 0 ? random.number(60...200) : random.number(0...3)
        return (
          name: "s\(number)",
          files: (0..<files).map { (token: $0 * 3, data: random.number(1...0xffff) << 12) }
        )
      }
      #expect(kernel.leave(sessions: sessions, number: seed) == "ok")
      var script = ["memory 0x0 0x1000000 0"] + (try kernel.machine.lines(upTo: 0x20_1000))
      let size = try DeviceTreeBlob(kernel.machine.read(0x1000, at: kernel.treePage)).header
        .totalSize
      script += [
        "kho on", "arrive \(kernel.treePage) \(size) \(table.base) \(table.size)", "sessions",
      ]
      let answer = try await NewestKernel.answers(to: script).last
      let wanted = sessions.reduce(into: "ok \(seed)") { text, session in
        let files = session.files.map { " \($0.token):0x\(String($0.data, radix: 16))" }
        text += " [\(session.name)\(files.joined())]"
      }
      #expect(answer == wanted, "seed \(seed)")
    }
  }

  /// What is overwritten of what the kernel left.
  enum Spoilt: CaseIterable {
    case name, noSessions, tooManySessions, fewerSessions, circle, wrongNumberOfFiles, noFiles
    case nothing

    /// Whether it is refused, wherever it can be done.
    var isRefused: Bool { self != .nothing && self != .fewerSessions }

    /// Where to write what; `nil` if there is nothing to spoil.
    func change(of left: LiveUpdateReading) throws -> (PhysicalAddress, [UInt8])? {
      let head = left.update.sessions
      let sessions = try left.sessions()
      guard self == .name || !sessions.isEmpty else { return nil }
      func number(_ value: UInt64, _ offset: UInt64) -> (PhysicalAddress, [UInt8]) {
        var bytes: [UInt8] = []
        bytes.append(number: value)
        return (PhysicalAddress(head.rawValue + offset), bytes)
      }
      let first = min(UInt64(sessions.count), 51)
      switch self {
      case .name: return (left.place, Array("luo-v4".utf8))
      case .noSessions: return number(0, 8)
      case .tooManySessions: return number(52, 8)
      case .fewerSessions: return first > 1 ? number(first - 1, 8) : nil
      case .circle: return number(head.rawValue, 0)
      case .wrongNumberOfFiles:
        let count = sessions[0].fileCount
        return count > 0 ? number(count + 1, 16 + 72) : nil
      case .noFiles:
        let (_, bytes) = number(0, 0)
        let files = sessions.first { $0.fileCount > 0 }?.files
        return files.map { (PhysicalAddress($0.rawValue + 8), bytes) }
      case .nothing: return number(first, 8)
      }
    }
  }
}

extension BookKernel {
  /// Leaves sessions with files, of which only the tokens and the places of their data are known.
  fileprivate mutating func leave(
    sessions: [(name: String, files: [(token: UInt64, data: UInt64)])], number: UInt64
  ) -> String {
    answer { (kernel) throws(HandoverFailure) in
      guard let tree = kernel.radix else { throw .noMemory }
      var entries: [[UInt8]] = []
      for session in sessions {
        let files = session.files.map { file in
          var bytes: [UInt8] = []
          bytes.append(MemoryFile.kind, width: 48)
          bytes.append(number: file.data)
          bytes.append(number: file.token)
          return bytes
        }
        var bytes: [UInt8] = []
        bytes.append(session.name, width: 64)
        let head = try EntryPages(of: SessionFile.size).write(
          files, in: &kernel.memory, notedIn: tree)
        bytes.append(number: head.rawValue)
        bytes.append(number: UInt64(files.count))
        entries.append(bytes)
      }
      let head = try EntryPages(of: Session.size).write(
        entries, in: &kernel.memory, notedIn: tree)
      var blob: [UInt8] = []
      blob.append(LiveUpdate.compatible, width: 8)
      for value in [number, head.rawValue, 0] { blob.append(number: value) }
      guard let page = kernel.memory.takePage(filledWith: blob) else { throw .noMemory }
      try kernel.preserve(PhysicalRange(base: page, size: PageFrameNumber.pageSize))
      try kernel.addNode(HandoverTree.link("LUO", to: page, size: UInt64(blob.count), as: .v4))
      return nil
    }
  }
}
