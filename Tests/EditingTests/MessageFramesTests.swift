// Messages out of a pipe, in whatever pieces they come.

import Testing
import Trials

@testable import Editing

struct MessageFramesTests {
  private func texts(_ pieces: [[UInt8]]) throws -> [String] {
    var frames = MessageFrames()
    var texts: [String] = []
    for piece in pieces {
      frames.add(piece)
      while let message = try frames.next() {
        texts.append(String(decoding: message, as: UTF8.self))
      }
    }
    return texts
  }

  @Test func `messages are whole, however the bytes are cut`() throws {
    let messages = ["{}", "{\"a\":\"ä\"}", "", String(repeating: "x", count: 100_000)]
    let bytes = messages.flatMap { MessageFrames.framed(Array($0.utf8)) }
    #expect(try texts([bytes]) == messages)
    var random = SeededGenerator(seed: 1)
    for _ in 0..<20 {
      var (rest, pieces) = (bytes[...], [[UInt8]]())
      while !rest.isEmpty {
        let count = min(rest.count, Int.random(in: 1...5000, using: &random))
        pieces.append(Array(rest.prefix(count)))
        rest = rest.dropFirst(count)
      }
      #expect(try texts(pieces) == messages)
    }
  }

  @Test(arguments: [
    "content-length:2\r\n\r\n{}", "Content-Type: x\r\nContent-Length:  2 \r\n\r\n{}",
  ])
  func `a header may have other fields, and be written in other cases`(text: String) throws {
    #expect(try texts([Array(text.utf8)]) == ["{}"])
  }

  @Test(arguments: [
    ("Content-Length: -1\r\n\r\n", "'-1' is no length of a message"),
    (
      "Content-Length: 99999999999999999999\r\n\r\n",
      "'99999999999999999999' is no length of a message"
    ),
    ("Content-Length: 67108865\r\n\r\n", "'67108865' is no length of a message"),
    ("Length: 2\r\n\r\n{}", "a message has no Content-Length"),
    (String(repeating: "x", count: 5000), "no message begins with so long a header"),
  ])
  func `bytes that are no messages are told`(text: String, words: String) {
    #expect { try texts([Array(text.utf8)]) } throws: { "\($0)" == words }
  }
}
