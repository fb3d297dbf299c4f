// kho-inspect as a script sees it: exit codes and channels.

import Foundation
import Testing

struct InspectLineTests {
  private func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "kho-inspect-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  private func inspect(
    _ arguments: String..., in folder: URL
  ) throws -> BuiltProgram.Outcome {
    try BuiltProgram.run("kho-inspect", arguments, in: folder)
  }

  @Test func `each example blob is what its name says`() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let made = try inspect("--make", "examples", in: folder)
    #expect(made.status == 0 && made.errors.isEmpty)
    let files = made.output.split(separator: "\n").map(String.init)
    #expect(files.count == 9)
    for file in files {
      let result = try inspect(file, in: folder)
      switch file {
      case "examples/cut-off.dtb":
        #expect(result.status == 4)
        #expect(
          result.output == """
            examples/cut-off.dtb: not a whole blob, 120 of 196 bytes
              0x0054  / (name at 0x19)  "kho-v1"
              0x0068  / (name at 0x4)   0x100001000
              readable up to 0x0070: byte 0x4: 196 bytes in all, and 120 are there

            """)
        #expect(result.errors.contains("196 bytes, and 120 are there"))
      case "examples/wrong-name.dtb":
        #expect(result.status == 1 && result.output.contains("otherwise like kho-v2"))
      default:
        #expect(result.status == 0, "\(file)")
        #expect(result.output.hasSuffix("\n  no violation\n"), "\(file)")
        #expect(result.errors.isEmpty, "\(file)")
      }
    }
  }

  @Test func `a blob is JSON for programs`() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try inspect("--make", ".", in: folder).status == 0)
    let result = try inspect("--json", "wrong-name.dtb", in: folder)
    #expect(result.status == 1)
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    let report = try #require(object as? [String: Any])
    #expect(report["layout"] as? String == "kho-v4, Linux 7.2 and 7.3")
    #expect(report["clean"] as? Bool == false)
    let violations = try #require(report["violations"] as? [[String: Any]])
    #expect(violations.map { $0["text"] as? String } == ["there is no blob-size"])
    #expect(violations.map { $0["offset"] as? Int } == [0x74])
  }

  @Test func `a blob with a damaged middle is shown up to there`() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try inspect("--make", ".", in: folder).status == 0)
    let url = folder.appending(path: "kho-v1.dtb")
    var bytes = try Data(contentsOf: url)
    bytes[0x83] = 7
    try bytes.write(to: url)
    let result = try inspect("kho-v1.dtb", in: folder)
    #expect(result.status == 4)
    #expect(result.output.hasPrefix("kho-v1.dtb: not a whole blob, 196 bytes\n"))
    #expect(result.output.contains("/ preserved-memory-map  0x100001000\n"))
    #expect(result.output.hasSuffix("  readable up to 0x0080: byte 0x80: 7 is no token\n"))
    #expect(result.errors == "kho-inspect: kho-v1.dtb: byte 0x80: 7 is no token\n")
    let report = try inspect("--json", "kho-v1.dtb", in: folder)
    #expect(report.status == 4)
    let object = try JSONSerialization.jsonObject(with: Data(report.output.utf8))
    let fields = try #require(object as? [String: Any])
    #expect(fields["clean"] as? Bool == false && fields["readTo"] as? Int == 0x80)
    #expect(fields["fault"] as? String == "byte 0x80: 7 is no token")
    #expect((fields["values"] as? [Any])?.count == 2)
  }

  @Test func `names and texts of a blob cannot steer a terminal`() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try inspect("--make", ".", in: folder).status == 0)
    let url = folder.appending(path: "memblock-v1.dtb")
    var bytes = try Data(contentsOf: url)
    let place = try #require(bytes.range(of: Data("reserve-mem-v1".utf8)))
    bytes[place.lowerBound] = 0x1b
    try bytes.write(to: url)
    let result = try inspect("memblock-v1.dtb", in: folder)
    #expect(result.status == 1)
    #expect(!result.output.contains("\u{1B}") && result.output.contains("·eserve-mem-v1"))
  }

  @Test func `no command, no file and no blob end with 2, 3 and 4`() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try inspect(in: folder).status == 2)
    #expect(try inspect("a", "--make", "b", in: folder).status == 2)
    #expect(try inspect("--nonsense", in: folder).status == 2)
    #expect(try inspect("a.dtb", in: folder).status == 3)
    #expect(try inspect(".", in: folder).status == 3)
    try Data("no blob".utf8).write(to: folder.appending(path: "a.dtb"))
    #expect(try inspect("--make", "a.dtb", in: folder).status == 3)
    let result = try inspect("a.dtb", in: folder)
    #expect(result.status == 4)
    #expect(result.output.isEmpty)
    #expect(result.errors == "kho-inspect: a.dtb: byte 0x7: the header takes 40 bytes\n")
    #expect(try inspect("--help", in: folder).status == 0)
  }
}
