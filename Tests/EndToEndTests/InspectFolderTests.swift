// kho-inspect with a folder of files from debugfs.

import Foundation
import Programs
import Testing
import Trials

struct InspectFolderTests: InspectTests {
  /// A folder `kho` with what a real machine of 7.2 showed of what it was left.
  private func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "kho-folder-\(UUID().uuidString)")
    let machine = try MachineOnDisk("7.2")
    let blobs = folder.appending(path: "kho/in/sub_fdts")
    try FileManager.default.createDirectory(at: blobs, withIntermediateDirectories: true)
    try machine.file("root.dtb").write(to: folder.appending(path: "kho/in/fdt"))
    for (name, file) in [
      ("memblock", "memblock.dtb"), ("LUO", "LUO.bin"), ("kho_test", "kho-test.dtb"),
      ("kexec-metadata", "kexec-metadata.bin"),
    ] {
      try machine.file(file).write(to: blobs.appending(path: name))
    }
    return folder
  }

  private func write(_ text: String, _ name: String, in folder: URL) throws {
    let url = folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  @Test func `each node of the root is told with the file that it leads to`() async throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let result = try await inspect("kho", in: folder)
    #expect(result.status == 0 && result.errors.isEmpty, "\(result.text)")
    #expect(result.text.contains("in/fdt: kho-v4, Linux 7.2 and 7.3, 405 bytes\n"))
    #expect(result.text.contains("in/sub_fdts/LUO: live update, Linux 7.2 and 7.3, 32 bytes\n"))
    #expect(result.text.contains("bytes: in/sub_fdts/kexec-metadata\n"))
    #expect(result.text.hasSuffix("kho:\n  all files go together\n"))
    // One side by itself is enough, and so is the root alone.
    #expect(try await inspect("kho/in", in: folder).status == 0)
    let json = try await inspect("--json", "kho", in: folder)
    let object = try JSONSerialization.jsonObject(with: Data(json.text.utf8))
    let report = try #require(object as? [String: Any])
    let side = try #require((report["sides"] as? [[String: Any]])?.first)
    let links = try #require(side["links"] as? [[String: Any]])
    #expect(
      links.map { $0["node"] as? String } == ["memblock", "LUO", "kho_test", "kexec-metadata"])
    #expect(links.allSatisfy { $0["file"] is String && ($0["address"] as? UInt64 ?? 0) > 0 })
  }

  @Test func `files that do not go together are findings, and others are named`() async throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try write("0x200000\n0x0x\n", "kho/in/scratch_phys", in: folder)
    try write("0x40000000\n0x1000\n", "kho/in/scratch_len", in: folder)
    try write("1\n", "kho/out/finalize", in: folder)
    try write("hello", "kho/in/notes\u{1B}[2J", in: folder)
    try FileManager.default.removeItem(at: folder.appending(path: "kho/in/sub_fdts/LUO"))
    try write("more", "kho/in/sub_fdts/kexec-metadata", in: folder)
    try write("", "kho/in/sub_fdts/stranger", in: folder)
    let result = try await inspect("kho", in: folder)
    #expect(result.status == 4 && !result.text.contains("\u{1B}"))
    for expected in [
      "finding: in/sub_fdts/LUO: missing; in/fdt leads to it",
      "finding: in/sub_fdts/kexec-metadata: 4 bytes; in/fdt says 73",
      "finding: in/sub_fdts/stranger: in/fdt has no node of this name",
      "finding: in/scratch_phys: line 2 is no number: '0x0x'",
      "finding: in/scratch_len: 2 sizes for 1 addresses",
      "lies in the scratch area [0x200000-0x401fffff]",
      "unknown: in/notes·[2J", "  finalize: 1\n", "in/sub_fdts/stranger: no blob, 0 bytes",
    ] {
      #expect(result.text.contains(expected), "\(expected) in \(result.text)")
    }
    try FileManager.default.removeItem(at: folder.appending(path: "kho/in/scratch_len"))
    let half = try await inspect("kho", in: folder)
    #expect(half.text.contains("finding: in/scratch_len: missing; the other is there"))
  }

  @Test func `links, pipes and endless files are not read`() async throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let blobs = folder.appending(path: "kho/in/sub_fdts")
    try write("0x1000\nsecret", "secret/scratch_phys", in: folder)
    try write("x", "secret/fdt", in: folder)
    for name in ["LUO", "memblock"] {
      try FileManager.default.removeItem(at: blobs.appending(path: name))
    }
    try FileManager.default.createSymbolicLink(
      atPath: blobs.appending(path: "LUO").path, withDestinationPath: "../../../secret/fdt")
    #expect(mkfifo(blobs.appending(path: "memblock").path, 0o600) == 0)
    try FileManager.default.createSymbolicLink(
      atPath: folder.appending(path: "kho/out").path, withDestinationPath: "../secret")
    try Data(repeating: 0x30, count: 70_000).write(to: folder.appending(path: "kho/in/finalize"))
    let result = try await inspect("kho", in: folder)
    #expect(result.status == 4 && !result.text.contains("secret"))
    for expected in [
      "unread: in/sub_fdts/LUO: a link, which is not followed",
      "unread: in/sub_fdts/memblock: no file", "unread: out: no folder; links are not followed",
      "unread: in/finalize: more than 65536 bytes are too much to be true",
    ] {
      #expect(result.text.contains(expected), "\(expected) in \(result.text)")
    }
    #expect(try await inspect("secret", in: folder).status == 4)
    try FileManager.default.createDirectory(
      at: folder.appending(path: "empty"), withIntermediateDirectories: true)
    let empty = try await inspect("empty", in: folder)
    #expect(empty.status == 3 && empty.errors.contains("no files of kho in debugfs"))
  }

  @Test func `the files of version 4 are known`() async throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try await inspect("--make", "made", in: folder).status == 0)
    let tree = try Data(contentsOf: folder.appending(path: "made/kho-v1-february-2025.dtb"))
    try write("1\n", "sys/active", in: folder)
    try write("10485760\n", "sys/dt_max", in: folder)
    try write("0x4000000\n", "sys/scratch_phys", in: folder)
    try write("0x1000000\n", "sys/scratch_len", in: folder)
    try tree.write(to: folder.appending(path: "sys/dt"))
    let result = try await inspect("sys", in: folder)
    #expect(result.status == 0, "\(result.text)")
    #expect(result.text.hasPrefix("dt: kho-v1, patches of February 2025, "))
    #expect(
      result.text.contains(
        "  scratch area [0x4000000-0x4ffffff]\n  active: 1\n  dt_max: 10485760\n"))
  }
}
