// The memory of real machines, read by the tables of the chapters alone, from the four numbers of the boot
// protocol to the folios of files: what is found is what the readers find, and another program.

import Bindings
import DeviceTree
import Memblock
import Testing

@testable import Handover

extension RealMachine {
  /// The numbers that the boot protocol passes.
  var boot: Record { Record(Shipped.formats.layout("kho-data"), bootData) }

  /// The root of the handover.
  var rootTree: FlatNode {
    get throws { try FlatNode(read(Int(boot["tree-size"]), at: boot["tree"])) }
  }

  /// The number in a property, as the schema of the root states it, and what it leads to.
  func address(_ name: String, of node: FlatNode, _ schema: NodeSchema) throws -> (
    number: UInt64, target: String
  ) {
    let (property, value) = (try #require(schema[property: name]), try #require(node[name]?.value))
    guard case .numbers(let numbers) = try property.decoded(value), let number = numbers.first
    else {
      throw Unstated(name: name)
    }
    return (UInt64(number), property.facts.target ?? "")
  }

  struct Unstated: Error { var name: String }

  /// Records that each have the address of the next in a field.
  func chain(_ layout: String, at first: UInt64) throws -> [Record] {
    var (address, found): (UInt64, [Record]) = (first, [])
    while address != 0, found.count < 1000 {
      found.append(try record(layout, at: address))
      address = found[found.count - 1]["next"]
    }
    return found
  }

  /// The entries of a chain of pages, as many as each page says.
  func entries(_ layout: String, at first: UInt64) throws -> [Record] {
    try chain("entry-page", at: first).flatMap { page in
      page.records("entries", Shipped.formats.layout(layout)).prefix(Int(page["count"]))
    }
  }

  /// The first bytes of an area that a descriptor leads to, of runs of one page.
  func area(_ descriptor: Record) throws -> [UInt8] {
    let run = Shipped.formats.layout("vmalloc-run")
    var runs: [UInt64] = []
    for chunk in try chain("vmalloc-chunk", at: descriptor["first"]) {
      runs += chunk.records("runs", run).map { $0["run"] }.prefix { $0 != 0 }
    }
    #expect(UInt64(runs.count) << descriptor["order"] == descriptor["pages"])
    return try runs.flatMap { try read(4096 << Int(descriptor["order"]), at: $0) }
  }
}

private func bits(of bytes: [UInt8]) -> [UInt64] {
  bytes.enumerated().flatMap { index, byte in
    (0..<8).filter { byte >> $0 & 1 == 1 }.map { UInt64(index * 8 + $0) }
  }
}

struct MemoryByTablesTests {
  private let formats = Shipped.formats

