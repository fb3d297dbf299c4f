// What has a name is named elsewhere too: kinds of findings in tests, what README mentions in code.

import Foundation
import Testing

struct NameTests {
  /// The cases of the closed list of kinds, each with its raw value.
  private func kinds(in source: String) -> [(name: String, value: String)] {
    let pattern = /^    case (\w+)(?: = "([a-z0-9-]+)")?$/
    return source.split(separator: "\n").compactMap { $0.firstMatch(of: pattern) }
      .map { (String($0.1), String($0.2 ?? $0.1)) }
  }

  private func complaints(kinds: [(name: String, value: String)], tests: [String]) -> [String] {
    kinds.filter { kind in
      !tests.contains { text in
        ["\"\(kind.value)\"", "\"\(kind.value): ", ".\(kind.name)"].contains { text.contains($0) }
      }
    }
    .map { "error: no test meets a finding of the kind \($0.value); add one" }
  }

  @Test func `every kind of finding is in some test`() throws {
    let source = Checkout.root.appending(path: "Sources/Book/Finding+Kind.swift")
    let kinds = kinds(in: try String(contentsOf: source, encoding: .utf8))
    #expect(kinds.count > 30)
    let tests = try Checkout.files(below: "Tests", ending: ".swift")
    for complaint in complaints(kinds: kinds, tests: Array(tests.values)) {
      Issue.record("\(complaint)")
    }
  }

  @Test func `a kind that no test names is an error`() {
    let kinds = kinds(in: "    case compiler\n    case deadLink = \"dead-link\"\n    case x: 1\n")
    #expect(kinds.map(\.value) == ["compiler", "dead-link"])
    #expect(complaints(kinds: kinds, tests: ["kind == .compiler", "\"dead-link\""]).isEmpty)
    #expect(
      complaints(kinds: kinds, tests: [".compiler"]) == [
        "error: no test meets a finding of the kind dead-link; add one"
      ])
  }

  /// What a text mentions and no code has: `--long-options`, and the names of programs that
  /// `swift run` starts.
  private func complaints(readme: String, code: [String]) -> [String] {
    var complaints: [String] = []
    // ArgumentParser brings these, or SwiftPM has them.
    let foreign: Set = ["help", "generate-completion-script"]
    for match in readme.matches(of: /--([a-z][a-z-]+)/) where !foreign.contains(String(match.1)) {
      let words = match.1.split(separator: "-")
      let property =
        words[0]
        + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }
        .joined()
      if !code.contains(where: {
        $0.contains("var \(property) ") || $0.contains("var \(property):")
      }) {
        complaints.append("README.md: error: no command has the option \(match.0)")
      }
    }
    for match in readme.matches(of: /swift run (?:-c release )?([a-z-]+)|`\.\/weft ([a-z]+)/) {
      let name = String(match.1 ?? match.2 ?? "")
      if !code.contains(where: { $0.contains("ame: \"\(name)\"") }) {
        complaints.append("README.md: error: there is no command \(name)")
      }
    }
    return complaints
  }

  @Test func `commands and options that README mentions exist`() throws {
    let readme = try String(
      contentsOf: Checkout.root.appending(path: "README.md"), encoding: .utf8)
    var code = [
      try String(contentsOf: Checkout.root.appending(path: "Package.swift"), encoding: .utf8)
    ]
    for folder in ["Sources", "Tools"] {
      code += try Checkout.files(below: folder, ending: ".swift").values
    }
    for complaint in complaints(readme: readme, code: code) { Issue.record("\(complaint)") }
  }

  @Test func `a mentioned option or command that nothing has is an error`() {
    let code = ["@Flag var lineSet = false", "commandName: \"check\""]
    #expect(complaints(readme: "`./weft check --line-set --help`", code: code).isEmpty)
    #expect(
      complaints(readme: "`./weft chek --line`, swift run weft", code: code) == [
        "README.md: error: no command has the option --line",
        "README.md: error: there is no command chek", "README.md: error: there is no command weft",
      ])
  }
}
