// `weft review --run` with programs that read what the book states: four runs, and witnesses by them.

import Foundation
import Programs
import Testing
import Trials

struct ReviewReaderTests {
  private func chapter(_ order: String, name: String = "note-v1") -> String {
    """
    # A

    Text.

    ```yaml binding=note
    \(ReviewedRepository.schema(order, name: name))
    ```

    """
  }

  /// A reader of a note: its name, then the eight bytes behind the property's head, in an order.
  private func reader(_ order: String, name: String = "note-v1") -> String {
    """
    import Foundation

    let bytes = [UInt8](FileManager.default.contents(atPath: CommandLine.arguments[1]) ?? Data())
    func place(of text: String) -> Int? {
      let wanted = Array(text.utf8) + [0]
      return (0..<max(0, bytes.count - wanted.count)).first {
        Array(bytes[$0..<$0 + wanted.count]) == wanted
      }
    }
    let head: [UInt8] = [0, 0, 0, 3, 0, 0, 0, 8]
    guard place(of: "\(name)") != nil,
      let start = (0..<bytes.count - 20).last(where: { Array(bytes[$0..<$0 + 8]) == head })
    else {
      FileHandle.standardError.write(Data("this is no \(name)\\n".utf8))
      exit(1)
    }
    let value = bytes[start + 12..<start + 20]
    let number = value.\(order == "big" ? "reduce" : "reversed().reduce")(UInt64(0)) { $0 << 8 | UInt64($1) }
    print("note \(name)")
    print("start 0x" + String(number, radix: 16))

    """
  }

  /// A writer of a note, whose number is 0x1234 in an order.
  private func writer(_ order: String, name: String = "note-v1") -> String {
    """
    import Foundation

    func cell(_ number: Int) -> [UInt8] {
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
    let text = Array("\(name)".utf8) + [0]
    let value: [UInt8] = \(order == "big" ? "[0, 0, 0, 0, 0, 0, 0x12, 0x34]" : "[0x34, 0x12, 0, 0, 0, 0, 0, 0]")
    let structure =
      cell(1) + cell(0) + cell(3) + cell(text.count) + cell(0) + text + cell(3) + cell(8)
      + cell(11) + value + cell(2) + cell(9)
    let strings = Array("compatible\\0start\\0".utf8)
    let header = [
      0xd00d_feed, 56 + structure.count + strings.count, 56, 56 + structure.count, 40, 17, 16, 0,
      strings.count, structure.count,
    ]
    let blob = header.flatMap(cell) + [UInt8](repeating: 0, count: 16) + structure + strings
    FileHandle.standardOutput.write(Data(blob))

    """
  }

  @Test(.timeLimit(.minutes(15)))
  func `each revision's own program writes what both read`() async throws {
    let repository = try await BuiltRepository("writers")
    try addReader(to: repository)
    let manifest = try String(contentsOfFile: repository.path("Package.swift"), encoding: .utf8)
    try repository.write(
      manifest.replacing(
        "    .plugin(name:",
        with:
          "    .executableTarget(name: \"note-write\", path: \"Tools/Writer\"),\n    .plugin(name:"),
      to: "Package.swift")
    try repository.write(
      "title: T\nparts: [P]\nreaders: {note: note-read}\nwriters: {note: note-write}\n",
      to: "Spec/book.yml")
    try repository.write(reader("native"), to: "Tools/Reader/main.swift")
    try repository.write(writer("native"), to: "Tools/Writer/main.swift")
    try await repository.commit(chapter("native"), as: "one")
    try repository.write(reader("big"), to: "Tools/Reader/main.swift")
    try repository.write(writer("big"), to: "Tools/Writer/main.swift")
    try await repository.commit(chapter("big"), as: "two")
    let silent = try await repository.review("one", "two", "--run")
    #expect(silent.status == 1)
    #expect(
      silent.text.contains(
        "witness by programs, written by a program, UP: 'start 0x1234' is misread: 'start 0x3412000000000000'"
      ), "\(silent.text)\(silent.errors)")
    #expect(silent.text.contains("base, program") && silent.text.contains("head, program"))

    // A writer that does not follow its own schema.
    try repository.write(writer("big", name: "note-v9"), to: "Tools/Writer/main.swift")
    try await repository.commit(as: "three")
    let told = try await repository.json("two", "three", "--run")
    #expect(told["status"] as? String == "inconclusive")
    let omissions = try #require(told["omissions"] as? [String])
    #expect(
      omissions.contains {
        $0.contains("head's program writes it otherwise than head's schema says")
      }, "\(omissions)")
  }

  private func addReader(to repository: BuiltRepository) throws {
    let manifest = try String(contentsOfFile: repository.path("Package.swift"), encoding: .utf8)
    try repository.write(
      manifest.replacing(
        "    .plugin(name:",
        with:
          "    .executableTarget(name: \"note-read\", path: \"Tools/Reader\"),\n    .plugin(name:"),
      to: "Package.swift")
    try repository.write(
      "title: T\nparts: [P]\nreaders: {note: note-read}\n", to: "Spec/book.yml")
  }

  @Test(.timeLimit(.minutes(15)))
  func `each revision's own program reads what both write`() async throws {
    let repository = try await BuiltRepository("readers")
    try await repository.commit(chapter("native"), as: "unread")
    try addReader(to: repository)
    try repository.write(reader("native"), to: "Tools/Reader/main.swift")
    try await repository.commit(as: "one")
    try repository.write(reader("big"), to: "Tools/Reader/main.swift")
    try await repository.commit(chapter("big"), as: "two")
    let silent = try await repository.review("one", "two", "--run", "--html", ".build/review.html")
    #expect(silent.status == 1)
    #expect(
      silent.text.contains(
        "witness by programs, UP: 'start 0x12345000' is misread: 'start 0x50341200000000'"),
      "\(silent.text)\(silent.errors)")
    let html = try String(contentsOfFile: repository.path(".build/review.html"), encoding: .utf8)
    #expect(html.contains("UP witness by programs, ") && html.contains(">Four runs</h2>"))

    // With a new name the old reader refuses what the new writer writes.
    try repository.write(reader("big", name: "note-v2"), to: "Tools/Reader/main.swift")
    try await repository.commit(chapter("big", name: "note-v2"), as: "three")
    let declared = try await repository.json("one", "three", "--run")
    let runs = try #require((declared["fourRuns"] as? [[String: Any]])?.first)
    let head = try #require(runs["head"] as? [String: Any])
    #expect(head["comparison"] as? String == "refused" && head["disagreement"] == nil)
    let byBase = try #require(head["readByBase"] as? [String: Any])
    #expect(byBase["reason"] as? String == "this is no note-v1")

    // A reader that changed alone is told, and one that is not there is not run.
    try await repository.git("checkout", "--quiet", "one")
    try repository.write(reader("big"), to: "Tools/Reader/main.swift")
    try await repository.commit(as: "four")
    let alone = try await repository.review("one", "four", "--run")
    #expect(alone.status == 4, "\(alone.text)")
    #expect(alone.text.contains("by the schemas head reads it as base does, and its program does"))
    let unread = try await repository.review("unread", "two", "--run")
    #expect(unread.text.contains("not run: its book.yml names no reader of note"), "\(unread.text)")
    #expect(unread.text.contains("witness by schemas, UP: "))
  }
}
