// The published schema of reviews, asked by a validator that nobody here wrote: Python's jsonschema, which
// comes with dtschema.

import Foundation
import Programs
import Testing
import Trials

enum ReviewSchema {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardizedFileURL

  private static let script = """
    import json, sys
    from jsonschema import Draft202012Validator
    asked = json.load(sys.stdin)
    Draft202012Validator.check_schema(asked["schema"])
    for error in Draft202012Validator(asked["schema"]).iter_errors(asked["value"]):
      print("/".join(map(str, error.absolute_path)) + ": " + error.message[:200])

    """

  /// What of a value is not as the schema that weft prints says.
  static func faults(in value: Any) async throws -> [String] {
    let schema = try await BuiltProgram.weft(["review", "schema"], in: root)
    let asked = [
      "schema": try JSONSerialization.jsonObject(with: Data(schema.text.utf8)), "value": value,
    ]
    let python = root.appending(path: ".build/tools/bin/python").path
    var process = ChildProcess(python, ["-c", script])
    process.input = [UInt8](try JSONSerialization.data(withJSONObject: asked))
    let said = try await process.output()
    try #require(said.status == 0, "\(said.errors)")
    return said.text.split(separator: "\n").map(String.init)
  }
}

struct ReviewSchemaTests {
  private func object(_ said: ChildProcess.Output) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(said.text.utf8))
    return try #require(object as? [String: Any], "\(said.errors)")
  }

  @Test func `what reviews print follows the published schema`() async throws {
    let repository = try await ReviewedRepository()
    defer { repository.remove() }
    try await repository.commit(ReviewedRepository.schema("native"), as: "one")
    let example = "/ { compatible = \"note-v1\"; start = [00 10 00 00 00 00 00 00]; };"
    let chapter = try repository.text(of: "Spec/P/01-a.md")
    try repository.write(
      chapter + "\n```dts binding=note\n\(example)\n```\n\n> **a.b** One. (unproved: it is)\n",
      to: "Spec/P/01-a.md")
    #expect(try await repository.review("accept-release", "1.0").status == 0)
    try repository.write(
      "- fingerprint: 'none'\n  reason: a\n  owner: b\n  until: 2026-07-01\n",
      to: "Spec/waivers.yml")
    try await repository.commit(as: "two")
    try await repository.commit(ReviewedRepository.schema("big"), as: "three")
    for arguments in [
      ["one", "one"], ["one", "two", "--against", "released"], ["two", "three"], ["three"],
      ["two", "three", "--against", "released", "--profile", "additive"],
    ] {
      let said = try await BuiltProgram.weft(
        ["review"] + arguments + ["--json"], in: repository.folder)
      #expect(try await ReviewSchema.faults(in: object(said)) == [], "\(arguments)")
    }
  }

  @Test func `what a review must not print, the schema refuses`() async throws {
    let repository = try await ReviewedRepository()
    defer { repository.remove() }
    try await repository.commit(ReviewedRepository.schema("native"), as: "one")
    try await repository.commit(ReviewedRepository.schema("big"), as: "two")
    let report = try object(await repository.review("one", "two", "--json"))
    #expect(try await ReviewSchema.faults(in: report) == [])
    for (key, value) in [
      ("status", "fine" as Any), ("more", 1), ("findings", [[:]]), ("verdict", 1),
      ("base", ["name": "a"]),
    ] {
      var wrong = report
      wrong[key] = value
      #expect(try await !ReviewSchema.faults(in: wrong).isEmpty, "\(key)")
    }
    for key in ["status", "findings", "omissions", "fourRuns"] {
      var wrong = report
      wrong[key] = nil
      #expect(try await !ReviewSchema.faults(in: wrong).isEmpty, "without \(key)")
    }
  }
}
