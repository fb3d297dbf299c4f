// Each target imports what it declares, and declares what it imports; and programs are run in one way.

import Testing

struct ImportTests {
  @Test func `every import is declared, and every declared module is imported`() async throws {
    let targets = try await DeclaredTarget.all(inManifest: Checkout.manifest())
    #expect(targets.contains { $0.name == "TidyTests" })
    for target in targets {
      let files = try Checkout.files(
        below: target.folder, ending: ".swift", without: target.excluded)
      #expect(!files.isEmpty, "\(target.name)")
      for complaint in target.complaints(importing: files) { Issue.record("\(complaint)") }
    }
  }

  @Test func `an import that is not declared is an error`() {
    let target = DeclaredTarget(name: "Weave", modules: ["Book"])
    let files = ["a.swift": "import Book\nimport Testing\n@testable import Evidence\n"]
    #expect(
      target.complaints(importing: files) == [
        "a.swift: error: Evidence is imported but not declared; add it to the dependencies of"
          + " Weave in Package.swift"
      ])
  }

  @Test func `an import counts in whatever way it is written`() {
    let text = """
      import A
      @testable import B
      package import C
      internal import D
      @preconcurrency private import E
      @_spi(Inner) public import F
      import struct G.H
      import I // for its values
        import J
      // import L
      let text = "import M"
            import N
      """
    #expect(
      DeclaredTarget.imports(of: text) == ["A", "B", "C", "D", "E", "F", "G", "I", "J"])
  }

  @Test func `a declared module that no file imports is an error, but not for a part's tests`() {
    let files = [
      "a.swift": "package import Book\n", "b.swift": "#if DEBUG\n  import Lexer\n",
    ]
    var target = DeclaredTarget(name: "Weave", modules: ["Book", "Lexer", "Tangle"])
    #expect(
      target.complaints(importing: files) == [
        "Package.swift: error: Weave declares Tangle, which none of its files imports; remove it"
      ])
    target.isTangled = true
    #expect(target.complaints(importing: files).isEmpty)
  }
}

/// Tests wait for programs without blocking the threads that other tests run on.
struct ProcessTests {
  private func complaints(_ files: [String: String]) -> [String] {
    files.sorted { $0.key < $1.key }.flatMap { path, text in
      text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        .filter { $0.element.contains(/\bProcess\(\)/) && !$0.element.contains("\"") }
        .map {
          "\(path):\($0.offset + 1): error: Foundation's Process blocks a thread until the program"
            + " ends; use ChildProcess"
        }
    }
  }

  @Test(arguments: ["Sources", "Tools", "Tests"])
  func `every program is run by ChildProcess`(folder: String) throws {
    let files = try Checkout.files(below: folder, ending: ".swift")
    #expect(!files.isEmpty)
    for complaint in complaints(files) { Issue.record("\(complaint)") }
  }

  @Test func `Foundation's Process is an error`() {
    #expect(
      complaints(["a.swift": "let a = ChildProcess(\"sh\", [])\n  let b = Process()\n"]) == [
        "a.swift:2: error: Foundation's Process blocks a thread until the program ends; use"
          + " ChildProcess"
      ])
  }
}
