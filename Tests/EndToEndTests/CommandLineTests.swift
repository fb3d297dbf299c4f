// The command line as a script sees it: exit codes and channels.

import Foundation
import Programs
import Testing
import Trials

struct CommandLineTests {
  private func makeFolder(_ files: [String: String]) throws -> URL {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "weft-line-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (path, text) in files {
      let url = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    return folder
  }

  private func weft(
    _ arguments: [String], files: [String: String] = [:]
  ) async throws -> ChildProcess.Output {
    let folder = try makeFolder(files)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await BuiltProgram.weft(arguments, in: folder)
  }

  private let book = [
    "Package.swift": "", "Spec/book.yml": "title: A book\nparts: [Part]\n",
    "Spec/Part/01-a.md": "# A\n\nText.\n",
  ]

  @Test func `a clean check ends with 0 and one line`() async throws {
    let result = try await weft(["check"], files: book)
    #expect(result.status == 0)
    #expect(result.text == "1 chapters, 0 rules: nothing wrong\n")
    #expect(result.errors.isEmpty)
  }

  @Test func `findings end with 1, each on standard error`() async throws {
    var files = book
    files["Spec/Part/01-a.md"] = "# A\n\n[b](02-b.md)\n"
    let result = try await weft(["check"], files: files)
    #expect(result.status == 1)
    #expect(
      result.errors == "Spec/Part/01-a.md:3:5: error: there is no chapter 'Spec/Part/02-b.md';"
        + " did you mean 'Spec/Part/01-a.md'?\n")
  }

  @Test func `findings are JSON for programs`() async throws {
    var files = book
    files["Spec/Part/01-a.md"] = "# A\n\n```swift tset\n```\n"
    let result = try await weft(["check", "--json"], files: files)
    #expect(result.status == 1)
    let object = try JSONSerialization.jsonObject(with: Data(result.text.utf8))
    let findings = (object as? [String: Any])?["findings"] as? [[String: Any]]
    #expect(findings?.first?["kind"] as? String == "unknown-role")
    let edit = (findings?.first?["edits"] as? [[String: Any]])?.first
    #expect(edit?["old"] as? String == "tset" && edit?["new"] as? String == "test")
  }

  @Test func `a book with findings is not woven, and the last site stays`() async throws {
    let folder = try makeFolder([
      "Package.swift": "", "Spec/book.yml": "title: A book\nparts: [Part]\n",
      "Spec/Part/01-a.md": "# A\n\n[b](02-b.md)\n", "Site/public/index.html": "the last good one",
    ])
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try await BuiltProgram.weft(["weave"], in: folder).status == 1)
    let site = try BuiltProgram.files(in: folder.appending(path: "Site"))
    #expect(
      site.mapValues { String(decoding: $0, as: UTF8.self) } == [
        "public/index.html": "the last good one"
      ])
  }

  @Test func `a file for which there is no room is told in a sentence, and the last site stays`()
    async throws
  {
    var files = book
    files["Spec/Part/01-a.md"] = "# A\n\n" + String(repeating: "Text.\n\n", count: 200)
    let folder = try makeFolder(files)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try await BuiltProgram.weft(["weave"], in: folder).status == 0)
    let before = try BuiltProgram.files(in: folder.appending(path: "Site"))
    try Data("# A\n\n\(String(repeating: "Other text.\n\n", count: 200))".utf8)
      .write(to: folder.appending(path: "Spec/Part/01-a.md"))
    // No file may have more than one block of 512 bytes.
    var shell = ChildProcess.built("weft", in: folder)
    shell.arguments = ["-c", "trap '' XFSZ; ulimit -f 1; exec \"$0\" weave", shell.program]
    shell.program = "/bin/sh"
    let result = try await shell.output()
    #expect(result.status == 4)
    #expect(
      result.errors.contains(
        #/error: Site/\.public-\d+/Part/01-a\.\S+ cannot be written: File too large\n/#),
      "\(result.errors)")
    #expect(try BuiltProgram.files(in: folder.appending(path: "Site")) == before)
  }

  @Test func `a report that cannot be written ends with 4, and says why`() async throws {
    let result = try await weft(["check", "--sarif", "/dev/full"], files: book)
    #expect(result.status == 4)
    let reason = "error: /dev/full cannot be written: No space left on device\n"
    #expect(result.errors.hasSuffix(reason), "\(result.errors)")
  }

  @Test func `a package that cannot be built in does not count as code that does not compile`()
    async throws
  {
    let blocked = [".build/weft/swift": "no folder\n"]
    let result = try await weft(["build"], files: book.merging(blocked) { $1 })
    #expect(result.status == 4)
    #expect(
      result.errors.hasSuffix("error: .build/weft/swift cannot be written: File exists\n"),
      "\(result.errors)")
    #expect(result.text.isEmpty)
  }

  @Test(arguments: [["--nonsense"], ["biuld"], ["bench", "--runs", "0"], ["tangle"]])
  func `a wrong command line ends with 2`(arguments: [String]) async throws {
    let result = try await weft(arguments, files: book)
    #expect(result.status == 2)
    #expect(!result.errors.isEmpty && result.text.isEmpty)
  }

  @Test func `a bench of a book that has not run says that its pages lack evidence`() async throws {
    let result = try await weft(["bench", "--chapters", "1", "--runs", "1"], files: book)
    #expect(result.status == 0)
    #expect(result.errors.contains("note: no whole run is kept of this book as it is"))
    #expect(result.text.contains("weave here"))
  }

  @Test(arguments: [
    ["--shard", "0/3", "--results", "out"], ["--shard", "4/3", "--results", "out"],
    ["--shard", "x", "--results", "out"], ["--shard", "1/3"], ["--results", "out"],
    ["--shard", "1/3", "--results", "out", "--accept"],
    ["--shard", "1/3", "--results", "out", "--failed"],
  ])
  func `a wrong share ends with 2, says what is right and writes nothing`(arguments: [String])
    async throws
  {
    let folder = try makeFolder(book)
    defer { try? FileManager.default.removeItem(at: folder) }
    let result = try await BuiltProgram.weft(["test"] + arguments, in: folder)
    #expect(result.status == 2 && result.text.isEmpty)
    #expect(result.errors.hasPrefix("Error: --"))
    #expect(try BuiltProgram.files(in: folder).keys.sorted() == book.keys.sorted())
  }

  @Test func `results that are not there, or are none, end with 3 and write nothing`() async throws
  {
    var files = book
    files["empty/readme.txt"] = "nothing"
    files["out/a.results"] = "\u{0}\u{FFFD}<html>"
    let folder = try makeFolder(files)
    defer { try? FileManager.default.removeItem(at: folder) }
    let missing = try await BuiltProgram.weft(["merge", "nowhere", "empty"], in: folder)
    #expect(missing.status == 3 && missing.text.isEmpty)
    #expect(
      missing.errors
        == "error: nowhere: this is not there; give the files or folders with results\n"
        + "error: empty: no file here ends in .results; give the folder that --results named, or with"
        + " 'empty/*' those in it\n")
    let foreign = try await BuiltProgram.weft(["merge", "out", "--quiet"], in: folder)
    #expect(foreign.status == 3)
    let message = "error: out/a.results: this is no file of results; 'weft test --shard I/N"
    #expect(foreign.errors.hasPrefix(message))
    #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "Site").path))
  }

  @Test func `only regular files are results, and what they are called gives no terminal orders`()
    async throws
  {
    let folder = try makeFolder(book)
    defer { try? FileManager.default.removeItem(at: folder) }
    let out = folder.appending(path: "out")
    try FileManager.default.createDirectory(
      at: out.appending(path: "a.results"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: out.appending(path: "b.results").path, withDestinationPath: "/etc/passwd")
    #expect(mkfifo(out.appending(path: "c.results").path, 0o600) == 0)
    let name = "d\u{1B}[31m\n::error::x.results"
    try Data("x".utf8).write(to: out.appending(path: name))
    let huge = out.appending(path: "e.results")
    try Data().write(to: huge)
    #expect(truncate(huge.path, 3 << 30) == 0)
    let result = try await BuiltProgram.weft(["merge", "out"], in: folder)
    #expect(result.status == 3)
    let ways = "this is no regular file; give the files that --results made"
    #expect(
      result.errors.split(separator: "\n") == [
        "error: out/a.results: \(ways)", "error: out/b.results: \(ways)",
        "error: out/c.results: \(ways)",
        "error: out/e.results: this has 3221225472 bytes; results have up to 1073741824",
      ])
    for kind in ["a", "b", "c", "e"] {
      try FileManager.default.removeItem(at: out.appending(path: "\(kind).results"))
    }
    let named = try await BuiltProgram.weft(["merge", "out", "--github"], in: folder)
    #expect(
      named.errors.hasPrefix("error: out/d [31m ::error::x.results: this is no file of results"))
  }

  @Test func `the shares of a book list each test once`() async throws {
    var files = book
    files["Spec/Part/01-a.md"] =
      "# A\n\nText.\n\n"
      + (1...5).map { "```swift example\n\($0)  // → \($0)\n```\n" }.joined(separator: "\n")
    let folder = try makeFolder(files)
    defer { try? FileManager.default.removeItem(at: folder) }
    var places: [String] = []
    for number in 1...3 {
      let list = try await BuiltProgram.weft(
        ["test", "--list", "--shard", "\(number)/3"], in: folder)
      #expect(list.status == 0, "\(list.errors)")
      places += list.text.split(separator: "\n").dropLast().map(String.init)
    }
    #expect(places.count == 5 && Set(places).count == 5)
  }

  @Test func `a choice that names nothing ends with 2, and a list runs nothing`() async throws {
    var files = book
    files["Spec/Part/01-a.md"] = "# A\n\nText.\n\n```swift example\n1  // → 1\n```\n"
    let wrong = try await weft(["test", "Part/02-a.md"], files: files)
    #expect(wrong.status == 2 && wrong.text.isEmpty)
    let meant = "error: nothing is called 'Part/02-a.md'; did you mean 'Part/01-a.md'?\n"
    #expect(wrong.errors == meant)
    let list = try await weft(["test", "--list", "Part/01-a.md:6"], files: files)
    #expect(list.status == 0)
    #expect(list.text == "Spec/Part/01-a.md:5: not run: Example A\n1 test\n")
  }

  @Test(arguments: [
    ["check"], ["weave"], ["build", "--package-path", "/nonexistent"],
  ])
  func `no book ends with 3 and says what a book is`(arguments: [String]) async throws {
    let result = try await weft(arguments)
    #expect(result.status == 3)
    #expect(result.errors.hasPrefix("error: there is no "))
  }

  @Test(arguments: [
    (["check", "--json"], 3), (["build", "--json", "--nonsense"], 2),
    (["weave", "--json", "--package-path", "/nonexistent"], 3),
  ])
  func `with --json there is an object for every outcome`(arguments: [String], code: Int)
    async throws
  {
    let result = try await weft(arguments)
    #expect(result.status == Int32(code))
    let object = try JSONSerialization.jsonObject(with: Data(result.text.utf8))
    let ending = try #require(object as? [String: Any])
    #expect(ending["exitCode"] as? Int == code)
    let error = try #require(ending["error"] as? String)
    #expect(!error.isEmpty && result.errors.hasPrefix(error))
  }

  @Test(arguments: [
    ["--help"], ["help", "build"], ["--version"], ["--generate-completion-script", "bash"],
  ])
  func `help, version and completions end with 0 on standard output`(arguments: [String])
    async throws
  {
    let result = try await weft(arguments)
    #expect(result.status == 0)
    #expect(!result.text.isEmpty && result.errors.isEmpty)
  }

  @Test func `weaving writes the same bytes wherever the package lies`() async throws {
    var sites: [[String: Data]] = []
    for _ in 1...2 {
      let folder = try makeFolder(book)
      defer { try? FileManager.default.removeItem(at: folder) }
      #expect(try await BuiltProgram.weft(["weave"], in: folder).status == 0)
      sites.append(try BuiltProgram.files(in: folder.appending(path: "Site/public")))
    }
    #expect(sites[0].count >= 5 && sites[0] == sites[1])
  }
}