  @Test func `there are twelve machines`() { #expect(RealMachine.all.count == 12) }

  @Test(arguments: RealMachine.all)
  func `the table of scratch areas`(machine: RealMachine) throws {
    let boot = machine.boot
    let areas = stride(from: 0, to: boot["scratch-size"], by: formats.layout("scratch-area").size)
    let found = try areas.map { try machine.record("scratch-area", at: boot["scratch"] + $0) }
    let table = PhysicalRange(
      base: PhysicalAddress(boot["scratch"]), size: boot["scratch-size"])
    let read = try ScratchAreas(reading: table, from: machine.machine).ranges
    #expect(found.map { $0["base"] } == read.map(\.base.rawValue) && found.count >= 3)
    #expect(found.map { $0["size"] } == read.map(\.size))
  }

  @Test(arguments: RealMachine.all)
  func `what is preserved`(machine: RealMachine) throws {
    let schema = try #require(formats.bindings[machine.root]?.node)
    let map = try machine.address("preserved-memory-map", of: machine.rootTree, schema)
    let isList = map.target.hasSuffix("chunk")
    #expect(isList == machine.name.hasPrefix("6.17"))
    var pages = 0
    let found =
      try isList
      ? listed(map.target, at: map.number, machine)
      : keyed(at: map.number, level: 5, above: 0, machine, &pages)
    #expect(Set(found) == machine.preserved && found.count == machine.preserved.count)
    #expect(isList || pages == machine.radixPages)
  }

  private func listed(
    _ layout: String, at head: UInt64, _ machine: RealMachine
  ) throws -> [String] {
    let elements = try #require(formats.layout(layout)[field: "elements"]?.target?.dropLast(2))
    let element = formats.layout(String(elements))
    let bitmap = try #require(element[field: "bitmap"]?.target)
    return try machine.chain(layout, at: head).flatMap { chunk in
      try chunk.records("elements", element).prefix(Int(chunk["count"])).flatMap { element in
        let piece = try machine.record(bitmap, at: element["bitmap"])
        return bits(of: piece.bytes).map {
          "\(element["start"] + ($0 << (12 + chunk["order"]))) \(chunk["order"])"
        }
      }
    }
  }

  private func keyed(
    at page: UInt64, level: Int, above: UInt64, _ machine: RealMachine, _ pages: inout Int
  ) throws -> [String] {
    pages += 1
    guard level > 0 else {
      return try bits(of: machine.record("radix-leaf", at: page).bytes).map { bit in
        let key = above << 15 | bit
        let block = try #require(RadixKey(rawValue: key).block)
        return "\(block.range.base.rawValue) \(block.order)"
      }
    }
    let entries = try machine.record("radix-node", at: page)
      .records("entries", formats.layout("radix-entry"))
    var found: [String] = []
    for (index, entry) in entries.enumerated() where entry["below"] != 0 {
      let next = above << 9 | UInt64(index)
      found += try keyed(at: entry["below"], level: level - 1, above: next, machine, &pages)
    }
    return found
  }

  @Test(arguments: RealMachine.all.filter { $0.root == "kho-root" })
  func `sessions, files and folios`(machine: RealMachine) throws {
    let node = try #require(machine.rootTree.children.first { $0.name == "LUO" })
    let schema = try #require(formats.bindings["kho-root"]?.node)
    let participant = try #require(formats.child("LUO", of: schema)?.node)
    let luo = try machine.record(
      "luo", at: machine.address("preserved-data", of: node, participant).number)
    #expect(luo.text("name") == luo.layout.ownName)
    #expect(try machine.address("blob-size", of: node, participant).number == 32)
    var found: [String] = []
    for session in try machine.entries("luo-session", at: luo["sessions"]) {
      let files = try machine.entries("luo-file", at: session["files"])
      #expect(UInt64(files.count) == session["count"])
      for file in files {
        let place = PhysicalAddress(file["data"])
        found.append(
          "\(session.text("name")) token 0x\(String(file["token"], radix: 16)) at \(place)")
        try check(file, machine)
      }
    }
    #expect(found.sorted() == machine.files)
  }

  private func check(_ file: Record, _ machine: RealMachine) throws {
    let record = try machine.record("memfd", at: file["data"])
    #expect(file.text("kind") == record.layout.ownName)
    let area = try machine.area(Record(formats.layout("vmalloc"), record.field("folios")))
    let folio = formats.layout("memfd-folio")
    for index in 0..<Int(record["nr-folios"]) {
      let entry = Record(folio, area.dropFirst(index * folio.size))
      let pages = entry["page"] & (1 << 52 - 1)
      #expect(machine.preserved.contains { $0.hasPrefix("\(pages << 12) ") })
      #expect(entry["page"] >> 52 == 3 && entry["index"] == UInt64(index))
    }
  }

  @Test func `a file of memory is read where the table says`() throws {
    let machine = try #require(RealMachine.all.first { $0.name == "7.2" })
    let map = try HandoverTree(machine.rootTree.bytes, as: .v4).list
    let scratch = PhysicalRange(
      base: PhysicalAddress(machine.boot["scratch"]), size: machine.boot["scratch-size"])
    let kept = Inheritance(
      readingTree: map, from: machine.machine,
      sparing: try ScratchAreas(reading: scratch, from: machine.machine))
    let place = PhysicalAddress(try #require(kept.blocks.first).range.base.rawValue)
    let specimen = formats.layout("memfd").specimen()
    var memory = machine.machine
    try memory.write(specimen.bytes, at: place)
    let file = try MemoryFile(at: place, in: KeptMemory(memory, kept))
    #expect([file.position, file.size] == [specimen["position"], specimen["size"]])
    #expect([UInt64(file.seals), UInt64(file.flags)] == [specimen["seals"], specimen["flags"]])
    #expect(file.folioCount == specimen["nr-folios"] && file.bytes == specimen.bytes)
    #expect(file.folios.bytes == specimen.field("folios"))
  }

  @Test func `sessions and bound data of 7.1`() throws {
    let machine = try #require(RealMachine.all.first { $0.name == "7.1" })
    let tree = try FlatNode(RealMachine.file("LUO.dtb", of: "7.1"))
    let schema = try #require(formats.bindings["luo-tree"]?.node)
    func table(_ node: String, _ property: String) throws -> Record {
      let child = try #require(tree.children.first { $0.name == node })
      let inner = try #require(formats.child(node, of: schema)?.node)
      let address = try machine.address(property, of: child, inner)
      return try machine.record(address.target, at: address.number)
    }
    let sessions = try table("luo-session", "luo-session-header")
    let entries = sessions.records("entries", formats.layout("luo-session-7.1"))
    #expect(entries.count == 819 && sessions["count"] == 2)
    #expect(entries.prefix(2).map { $0.text("name") } == ["session-0", "session-1"])
    #expect(entries.prefix(2).map { $0["count"] } == [2, 3])
    let bound = try table("luo-flb", "luo-flb-header")
    let data = bound.records("entries", formats.layout("luo-bound")).prefix(Int(bound["count"]))
    #expect(bound["pages"] == 1 && data.count == 3)
    #expect(data.map { $0.text("name").dropLast() }.allSatisfy { $0 == "liveupdate-test-flb-v" })
    #expect(data.map { $0["files"] } == [5, 5, 5])
  }
}
