// kho-inspect with a dump of memory: what a real machine left is followed to its end.

import Foundation
import Programs
import Testing
import Trials

struct InspectDumpTests: InspectTests {
  private func object(_ result: ChildProcess.Output) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(result.text.utf8))
    return try #require(object as? [String: Any])
  }

  @Test func `a core of a real machine is followed to all that it handed over`() async throws {
    let folder = try emptyFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let machine = try MachineOnDisk("7.2")
    let core = folder.appending(path: "guest.elf")
    try machine.writeCore(to: core)
    try machine.file("setup-data.bin").write(to: folder.appending(path: "setup-data.bin"))
    let result = try await inspect(
      "setup-data.bin", "--memory", "guest.elf", "--json", in: folder)
    #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
    let report = try object(result)
    #expect(report["clean"] as? Bool == true && report["complete"] as? Bool == true)
    #expect(report["kind"] as? String == "ELF core of 64 bits")
    let preserved = try #require(report["preserved"] as? [[String: UInt64]])
    let wanted = try machine.preserved().sorted { $0[0] < $1[0] }
    #expect(preserved.map { [$0["base"] ?? 0, $0["order"] ?? 99] } == wanted)
    let blobs = try #require(report["blobs"] as? [[String: Any]])
    let paths = ["/", "/memblock", "/LUO", "/kho_test", "/kexec-metadata"]
    #expect(blobs.map { $0["path"] as? String } == paths)
    let notes = try #require(report["notes"] as? [[String: Any]])
    #expect(notes.count { ($0["text"] as? String)?.contains("memfd-v2") == true } == 5)

    // Another program reads the same segments out of the file.
    let table = try await ChildProcess("readelf", ["-lW", core.path]).output()
    let segments = table.text.split(separator: "\n").compactMap { line -> [UInt64]? in
      let words = line.split(separator: " ")
      guard words.first == "LOAD", words.count > 4 else { return nil }
      return [words[3], words[4]].compactMap { UInt64($0.dropFirst(2), radix: 16) }
    }
    let memory = try #require(report["memory"] as? [[String: UInt64]])
    #expect(segments.count == machine.ranges.count)
    #expect(memory.map { [$0["base"] ?? 0, $0["size"] ?? 0] } == segments)
  }

  @Test func `raw memory says the same, from an address of the root on`() async throws {
    let folder = try emptyFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let machine = try MachineOnDisk("7.2")
    try machine.writeCore(to: folder.appending(path: "guest.elf"))
    try machine.writeRaw(to: folder.appending(path: "ram"), from: 0)
    try machine.writeRaw(to: folder.appending(path: "high"), from: 0x10_0000)
    let root = try #require(Self.root(of: machine))
    let core = try await inspect("--fdt", root, "--memory", "guest.elf", in: folder)
    let raw = try await inspect("--fdt", root, "--memory", "ram", in: folder)
    let high = try await inspect(
      "--fdt", root, "--memory", "high", "--memory-base", "0x100000", in: folder)
    for result in [core, raw, high] {
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.text.hasSuffix("  no fault\n"))
    }
    #expect(raw.text.hasPrefix("ram: raw memory, "))
    func rest(_ result: ChildProcess.Output) -> [Substring] {
      Array(result.text.split(separator: "\n").dropFirst())
    }
    #expect(rest(core) == rest(raw) && rest(raw) == rest(high))
    // At another base nothing is where the root should be.
    let elsewhere = try await inspect(
      "--fdt", root, "--memory", "ram", "--memory-base", "4096", in: folder)
    #expect(elsewhere.status == 1 && elsewhere.text.contains("fault: \(root) /: byte 0x0"))
  }

  /// The address of the root, as the boot protocol passes it.
  private static func root(of machine: MachineOnDisk) -> String? {
    guard let numbers = try? machine.file("setup-data.bin") else { return nil }
    return "0x" + String(numbers.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }, radix: 16)
  }

  @Test func `a root that debugfs showed leads into the dump, and a fault has its address`()
    async throws
  {
    let folder = try emptyFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let machine = try MachineOnDisk("6.17")
    let core = folder.appending(path: "guest.elf")
    try machine.writeCore(to: core)
    try machine.file("root.dtb").write(to: folder.appending(path: "root.dtb"))
    let whole = try await inspect("root.dtb", "--memory", "guest.elf", in: folder)
    #expect(whole.status == 0 && whole.text.contains("in bitmaps of 512 bytes"), "\(whole.errors)")
    let size = try #require(try core.resourceValues(forKeys: [.fileSizeKey]).fileSize)
    let file = try FileHandle(forUpdating: core)
    try file.truncate(atOffset: UInt64(size / 2))
    try file.close()
    let cut = try await inspect("root.dtb", "--memory", "guest.elf", in: folder)
    #expect(cut.status == 1 && cut.text.contains("bytes are in the file"))
    #expect(cut.text.contains("not in the dump"))
  }

  @Test func `a radix tree of sixteen million blocks is told to be too large`()
    async throws
  {
    let folder = try emptyFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    // A root at 0x1000, a radix tree at 0x2000 of one node a level, and 512 leaves full of bits.
    var memory = Data(count: 0x10000 + 512 * 4096)
    func store(_ number: UInt64, at address: Int) {
      for index in 0..<8 {
        memory[address + index] = UInt8(truncatingIfNeeded: number >> (8 * index))
      }
    }
    store(0x3000, at: 0x2000 + 16)
    for level in 0..<3 { store(UInt64(0x4000 + 0x1000 * level), at: 0x3000 + 0x1000 * level) }
    for index in 0..<512 { store(UInt64(0x10000 + 4096 * index), at: 0x6000 + 8 * index) }
    memory.replaceSubrange(0x10000..., with: Data(repeating: 0xff, count: 512 * 4096))
    #expect(try await inspect("--make", ".", in: folder).status == 0)
    var root = try Data(contentsOf: folder.appending(path: "kho-v4.dtb"))
    let map = try #require(root.range(of: Data([0, 0x10, 0, 0, 1, 0, 0, 0])))
    root.replaceSubrange(map, with: Data([0, 0x20, 0, 0, 0, 0, 0, 0]))
    memory.replaceSubrange(0x1000..<0x1000 + root.count, with: root)
    try memory.write(to: folder.appending(path: "ram"))
    let result = try await inspect("--fdt", "0x1000", "--memory", "ram", in: folder)
    #expect(result.status == 1)
    #expect(
      result.text.contains("there are more than 4194304 blocks"), "\(result.text.prefix(2000))")
  }

  @Test func `what is no dump, no beginning or no address ends with its exit code`() async throws {
    let folder = try emptyFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try await inspect("--make", ".", in: folder).status == 0)
    try Data("KDUMP   \u{1B}[31m".utf8).write(to: folder.appending(path: "dump"))
    try Data(count: 8192).write(to: folder.appending(path: "ram"))
    let packed = try await inspect("kho-v4.dtb", "--memory", "dump", in: folder)
    #expect(packed.status == 4 && packed.text.isEmpty)
    #expect(
      packed.errors.contains("dump: a kdump-compressed dump is not read here; save it as ELF"))
    let leaf = try await inspect("memblock-v1.dtb", "--memory", "ram", in: folder)
    #expect(leaf.status == 4 && leaf.errors.contains("no root and no carrier of one"))
    #expect(try await inspect("cut-off.dtb", "--memory", "ram", in: folder).status == 4)
    for file in ["none", "."] {
      #expect(try await inspect("kho-v4.dtb", "--memory", file, in: folder).status == 3, "\(file)")
    }
    let wrong: [([String], String)] = [
      (["kho-v4.dtb", "--fdt", "1", "--memory", "ram"], "name a blob or --fdt, and not both"),
      (["--memory", "ram"], "Name a file"), (["--fdt", "0x1000"], "Name a file"),
      (["kho-v4.dtb", "--memory-base", "0"], "need --memory"),
      (["--fdt", "-1", "--memory", "ram"], "--fdt"), (["--fdt", "0x", "--memory", "ram"], "0x"),
    ]
    for (arguments, message) in wrong {
      let result = try await BuiltProgram.run("kho-inspect", arguments, in: folder)
      #expect(
        result.status == 2 && result.errors.contains(message), "\(arguments) \(result.errors)")
    }
  }
}
