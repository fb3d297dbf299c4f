// The sessions and memfds that a kernel left, as the book reads them and would write them.

import DeviceTree
import Memblock
import Testing

@testable import Handover

/// What the kernel left, as the book reads it.
struct LiveUpdateReading {
  let kept: KeptMemory
  let update: LiveUpdate
  let place: PhysicalAddress

  init(_ answers: [String], _ script: [String]) throws {
    let started = try #require(script.firstIndex(of: "start"))
    let words = answers[started].split(separator: " ")
    let treePage = try #require(UInt64(words[2].dropFirst(2), radix: 16))
    let dump = try #require(script.firstIndex(of: "dump"))
    let machine = try Machine(TakingOverTests.memory, dump: answers[dump])
    let tree = try HandoverTree(readingPageAt: PhysicalAddress(treePage), of: machine, as: .v4)
    let none = try ScratchAreas(believing: 0x0..<0x0, from: machine)
    kept = KeptMemory(
      machine, Inheritance(readingTree: tree.list, from: machine, sparing: none))
    let (address, size) = try tree.find("LUO")
    place = address
    update = try LiveUpdate(kept.read(size ?? 0, at: address))
  }

  func sessions() throws(LiveUpdateFault) -> [Session] { try update.sessions(in: kept) }

  /// Sessions and files in the driver's words.
  func shown() throws -> String {
    try sessions().reduce(into: "ok \(update.number)") { text, session in
      let files = try session.files(in: kept).map { " \($0.token):\($0.data)" }
      text += " [\(session.name)\(files.joined())]"
    }
  }

  /// The same when some bytes have been overwritten; `nil` if that is refused.
  func shown(with bytes: [UInt8], at place: PhysicalAddress) throws -> String? {
    var machine = kept.machine
    try machine.write(bytes, at: place)
    let kept = KeptMemory(machine, kept.inheritance)
    do {
      let blob = try kept.read(UInt64(LiveUpdate.size), at: self.place)
      return try Self(kept, LiveUpdate(blob), at: self.place).shown()
    } catch is LiveUpdateFault { return nil }
  }

  private init(_ kept: KeptMemory, _ update: LiveUpdate, at place: PhysicalAddress) {
    (self.kept, self.update, self.place) = (kept, update, place)
  }

  /// A memfd as a script would make it.
  func file(_ file: SessionFile) throws -> ScriptFile {
    #expect(file.kind == MemoryFile.kind)
    let memory = try MemoryFile(at: file.data, in: kept)
    let folios = try memory.folios(in: kept)
    #expect(memory.flags == 0)
    #expect(folios.allSatisfy { $0.flags == 3 })
    let order = folios.first.flatMap { kept.inheritance.block(at: $0.page.base)?.order } ?? 0
    #expect(folios.map(\.index) == folios.indices.map { UInt64($0) << UInt64(order) })
    return ScriptFile(
      size: memory.size, position: memory.position, seals: memory.seals, order: order,
      folios: folios.map(\.page))
  }

  /// Whether all that was read has, written again, the bytes that the kernel wrote.
  func hasBytesOfItsOwn() throws -> Bool {
    guard try has(update.bytes, at: place) else { return false }
    let sessions = try sessions()
    guard try has(sessions.map(\.bytes), in: update.sessions) else { return false }
    for session in sessions {
      let files = try session.files(in: kept)
      guard try has(files.map(\.bytes), in: session.files) else { return false }
      for file in files {
        let memory = try MemoryFile(at: file.data, in: kept)
        guard try has(memory.bytes, at: file.data) else { return false }
        guard memory.folioCount > 0 else { continue }
        let area = try VmallocChain(
          memory.folios, from: kept.machine, keptIn: kept.inheritance
        ).area
        let written = try memory.folios(in: kept).flatMap(\.bytes)
        guard try area.read(UInt64(written.count), of: kept.machine) == written else {
          return false
        }
      }
    }
    return true
  }

  /// Whether some bytes stand at an address, and nothing else in their page.
  private func has(_ bytes: [UInt8], at place: PhysicalAddress) throws -> Bool {
    let page = try kept.machine.read(0x1000, at: place)
    return page.starts(with: bytes) && page[bytes.count...].allSatisfy { $0 == 0 }
  }

  /// Whether entries stand in the pages that begin at an address, as the book writes them.
  private func has(_ entries: [[UInt8]], in head: PhysicalAddress) throws -> Bool {
    var (page, rest) = (head, entries[...])
    while page != 0 {
      let pages = EntryPages(of: rest.first?.count ?? 1)
      let next = PhysicalAddress(try kept.machine.read(8, at: page).number(at: 0))
      guard try has(pages.page(rest.prefix(pages.capacity), next: next), at: page) else {
        return false
      }
      rest = rest.dropFirst(pages.capacity)
      page = next
    }
    return rest.isEmpty
  }
}
