// SHA-256 against the examples of FIPS 180-4, and against coreutils' sha256sum.

import Programs
import Testing
import Trials

@testable import Book

@Suite struct `Digests` {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func `are those of the standard`(text: String, digest: String) {
    #expect(Digest(of: Array(text.utf8)).description == digest)
  }

  @Test func `of every length are those of sha256sum, in whatever pieces the bytes come`()
    async throws
  {
    for length in [1, 55, 56, 57, 63, 64, 65, 119, 120, 128, 1000, 70_001] {
      let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ length) }
      var hasher = DigestHasher()
      for start in stride(from: 0, to: length, by: 37) {
        hasher.add(bytes[start..<min(length, start + 37)])
      }
      let digest = hasher.digest()
      #expect(digest == Digest(of: bytes))
      #expect(try await digest.description == sum(bytes), "\(length) bytes")
    }
  }

  @Test func `of texts tell where one ends and the next begins`() {
    func digest(_ texts: String...) -> Digest {
      var hasher = DigestHasher()
      for text in texts { hasher.add(text) }
      return hasher.digest()
    }
    #expect(digest("ab", "c") != digest("a", "bc") && digest("ab", "c") == digest("ab", "c"))
  }

  private func sum(_ bytes: [UInt8]) async throws -> String {
    var process = ChildProcess("sha256sum", [])
    process.input = bytes
    return try await String(process.output().text.prefix(64))
  }
}
