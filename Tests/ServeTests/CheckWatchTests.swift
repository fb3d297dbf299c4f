// `weft check --watch` as an editor has it. There is no toolchain in the path, so every pass is quick.

import Foundation
import Programs
import Testing
import Trials

@Suite struct `weft check that watches` {
  private let root = FileManager.default.temporaryDirectory
    .appending(path: "weft-watching-\(UUID().uuidString)")

  private func write(_ text: String, to path: String) throws {
    let url = root.appending(path: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  @Test func `checks again at each save, and Control-C ends it with 0`() async throws {
    try write("// none\n", to: "Package.swift")
    try write("title: T\nparts: [Zoo]\n", to: "Spec/book.yml")
    try write("# A\n\nZebra.\n", to: "Spec/Zoo/01-a.md")
    defer { try? FileManager.default.removeItem(at: root) }
    var weft = ChildProcess.built("weft", ["check", "--watch"], in: root)
    weft.environment["PATH"] = "/nowhere"
    var process: pid_t = 0
    var said = ""
    var isEdited = false
    let (ending, errors) = try await weft.run {
      process = $0
    } onOutput: { bytes in
      said += String(decoding: bytes, as: UTF8.self)
      if said.contains("nothing wrong"), !isEdited {
        isEdited = true
        #expect(throws: Never.self) { try write("# A\n\n[b](02-b.md)\n", to: "Spec/Zoo/01-a.md") }
      }
      if said.contains("1 findings") { kill(process, SIGINT) }
    }
    #expect(ending == .exited(0))
    #expect(said.hasPrefix("checking\n1 chapters, 0 rules: nothing wrong\nchecking\n"))
    let finding = "Spec/Zoo/01-a.md:3:5: error: there is no chapter 'Spec/Zoo/02-b.md'"
    #expect(String(decoding: errors, as: UTF8.self).contains(finding))
  }
}
