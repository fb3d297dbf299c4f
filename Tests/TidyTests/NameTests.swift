// What has a name is named elsewhere too: kinds of findings in tests, and in the code of documents only
// what there is.

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

  /// What a document names in code and no program has: `--long-options`, commands of weft, and the names
  /// of programs that `swift run` starts.
  private func complaints(_ text: String, of path: String, code: [String]) -> [String] {
    // ArgumentParser brings these, or SwiftPM and swift-format have them.
    let foreign: Set = [
      "help", "version", "generate-completion-script", "product", "target", "strict",
    ]
    var complaints: [String] = []
    let shown = self.code(in: text)
    for match in shown.matches(of: /(?:^|\s)--([a-z][a-z-]+)/) {
      let name = String(match.output.1)
      if foreign.contains(name) || code.contains(where: { has(option: name, $0) }) { continue }
      complaints.append("\(path): error: no command has the option --\(name)")
    }
    let commands = /swift run (?:-c release )?([a-z-]+)|\bweft(?: review)? ([a-z][a-z-]+)/
    // What 'swift run' starts may be weft, with a command of its own behind it.
    let unbuilt = shown.replacing("swift run weft ", with: "weft ")
    for match in unbuilt.matches(of: commands) {
      let name = String(match.output.1 ?? match.output.2 ?? "")
      // A revision stands where a command of 'weft review' could.
      if ["help", "main"].contains(name) { continue }
      if !code.contains(where: { $0.contains("ame: \"\(name)\"") }) {
        complaints.append("\(path): error: there is no command \(name)")
      }
    }
    return complaints
  }

  /// The code of a document, a line for each span and each line of a block of `sh`, without comments.
  private func code(in text: String) -> String {
    let blocks = text.matches(of: /(?s)\n```sh\n(.*?)\n```/).flatMap { block in
      block.output.1.split(separator: "\n").map { $0.prefix { $0 != "#" } }
    }
    return (text.matches(of: /`([^`\n]+)`/).map(\.output.1) + blocks).joined(separator: "\n")
  }

  private func has(option: String, _ source: String) -> Bool {
    let words = option.split(separator: "-")
    let property =
      words[0] + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    return ["var \(property) ", "var \(property):", "customLong(\"\(option)\")"]
      .contains { source.contains($0) }
  }

  private func source(_ path: String) throws -> String {
    try String(contentsOf: Checkout.root.appending(path: path), encoding: .utf8)
  }

  @Test func `commands and options that documents show exist`() throws {
    var code = [try source("Package.swift")]
    for folder in ["Sources", "Tools"] {
      code += try Checkout.files(below: folder, ending: ".swift").values
    }
    var documents = try Checkout.files(below: "Tools/Manual/Spec", ending: ".md")
    #expect(documents.count > 10)
    for path in [
      "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "Sources/Starter/Book/readme.md",
    ] {
      documents[path] = try source(path)
    }
    for (path, text) in documents.sorted(by: { $0.key < $1.key }) {
      for complaint in complaints(text, of: path, code: code) { Issue.record("\(complaint)") }
    }
  }

  @Test func `a shown option or command that nothing has is an error`() {
    let code = [
      "@Flag var lineSet = false", "name: .customLong(\"repeat\")", "commandName: \"check\"",
    ]
    #expect(complaints("`./weft check --line-set --help --repeat`", of: "a.md", code: code).isEmpty)
    #expect(complaints("weft is --no code\n", of: "a.md", code: code).isEmpty)
    let text = """
      `weft chek --line`
      ```sh
      swift run wefd  # weft is --this
      swift run weft chekk
      ```

      """
    #expect(
      complaints(text, of: "a.md", code: code) == [
        "a.md: error: no command has the option --line", "a.md: error: there is no command chek",
        "a.md: error: there is no command wefd", "a.md: error: there is no command chekk",
      ])
  }

  /// Names of types and files that a document has in code and nobody else knows.
  private func complaints(_ text: String, of path: String, files: [String: String]) -> [String] {
    let code = files.values.joined(separator: "\n")
    return text.matches(of: /`([A-Z][a-z]+[A-Z]\w+|[\w+-]+\.swift)`/).map { String($0.output.1) }
      .filter { name in
        name.hasSuffix(".swift")
          ? !files.keys.contains { $0 == name || $0.hasSuffix("/\(name)") }
          : ["struct", "class", "enum", "protocol", "actor", "name: \"", "func"].allSatisfy {
            word in
            let begin = word.hasSuffix("\"") ? word + name + "\"" : "\(word) \(name)"
            return !code.contains(begin)
          }
      }
      .map { "\(path): error: there is no \($0)" }
  }

  @Test func `types and files that documents name exist`() throws {
    var files = ["Package.swift": try source("Package.swift")]
    for folder in ["Sources", "Tools", "Tests", "Plugins"] {
      try files.merge(Checkout.files(below: folder, ending: ".swift")) { $1 }
    }
    for path in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"] {
      for complaint in complaints(try source(path), of: path, files: files) {
        Issue.record("\(complaint)")
      }
    }
  }

  @Test func `a type or file that nobody has is an error`() {
    let files = ["Sources/Run/EvidenceKey.swift": "struct EvidenceKeys {}\n"]
    let text = "`EvidenceKeys` in `EvidenceKey.swift`, `BookPages` in `BookPage.swift`, `Book`\n"
    #expect(
      complaints(text, of: "a.md", files: files) == [
        "a.md: error: there is no BookPages", "a.md: error: there is no BookPage.swift",
      ])
  }

  @Test func `the chapter that README shows is one of the manual, where it is run`() throws {
    let readme = try source("README.md")
    let sample = try #require(readme.firstMatch(of: /(?s)\n````markdown\n(.*?\n)````\n/)).output.1
    #expect(String(sample) == (try source("Tools/Manual/Spec/Writing/04-sample.md")))
  }
}
