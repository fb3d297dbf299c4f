// Citations in text: where they are found, and where they lead.

import Testing

@testable import Book

private func source(_ pattern: String, _ address: String) throws -> CitedSource {
  try CitedSource(pattern: pattern, address: address)
}

/// The citations in a text: what they are, and what follows the host of their address.
private func found(_ text: String, _ sources: [CitedSource]) -> [String] {
  let bytes = Array(text.utf8)
  return sources.citations(in: bytes).map { citation in
    let words = String(decoding: bytes[citation.range], as: UTF8.self)
    return "\(words) → \(citation.address.dropFirst("https://e.org/".count))"
  }
}

@Suite struct `Citations` {
  @Test func `are found by words, spaces and placeholders`() throws {
    let sources = [
      try source("`{file}`, {release}", "https://e.org/{file}?h=v{release}"),
      try source("commit {hash}", "https://e.org/c/{hash}"),
      try source("RFC {number}", "https://e.org/rfc{number}"),
      try source("{name}({section})", "https://e.org/man{section}/{name}"),
    ]
    #expect(
      found("In `mm/alloc.c`,\n6.12. See RFC 9110, kexec(8) and commit 7d163a75f821.", sources) == [
        "`mm/alloc.c`,\n6.12 → mm/alloc.c?h=v6.12", "RFC 9110 → rfc9110", "kexec(8) → man8/kexec",
        "commit 7d163a75f821 → c/7d163a75f821",
      ])
  }

  @Test func `of several patterns at one place the first counts`() throws {
    let sources = [
      try source("tools {hash}", "https://e.org/tools/{hash}"),
      try source("{hash}", "https://e.org/kernel/{hash}"),
    ]
    #expect(
      found("(tools 7d163a75f821, 2f2ad90060f6)", sources) == [
        "tools 7d163a75f821 → tools/7d163a75f821", "2f2ad90060f6 → kernel/2f2ad90060f6",
      ])
  }

  @Test(arguments: [
    "000000000000", "abcdefabcdef", "7d163a75f82", "x7d163a75f821", "7d163a75f821g",
    "é7d163a75f821",
    "7D163A75F821", "7d163a75f8217d163a75f8217d163a75f8217d163a75f821",
  ])
  func `a hash has 12 to 40 digits, letters and figures, and is a word`(text: String) throws {
    #expect(found(text, [try source("{hash}", "https://e.org/{hash}")]).isEmpty)
  }

  @Test(arguments: [
    "`alloc.c`", "`/proc/iomem`", "`../a.c`", "`a//b`", "`a/`", "``a/b``", "`a b/c`",
  ])
  func `a file is a path with a slash, from no root`(text: String) throws {
    #expect(found(text, [try source("`{file}`", "https://e.org/{file}")]).isEmpty)
  }

  @Test func `a dot behind a release or a name ends the sentence`() throws {
    let sources = [
      try source("Linux {release}", "https://e.org/{release}"),
      try source("by {name}", "https://e.org/{name}"),
    ]
    #expect(
      found("Since Linux 6.12. Made by kexec-tools. Linux 6", sources)
        == ["Linux 6.12 → 6.12", "by kexec-tools → kexec-tools"])
  }

  @Test func `nothing is taken twice, and long words cost no more than their length`() throws {
    let sources = [try source("a{file}", "https://e.org/{file}")]
    #expect(found(String(repeating: "a/", count: 5000), sources).isEmpty)
    #expect(found("aa/b aa/b", sources) == ["aa/b → a/b", "aa/b → a/b"])
  }
}
