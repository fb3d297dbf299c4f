// What the site's JSON looks like, beside what Foundation's encoder writes.

import Book
import Evidence
import Foundation
import Testing
import Trials

@testable import Weave

struct JSONTextTests {
  @Test(arguments: [false, true])
  func `any text is written as the encoder writes it`(escapingSlashes: Bool) throws {
    let encoder = JSONEncoder()
    if !escapingSlashes { encoder.outputFormatting = .withoutEscapingSlashes }
    let scalars =
      (0..<0x100).map { $0 } + [0x2028, 0x2029, 0xD7FF, 0xFEFF, 0xFFFF, 0x1_F600, 0x10_FFFF]
    var random = SeededGenerator(seed: 41)
    for _ in 0..<500 {
      let length = Int.random(in: 0..<12, using: &random)
      let text = (0..<length).reduce(into: "") { text, _ in
        let scalar = scalars.randomElement(using: &random).flatMap { Unicode.Scalar(UInt32($0)) }
        if let scalar { text.unicodeScalars.append(scalar) }
      }
      let expected = String(decoding: try encoder.encode([text]), as: UTF8.self)
      let written = JSONText.texts([text]).written(escapingSlashes: escapingSlashes)
      #expect(written == expected, "seed 41: \(text.unicodeScalars.map(\.value))")
    }
  }

  @Test(arguments: [0, 1, -3, 0.5, 12, 1e-5, 0.001, 123_456.75, 1e9, 1e16, 1e21])
  func `numbers are written as the encoder writes them`(number: Double) throws {
    let expected = String(decoding: try JSONEncoder().encode([number]), as: UTF8.self)
    #expect(JSONText.list([.decimal(number)]).written() == expected)
  }

  @Test(arguments: [Double.infinity, -.infinity, .nan])
  func `what is no number is none`(number: Double) {
    #expect(JSONText.list([.decimal(number)]).written() == "[null]")
  }

  @Test func `members without value are left out`() {
    let value = JSONText.members([
      ("a", nil), ("b\"", .number(-1)), ("c", nil), ("d", .list([.flag(true), .text("x")])),
    ])
    #expect(value.written() == #"{"b\"":-1,"d":[true,"x"]}"#)
    #expect(JSONText.members([("a", nil)]).written() == "{}")
  }

  @Test func `what programs read is what the encoder would write`() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    func text(_ value: some Encodable) throws -> String {
      String(decoding: try encoder.encode(value), as: UTF8.self)
    }
    for optional in [nil, "x/y"] {
      let entry = IndexExport.Entry(
        kind: .test, name: "a", detail: optional, chapter: "b", address: "c",
        verdict: optional.map { _ in .notRun }, seconds: optional.map { _ in 0.25 },
        rules: optional.map { [$0] })
      #expect(entry.json.written() == (try text(entry)))
      let rule = RulesExport.Entry(
        id: "a", text: "b", location: Location(file: "c", line: 4, column: 2), standing: .unproved,
        unprovedReason: optional, releases: ["6.18"], ours: optional == nil, elsewhere: optional,
        proofs: [RulesExport.Proof(test: "t", location: Location(file: "f"), verdict: .gap)])
      #expect(rule.json.written() == (try text(rule)))
    }
    let term = TermsExport.Entry(
      name: "a", definition: "b", chapter: "c", address: "d", uses: ["e"])
    #expect(term.json.written() == (try text(term)))
  }
}
