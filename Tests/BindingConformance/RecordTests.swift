// The tables of the chapters against the code that writes and reads the records: numbers that differ in each
// byte are put where a table says, and the code finds each in its place, and writes the same bytes.

import Bindings
import DeviceTree
import Memblock
import Testing

@testable import Handover

struct RecordTests {
  private let formats = Shipped.formats

  /// Where a field of a layout begins.
  private func offset(_ field: String, of layout: String) -> Int? {
    formats.layouts[layout]?[field: field]?.offset
  }

  private func specimen(_ name: String, _ texts: [String: [UInt8]] = [:]) -> Record {
    formats.layout(name).specimen(texts)
  }

  @Test(arguments: ["", "short-"])
  func `chunks of the list`(prefix: String) throws {
    let (layout, name) = (ChunkLayout(), prefix + "chunk")
    let fields = [layout.next, layout.order, layout.count, layout.elements].map { Int($0) }
    #expect(["next", "order", "count", "elements"].map { offset($0, of: name) } == fields)
    #expect(formats.layout(name).size == Int(layout.size))
    let element = formats.layout(prefix.isEmpty ? "chunk-element" : "short-element")
    #expect(element.size == Int(layout.elementSize))
    let elements = [
      Chunk.Element(start: 0x1122_3344, bitmap: 0x5566_7788), .init(start: 3, bitmap: 4),
    ]
    let chunk = Record(
      formats.layout(name), Chunk(order: 9, elements: elements).bytes(next: 0x0102_0304_0506))
    #expect([chunk["next"], chunk["order"], chunk["count"]] == [0x0102_0304_0506, 9, 2])
    let records = chunk.records("elements", element)
    #expect(records.count == layout.capacity)
    #expect(records.prefix(3).map { $0["start"] } == [0x1122_3344, 3, 0])
    #expect(records.prefix(3).map { $0["bitmap"] } == [0x5566_7788, 4, 0])
  }

