// kho-inspect as a script sees it: exit codes and channels.

import Foundation
import Programs
import Testing
import Trials

struct InspectLineTests: InspectTests {
  @Test func `each example blob is what its name says`() async throws {
    let folder = try emptyFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let made = try await inspect("--make", "examples", in: folder)
    #expect(made.status == 0 && made.errors.isEmpty)
    let files = made.text.split(separator: "\n").map(String.init)
    #expect(files.count == 11)
    for file in files {
      let result = try await inspect(file, in: folder)
      switch file {
      case "examples/cut-off.dtb":
        #expect(result.status == 4)
        #expect(
          result.text == """
            examples/cut-off.dtb: not a whole blob, 120 of 196 bytes
              0x0054  / (name at 0x19)  "kho-v1"
              0x0068  / (name at 0x4)   0x100001000
              readable up to 0x0070: byte 0x4: 196 bytes in all, and 120 are there

            """)
        #expect(result.errors.contains("196 bytes, and 120 are there"))
      case "examples/wrong-name.dtb":
        #expect(result.status == 1 && result.text.contains("otherwise like kho-v2"))
      default:
        #expect(result.status == 0, "\(file)")
        #expect(result.text.hasSuffix("\n  no violation\n"), "\(file)")
        #expect(result.errors.isEmpty, "\(file)")
      }
    }
  }

  @Test func `an example is written as it is`() async throws {
    let folder = try emptyFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try await inspect("--make", ".", in: folder).status == 0)
    for name in ["kho-v4.dtb", "setup-data.bin", "cut-off.dtb"] {
      let said = try await inspect("--example", name, in: folder)
      let file = try Data(contentsOf: folder.appending(path: name))
      #expect(said.status == 0 && Data(said.standardOutput) == file, "\(name)")
    }
    let wrong = try await inspect("--example", "kho-v9.dtb", in: folder)
    #expect(wrong.status == 3 && wrong.text.isEmpty)
    #expect(wrong.errors.contains("there is no example 'kho-v9.dtb'; there are kho-v1-february"))
    #expect(try await inspect("--example", "kho-v4.dtb", "x", in: folder).status == 2)
  }

  @Test func `a blob is JSON for programs`() async throws {
    let folder = try emptyFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try await inspect("--make", ".", in: folder).status == 0)
    let result = try await inspect("--json", "wrong-name.dtb", in: folder)
    #expect(result.status == 1)
    let object = try JSONSerialization.jsonObject(with: Data(result.text.utf8))
    let report = try #require(object as? [String: Any])
    #expect(report["layout"] as? String == "kho-v4, Linux 7.2 and 7.3")
    #expect(report["clean"] as? Bool == false)
    let violations = try #require(report["violations"] as? [[String: Any]])
    #expect(violations.map { $0["text"] as? String } == ["there is no blob-size"])
    #expect(violations.map { $0["offset"] as? Int } == [0x74])
    let values = try #require(report["values"] as? [[String: Any]])
    #expect(values.map { $0["numbers"] as? [UInt64] } == [nil, [0x1000], [0x1_0000_2000]])
  }

  @Test func `the chapter shows what the command prints`() async throws {
    let folder = try emptyFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try await inspect("--make", ".", in: folder).status == 0)
    let blob = try Data(contentsOf: folder.appending(path: "kho-v1.dtb"))
    let result = try await BuiltProgram.run("kho-inspect", ["-"], in: folder, input: blob)
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let chapter = try String(
      contentsOf: package.appending(path: "Spec/Handover/21-inspecting.md"), encoding: .utf8)
    #expect(result.status == 0)
    #expect(chapter.contains("kho-inspect -\n" + result.text + "```\n"), "\(result.text)")
  }

  @Test(.timeLimit(.minutes(5)))
  func `a blob that repeats itself fifty thousand times is shown in a short time`() async throws {
    let folder = try emptyFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let repeated: [(String, [UInt32])] = [
      ("nodes.dtb", [1, 0x6100_0000, 2]), ("properties.dtb", [3, 0, 0]),
    ]
    for (name, cells) in repeated {
      let blob = Self.blob(Array(repeating: cells, count: 50_000).flatMap { $0 })
      try blob.write(to: folder.appending(path: name))
      let result = try await inspect(name, in: folder)
      #expect(result.status == 1)
      #expect(result.text.contains("\n  and 40000 more; --json has all\n"))
    }
    let report = try await inspect("--json", "nodes.dtb", in: folder)
    #expect(report.text.split(separator: "another").count == 50_000)
  }

  /// A blob of a root with some cells in it, and one name, "a".
  private static func blob(_ cells: [UInt32]) -> Data {
    let structure = [1, 0] + cells + [2, 9]
    let size = UInt32(structure.count * 4)
    let header = [0xd00d_feed, 58 + size, 56, 56 + size, 40, 17, 16, 0, 2, size] + [0, 0, 0, 0]
    var blob = Data()
    for cell in header + structure { withUnsafeBytes(of: cell.bigEndian) { blob += $0 } }
    return blob + Data("a\0".utf8)
  }

  @Test func `a blob with a damaged middle is shown up to there`() async throws {
    let folder = try emptyFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try await inspect("--make", ".", in: folder).status == 0)
    let url = folder.appending(path: "kho-v1.dtb")
    var bytes = try Data(contentsOf: url)
    bytes[0x83] = 7
    try bytes.write(to: url)
    let result = try await inspect("kho-v1.dtb", in: folder)
    #expect(result.status == 4)
    #expect(result.text.hasPrefix("kho-v1.dtb: not a whole blob, 196 bytes\n"))
    #expect(result.text.contains("/ preserved-memory-map  0x100001000\n"))
    #expect(result.text.hasSuffix("  readable up to 0x0080: byte 0x80: 7 is no token\n"))
    #expect(result.errors == "kho-inspect: kho-v1.dtb: byte 0x80: 7 is no token\n")
    let report = try await inspect("--json", "kho-v1.dtb", in: folder)
    #expect(report.status == 4)
    let object = try JSONSerialization.jsonObject(with: Data(report.text.utf8))
    let fields = try #require(object as? [String: Any])
    #expect(fields["clean"] as? Bool == false && fields["readTo"] as? Int == 0x80)
    #expect(fields["fault"] as? String == "byte 0x80: 7 is no token")
    #expect((fields["values"] as? [Any])?.count == 2)
  }

  @Test func `names and texts of a blob cannot steer a terminal`() async throws {
    let folder = try emptyFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try await inspect("--make", ".", in: folder).status == 0)
    let url = folder.appending(path: "memblock-v1.dtb")
    var bytes = try Data(contentsOf: url)
    let place = try #require(bytes.range(of: Data("reserve-mem-v1".utf8)))
    bytes[place.lowerBound] = 0x1b
    try bytes.write(to: url)
    let result = try await inspect("memblock-v1.dtb", in: folder)
    #expect(result.status == 1)
    #expect(!result.text.contains("\u{1B}") && result.text.contains("·eserve-mem-v1"))
  }

  @Test func `names and texts of a blob are escaped in JSON, whatever they are made of`()
    async throws
  {
    let folder = try emptyFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try await inspect("--make", ".", in: folder).status == 0)
    let url = folder.appending(path: "memblock-v1.dtb")
    let bytes = try Data(contentsOf: url)
    let place = try #require(bytes.range(of: Data("reserve-mem-v1".utf8)))
    for (text, code) in [("\u{7F}", "\\u007f"), ("\u{9B}", "\\u009b"), ("\u{202E}", "\\u202e")] {
      var changed = bytes
      changed.replaceSubrange(
        place.lowerBound..<place.lowerBound + text.utf8.count, with: Data(text.utf8))
      try changed.write(to: url)
      let result = try await inspect("--json", "memblock-v1.dtb", in: folder)
      #expect(!result.text.contains(text), "\(code)")
      _ = try JSONSerialization.jsonObject(with: Data(result.text.utf8))
    }
  }

  @Test func `a pipe is read to its end`() async throws {
    let folder = try emptyFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try await inspect("--make", ".", in: folder).status == 0)
    let pipe = folder.appending(path: "pipe").path
    #expect(mkfifo(pipe, 0o600) == 0)
    let blob = try Data(contentsOf: folder.appending(path: "kho-v2.dtb"))
    let writer = Thread {
      guard let file = FileHandle(forWritingAtPath: pipe) else { return }
      for half in [blob.prefix(100), blob.dropFirst(100)] {
        try? file.write(contentsOf: half)
        usleep(50_000)
      }
    }
    writer.start()
    let result = try await inspect("pipe", in: folder)
    #expect(result.status == 0 && result.text.hasPrefix("pipe: kho-v2, before Linux 7.1"))
  }

  @Test func `a wrong command line is told what is wrong with it`() async throws {
    let folder = try emptyFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let unknown = try await inspect("--nope", in: folder)
    #expect(unknown.status == 2 && unknown.errors.contains("Unknown option '--nope'"))
    for arguments in [[], [""], ["--make", ""], ["a", "--make", "b"]] {
      let result = try await BuiltProgram.run("kho-inspect", arguments, in: folder)
      #expect(result.status == 2 && result.text.isEmpty)
      #expect(
        result.errors.contains("Name a file, a folder with --make, or a blob with --example."))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    let made = try await inspect("--make", "made/", in: folder)
    #expect(made.text.hasPrefix("made/kho-v1-february-2025.dtb\n"))
  }

  @Test func `no command, no file and no blob end with 2, 3 and 4`() async throws {
    let folder = try emptyFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try await inspect(in: folder).status == 2)
    #expect(try await inspect("a", "--make", "b", in: folder).status == 2)
    #expect(try await inspect("--nonsense", in: folder).status == 2)
    #expect(try await inspect("a.dtb", in: folder).status == 3)
    #expect(try await inspect(".", in: folder).status == 3)
    try Data("no blob".utf8).write(to: folder.appending(path: "a.dtb"))
    #expect(try await inspect("--make", "a.dtb", in: folder).status == 3)
    let result = try await inspect("a.dtb", in: folder)
    #expect(result.status == 4)
    #expect(result.text.isEmpty)
    #expect(result.errors == "kho-inspect: a.dtb: byte 0x6: the header takes 40 bytes\n")
    #expect(try await inspect("--help", in: folder).status == 0)
  }
}
