// `weft review` as a script sees it: real repositories, exit codes, channels.

import Foundation
import Testing
import Trials

struct ReviewCommandTests {
  private func schema(_ order: String, name: String = "note-v1") -> String {
    ReviewedRepository.schema(order, name: name)
  }

  @Test func `a change of byte order is found, with both places, and ends with 1`() async throws {
    let repository = try await ReviewedRepository()
    defer { repository.remove() }
    try await repository.commit(schema("native"), as: "one")
    try await repository.commit("# moved\n" + schema("big"), as: "two")
    let result = try await repository.review("one", "two")
    #expect(result.status == 1)
    let lines = result.text.split(separator: "\n").map(String.init)
    #expect(
      lines[0]
        == "BREAKING: what base writes at note:/start is misread by head (an update): the bytes"
        + " of a number are in another order.")
    #expect(
      lines.contains(
        "Spec/P/01-a.md:9:49: breaking: the bytes of a number are in another order [order-changed]")
    )
    #expect(lines.contains("    note:/start (native → big)"))
    #expect(lines.contains("    UP misread, BACK misread"))
    #expect(lines.contains("    base: Spec/P/01-a.md:8:49"))
    #expect(lines.contains { $0.hasPrefix("    witness by schemas, UP: 0x12345000 is misread: ") })
    #expect(lines.contains { $0.contains("[name-bump-missing]") })
  }

  @Test func `the working tree is compared when no head is given`() async throws {
    let repository = try await ReviewedRepository()
    defer { repository.remove() }
    try await repository.commit(schema("native"), as: "one")
    #expect(try await repository.review("one").status == 0)
    try repository.write(
      "# T\n\nMoved.\n\n```yaml binding=note\n\(schema("big", name: "note-v2"))\n```\n",
      to: "Spec/P/01-a.md")
    let result = try await repository.review("one")
    #expect(result.status == 0)
    #expect(result.text.contains("order-changed"))
    #expect(
      result.text.contains(
        "UP refused-declared, BACK refused-declared; without the new name: UP misread, BACK misread"
      ))
    #expect(try await repository.review("one", "--fail-on", "risky").status == 1)
  }

  @Test func `equal formats end with 0, wherever the text went`() async throws {
    let repository = try await ReviewedRepository()
    defer { repository.remove() }
    try await repository.commit(schema("native"), as: "one")
    try await repository.commit("# A remark.\n\n" + schema("native"), as: "two")
    let result = try await repository.review("one..two")
    #expect(result.status == 0)
    #expect(result.text.hasPrefix("No format changed.\n"))
  }

  @Test func `what cannot be decided ends with 4, unless it may pass`() async throws {
    let repository = try await ReviewedRepository()
    defer { repository.remove() }
    try await repository.commit(schema("native"), as: "one")
    let optional = schema("native").replacing(
      "required:", with: "  more: {$ref: types.yaml#/definitions/uint32}\nrequired:")
    try await repository.commit(optional, as: "two")
    #expect(try await repository.review("one", "two", "--profile", "additive").status == 1)
    try await repository.commit(schema("native") + "\nnot: {}", as: "three")
    #expect(try await repository.review("one", "three", "--profile", "additive").status == 4)
    #expect(
      try await repository.review("one", "three", "--profile", "additive", "--allow-inconclusive")
        .status
        == 0)
  }

  @Test func `programs get JSON with a status, and forges a comment`() async throws {
    let repository = try await ReviewedRepository()
    defer { repository.remove() }
    try await repository.commit(schema("native"), as: "one")
    try await repository.commit(schema("big"), as: "two")
    let result = try await repository.review("one", "two", "--json", "--markdown", "comment.md")
    let object = try JSONSerialization.jsonObject(with: Data(result.text.utf8)) as? [String: Any]
    #expect(object?["status"] as? String == "findings")
    let findings = try #require(object?["findings"] as? [[String: Any]])
    #expect(findings.first?["rule"] as? String == "order-changed")
    let comment = try String(
      contentsOf: repository.folder.appending(path: "comment.md"), encoding: .utf8)
    #expect(comment.hasPrefix("<!-- weft review -->\n\n**BREAKING: what base writes"))
    #expect(comment.contains("| `note` | note-v1 | misread | misread | 2 breaking |"))
  }

  @Test func `what cannot be loaded ends with 3 and names it`() async throws {
    let repository = try await ReviewedRepository()
    defer { repository.remove() }
    try await repository.commit(schema("native"), as: "one")
    let none = try await repository.review("nowhere")
    #expect(none.status == 3)
    #expect(none.errors.hasPrefix("error: there is no revision 'nowhere' in this repository"))
    try await repository.commit("properties: [", as: "broken")
    let broken = try await repository.review("one", "broken")
    #expect(broken.status == 3)
    #expect(broken.errors.contains("Spec/P/01-a.md:6:1: error: this is not YAML"))
    #expect(try await repository.review("broken", "one").status == 3)
  }

  @Test func `a missing object ends with 3, never with a clean review`() async throws {
    let repository = try await ReviewedRepository()
    defer { repository.remove() }
    try await repository.commit(schema("native"), as: "one")
    try await repository.commit(schema("big"), as: "two")
    let objects = repository.folder.appending(path: ".git/objects")
    let found = try #require(
      FileManager.default.enumerator(atPath: objects.path)?.compactMap { $0 as? String })
    // All that only the first revision has, and neither commit needs.
    let before = try await repository.review("one", "two")
    #expect(before.status == 1)
    var statuses: Set<Int32?> = []
    for path in found where path.contains("/") && !path.hasPrefix("pack") && !path.hasPrefix("info")
    {
      let url = objects.appending(path: path)
      let bytes = try Data(contentsOf: url)
      try FileManager.default.removeItem(at: url)
      let result = try await repository.review("one", "two")
      statuses.insert(result.status)
      #expect(result.status == 3 || result.text == before.text, "\(path): \(result)")
      try bytes.write(to: url)
    }
    #expect(statuses.contains(3))
  }

  @Test func `what could not be read of a book is not taken for gone or new`() async throws {
    let repository = try await ReviewedRepository()
    defer { repository.remove() }
    try await repository.commit(ReviewedRepository.schema("native"), as: "one")
    for (number, parts) in ["[../../etc, P]", "[P/x]", "&a [*a]", "[]", "7"].enumerated() {
      try repository.write("title: T\nparts: \(parts)\n", to: "Spec/book.yml")
      try await repository.commit(as: "parts-\(number)")
      for pair in [("one", "parts-\(number)"), ("parts-\(number)", "one")] {
        let said = try await repository.review(pair.0, pair.1)
        #expect(said.status == 3, "\(parts): \(said.text)")
        #expect(said.errors.contains("Spec/book.yml of parts-\(number) cannot be read"))
      }
    }
    try repository.write("title: T\nparts: [P]\n", to: "Spec/book.yml")
    try repository.write([0x23, 0x20, 0xff, 0x0a], to: "Spec/P/02-b.md")
    try await repository.commit(as: "bytes")
    let bytes = try await repository.review("one", "bytes")
    #expect(bytes.status == 4 && bytes.text.contains("UTF-8"), "\(bytes.text)")
    try FileManager.default.removeItem(atPath: repository.folder.path + "/Spec/P/02-b.md")
    try FileManager.default.createSymbolicLink(
      atPath: repository.folder.path + "/Spec/P/02-b.md", withDestinationPath: "/etc/passwd")
    try await repository.commit(as: "link")
    let link = try await repository.review("link", "one")
    #expect(link.status == 4, "\(link.text)")
  }

  @Test func `of a shallow clone it is said that revisions are not there`() async throws {
    let repository = try await ReviewedRepository()
    defer { repository.remove() }
    for (order, tag) in [("native", "one"), ("big", "two")] {
      try await repository.commit(ReviewedRepository.schema(order), as: tag)
    }
    let source = repository.folder.absoluteString
    try await repository.git("clone", "--quiet", "--depth", "1", source, "shallow")
    let said = try await BuiltProgram.weft(
      ["review", "HEAD~1..HEAD"], in: repository.folder.appending(path: "shallow"))
    #expect(said.status == 3)
    #expect(said.errors.contains("'git fetch --unshallow' gets the rest"), "\(said.errors)")
  }

  @Test func `a folder that is no repository, and a wrong command line, are told`() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "weft-review-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(
      at: folder.appending(path: "Spec"), withIntermediateDirectories: true)
    try Data().write(to: folder.appending(path: "Package.swift"))
    try Data("title: T\nparts: [P]\n".utf8).write(to: folder.appending(path: "Spec/book.yml"))
    #expect(try await BuiltProgram.weft(["review", "main"], in: folder).status == 3)
    for arguments in [
      ["review"], ["review", "a", "--profile", "lax"], ["review", "a", "--fail-on", "nothing"],
      ["review", "a.."], ["review", "a...b"], ["review", "explain", "order-chnged"],
    ] { #expect(try await BuiltProgram.weft(arguments, in: folder).status == 2, "\(arguments)") }
  }

  @Test func `a rule is explained, and all are listed`() async throws {
    let folder = FileManager.default.temporaryDirectory
    let one = try await BuiltProgram.weft(["review", "explain", "order-changed"], in: folder)
    #expect(one.status == 0)
    #expect(
      one.text == """
        order-changed (breaking, types)
            What: the bytes of a number are in another order.
            UP, written by the old revision and read by the new one: misread.
            BACK, written by the new revision and read by the old one: misread.
            Needs a new name: always.
            Why: the length is the same, so that each side reads another number and neither notices.
            Mend: raise the name of the node; nothing else protects a reader.

        """)
    let all = try await BuiltProgram.weft(["review", "explain", "--json"], in: folder)
    let rules = try JSONSerialization.jsonObject(with: Data(all.text.utf8)) as? [[String: Any]]
    #expect((rules?.count ?? 0) > 150)
  }
}