  @Test func `what the boot protocol passes`() throws {
    let numbers = specimen("kho-data")
    let code = try #require(CarriedNumbers(numbers.bytes))
    #expect(code.bytes == numbers.bytes)
    #expect([code.tree, code.treeSize] == [numbers["tree"], numbers["tree-size"]])
    #expect([code.table, code.tableSize] == [numbers["scratch"], numbers["scratch-size"]])
    let head = specimen("setup-data")
    var machine = Machine([Region(0x0..<0x2000)])
    try machine.write(head.bytes, at: 0x1000)
    let entry = try SetupEntry(at: 0x1000, of: machine)
    #expect(UInt64(head.bytes.count) == SetupEntry.headSize)
    #expect(
      [entry.next.rawValue, UInt64(entry.kind), UInt64(entry.length)]
        == [head["next"], head["kind"], head["length"]])
  }

  @Test func `pieces of bitmaps, and pages of a radix tree`() {
    #expect(formats.layout("bitmap").size == Int(BitmapGeometry.page.size))
    #expect(formats.layout("short-bitmap").size == Int(BitmapGeometry.short.size))
    let geometry = RadixGeometry()
    #expect(formats.layout("radix-leaf").size * 8 == 1 << geometry.leafBits)
    let count = formats.layout("radix-node").size / formats.layout("radix-entry").size
    #expect(count == 1 << geometry.nodeBits)
  }

  @Test func `descriptors of areas, and their chunks`() throws {
    let area = specimen("vmalloc")
    let code = try #require(VmallocDescriptor(area.bytes))
    #expect(VmallocDescriptor.size == area.layout.size && code.bytes == area.bytes)
    #expect(code.first.rawValue == area["first"] && UInt64(code.pageCount) == area["pages"])
    #expect(UInt64(code.flags) == area["flags"] && UInt64(code.order) == area["order"])
    let chunk = formats.layout("vmalloc-chunk")
    #expect(offset("next", of: "vmalloc-chunk") == VmallocChunk.next)
    #expect(offset("runs", of: "vmalloc-chunk") == VmallocChunk.runs)
    let count = Record(chunk, [UInt8](repeating: 0, count: 4096))
      .records("runs", formats.layout("vmalloc-run")).count
    #expect(count == VmallocChunk.capacity && chunk.size == 4096)
  }

  @Test(arguments: ["luo-session", "luo-file"])
  func `pages of entries`(name: String) throws {
    let (layout, entry) = (formats.layout("entry-page"), formats.layout(name))
    let pages = try #require(EntryPages(entrySize: entry.size))
    let entries = [entry.specimen().bytes, [UInt8](repeating: 7, count: entry.size)]
    let bytes = pages.page(entries[...], next: 0x0102_0304_0506)
    let page = Record(layout, bytes + [UInt8](repeating: 0, count: 4096 - bytes.count))
    #expect([page["next"], page["count"]] == [0x0102_0304_0506, 2])
    let records = page.records("entries", entry)
    #expect(records.prefix(2).map(\.bytes) == entries && records.count == pages.capacity)
  }

  @Test func `what a live update leaves`() throws {
    let name = Array("luo-v5".utf8)
    let record = specimen("luo", ["name": name])
    let code = try LiveUpdate(record.bytes)
    #expect(LiveUpdate.size == record.layout.size && code.bytes == record.bytes)
    #expect(record.layout.ownName == LiveUpdate.compatible)
    #expect(code.number == record["number"] && code.sessions.rawValue == record["sessions"])
    #expect(code.bound.rawValue == record["bound"])
  }

  @Test(arguments: ["luo-session", "luo-session-7.1"])
  func `sessions`(name: String) throws {
    let record = specimen(name, ["name": Array("guest".utf8)])
    let code = try Session(record.bytes, at: 0)
    #expect(Session.size == record.layout.size && code.bytes == record.bytes)
    #expect(code.name == "guest" && code.files.rawValue == record["files"])
    #expect(code.fileCount == record["count"])
  }

  @Test func `files of sessions, and data that is bound to them`() throws {
    let record = specimen("luo-file", ["kind": Array("memfd-v2".utf8)])
    let file = try SessionFile(record.bytes, at: 0)
    #expect(SessionFile.size == record.layout.size && file.bytes == record.bytes)
    #expect(file.kind == "memfd-v2" && formats.layout("memfd").ownName == MemoryFile.kind)
    #expect(file.data.rawValue == record["data"] && file.token == record["token"])
    let bound = specimen("luo-bound", ["name": Array("iommu".utf8)])
    let code = BoundData(name: "iommu", data: bound["data"], fileCount: bound["files"])
    #expect(BoundData.size == bound.layout.size && code.bytes == bound.bytes)
  }

  @Test func `folios of a file`() {
    let record = specimen("memfd-folio")
    let folio = FileFolio(record.bytes, at: 0)
    #expect(record.layout.size == 16 && folio.bytes == record.bytes)
    #expect(folio.page.rawValue == record["page"] & (1 << 52 - 1))
    #expect(UInt64(folio.flags) == record["page"] >> 52 && folio.index == record["index"])
  }

  @Test func `the structures that are inspected`() throws {
    let metadata = specimen(
      "kexec-metadata", ["version": [1, 0, 0, 0], "release": Array("7.2".utf8)])
    let luo = specimen(
      "luo", ["name": Array("luo-v5".utf8), "sessions": [0, 0x30], "bound": [0, 0x40]])
    for record in [metadata, luo] {
      let values = try Inspection(record.bytes).values
      #expect(values.map(\.offset) == record.layout.fields.map(\.offset))
      for (value, field) in zip(values, record.layout.fields) {
        let isText = field.form == .text
        #expect(isText ? value.numbers == [] : value.numbers == [record[field.name]])
        if isText { #expect(value.text == "\"\(record.text(field.name))\"") }
      }
    }
  }
}
