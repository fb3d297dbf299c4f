// Whatever a tool prints, a reader must come to its end.

import Evidence
import Testing
import Trials

/// Random bytes, with pieces of what the readers look for among them.
private func noise(_ generator: inout SeededGenerator) -> [UInt8] {
  let pieces = [
    #"{"kind":"event","payload":{"#, #"{"kind":"test","payload":{"id":"a","name":"`"#, "}}", "\n",
    #""testID":"a""#, "Spec/Zoo/01-cages.md", ":1:2", ":-1:99999999999999999999", ": error: ",
    "SF:", "DA:", "1,2", "end_of_record", "[1/2] ", "`", "Fatal error", "*** ", " ***", " at 0x",
    " at ", "é", "undefined reference to", "warning: ", "Test case passing ", " argument", " to ",
  ]
  return (0..<Int.random(in: 0...40, using: &generator)).flatMap { _ in
    Bool.random(using: &generator)
      ? Array((pieces.randomElement(using: &generator) ?? "").utf8)
      : (0..<Int.random(in: 0...5, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
  }
}

@Suite struct `Readers of tools` {
  @Test func `survive any bytes in any pieces`() {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<3000 {
      var events = EventStreamReader(names: smallNames)
      var compiler = CompilerOutput(names: smallNames)
      for _ in 0..<3 {
        events.read(noise(&generator)[...])
        events.print(noise(&generator)[...])
        compiler.read(noise(&generator)[...])
      }
      let said = String(decoding: noise(&generator), as: UTF8.self)
      _ = events.finish(.crashed(signal: 4, standardError: said))
      compiler.finish()
      _ = Coverage(lcov: noise(&generator), names: smallNames)
      _ = try? EvidenceRecord(decoding: noise(&generator))
    }
  }

  @Test func `lines come out whole however the bytes are cut, and bounded`() {
    let seed: UInt64 = 3
    var generator = SeededGenerator(seed: seed)
    let text = Array("one\n\ntwo words\n12345678901\nlast".utf8)
    for round in 0..<200 {
      var reader = LineReader(limit: 10)
      var lines: [String] = []
      var rest = text[...]
      while !rest.isEmpty {
        let count = Int.random(in: 1...8, using: &generator)
        reader.read(rest.prefix(count)) { lines.append(String(decoding: $0, as: UTF8.self)) }
        rest = rest.dropFirst(count)
      }
      reader.finish { lines.append(String(decoding: $0, as: UTF8.self)) }
      #expect(
        lines == ["one", "", "two words", "1234567890", "last"], "seed \(seed), round \(round)")
    }
  }
}
