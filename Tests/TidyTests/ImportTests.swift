// Each target imports what it declares, and declares what it imports.

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
