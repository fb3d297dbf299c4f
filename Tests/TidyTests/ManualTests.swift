// All that an author can write or call is in the manual, named as code: commands and their options, kinds
// of findings, roles and attributes of fences, keys of book.yml and of front matter.

import Book
import Foundation
import Testing

struct ManualTests {
  /// Something that the manual has to name.
  private struct Subject {
    /// What it is, for a complaint.
    var kind: String
    var name: String
  }

  /// The names that a pattern finds in a source, each once and in order.
  private func names(_ pattern: Regex<(Substring, Substring)>, in source: String) -> [String] {
    Set(source.matches(of: pattern).map { String($0.output.1) }).sorted()
  }

  /// The long options that a file of the command line declares and does not hide.
  private func declaredOptions(in source: String) -> [String] {
    var declaration: String?
    var options: [String] = []
    for line in source.split(separator: "\n") {
      if line.contains(/^  @(?:Option|Flag)\b/) { declaration = "" }
      guard let text = declaration else { continue }
      declaration = text + line
      guard let variable = line.firstMatch(of: /\bvar (\w+)/) else { continue }
      let custom = text.firstMatch(of: /\.customLong\("([a-z-]+)"\)/).map { String($0.output.1) }
      if !text.contains("help: .hidden") { options.append(custom ?? hyphenated(variable.output.1)) }
      declaration = nil
    }
    return options
  }

  /// `codeOnly` as the command line writes it.
  private func hyphenated(_ name: Substring) -> String {
    name.map { $0.isUppercase ? "-" + $0.lowercased() : String($0) }.joined()
  }

  /// The words that chapters name as code, without the brackets and commas around them.
  private func words(ofCodeIn chapters: [String]) -> Set<String> {
    let code = chapters.flatMap { text in
      text.matches(of: /`([^`\n]+)`/).map(\.output.1)
        + text.matches(of: /(?s)\n```sh\n(.*?)\n```/).map(\.output.1)
    }
    let edges: Set<Character> = [",", ":", "[", "]", "(", ")", "{", "}", "\""]
    return Set(
      code.flatMap { $0.split(whereSeparator: \.isWhitespace) }.map { word in
        let rest = word.drop { edges.contains($0) }
        return String(rest.reversed().drop { edges.contains($0) }.reversed())
      })
  }

  private func complaints(_ subjects: [Subject], named words: Set<String>) -> [String] {
    // An attribute is named with its sign, with or without a value.
    let keys = words.compactMap { word in word.firstIndex(of: "=").map { word[...$0] } }
    let known = words.union(keys.map(String.init))
    let near = NearMisses(known.sorted())
    return subjects.filter { !known.contains($0.name) }.map { subject in
      let end = near.nearest(to: subject.name).map { "; is '\($0)' meant for it?" } ?? "; add it"
      return "Tools/Manual: error: no chapter names the \(subject.kind) '\(subject.name)' as code"
        + end
    }
  }

  private func source(_ path: String) throws -> String {
    try String(contentsOf: Checkout.root.appending(path: path), encoding: .utf8)
  }

  /// The texts of chapters whose paths begin so, in order.
  private func chapters(_ prefix: String) throws -> [String] {
    let all = try Checkout.files(below: "Tools/Manual/Spec", ending: ".md")
    let found = all.filter { $0.key.hasPrefix("Tools/Manual/Spec/\(prefix)") }
    try #require(!found.isEmpty)
    return found.sorted { $0.key < $1.key }.map(\.value)
  }

  @Test func `the manual names every kind of finding`() throws {
    let kinds = Finding.Kind.allCases.map { Subject(kind: "finding", name: $0.rawValue) }
    let words = words(ofCodeIn: try chapters("Running/02-findings"))
    for complaint in complaints(kinds, named: words) { Issue.record("\(complaint)") }
  }

  @Test func `the manual names every command and every option`() throws {
    let files = try Checkout.files(below: "Sources/Command", ending: ".swift").values
    let commands = files.flatMap { names(/commandName: "([a-z-]+)"/, in: $0) }
    let options = files.flatMap { declaredOptions(in: $0) }
    #expect(commands.count > 15 && options.count > 30)
    let subjects =
      Set(commands).sorted().map { Subject(kind: "command", name: $0) }
      + Set(options).sorted().map { Subject(kind: "option", name: "--\($0)") }
    for complaint in complaints(subjects, named: words(ofCodeIn: try chapters(""))) {
      Issue.record("\(complaint)")
    }
  }

  @Test func `the manual names every role and attribute of a fence`() throws {
    let grammar = try source("Sources/Book/Fence+InfoString.swift")
    let lists = grammar.matches(
      of: /static let (?:roles|layoutKeys|schemaKeys|releaseKeys) =\s+(\[[^\]]*\])/)
    let listed = lists.map { names(/"([a-z-]+)"/, in: String($0.output.1)) }
    try #require(listed.count == 4)
    let attributes =
      listed[0] + listed[1] + listed[2]
      + names(/case "([a-z-]+)": read\w+\(value, word\)/, in: grammar) + [
        "binding"
      ]
    #expect(attributes.contains("rule") && attributes.contains("form-of"))
    let subjects =
      (listed[3] + ["output"]).map { Subject(kind: "role", name: $0) }
      + attributes.map { Subject(kind: "attribute", name: $0 + "=") }
    for complaint in complaints(subjects, named: words(ofCodeIn: try chapters("Writing/02"))) {
      Issue.record("\(complaint)")
    }
  }

  @Test func `the manual names what a rule says of releases`() throws {
    let claim = try source("Sources/Book/ReleaseClaim.swift")
    let keys = try #require(claim.firstMatch(of: /static let keys = (\[[^\]]*\])/)).output.1
    let subjects = names(/"([a-z]+)"/, in: String(keys)).map { Subject(kind: "word", name: $0) }
    #expect(subjects.count == 4)
    let words = words(ofCodeIn: try chapters("Proving/01-rules")).map {
      $0.split(separator: "=").first.map(String.init) ?? $0
    }
    for complaint in complaints(subjects, named: Set(words)) { Issue.record("\(complaint)") }
  }

  @Test func `the manual names every key of a book and of front matter`() throws {
    let keys = names(/case "([a-z-]+)":/, in: try source("Sources/Book/ManifestReader.swift"))
    #expect(keys.contains("title") && keys.contains("defaults"))
    let book = words(ofCodeIn: try chapters("Publishing/01-book-yml"))
    let front = names(
      /case "([a-z-]+)":/, in: try source("Sources/Book/ChapterReader+FrontMatter.swift"))
    #expect(front.contains("title"))
    let found =
      complaints(keys.map { Subject(kind: "key", name: $0) }, named: book)
      + complaints(
        front.map { Subject(kind: "front matter", name: $0) },
        named: words(ofCodeIn: try chapters("Writing/01-chapters")))
    for complaint in found { Issue.record("\(complaint)") }
  }

  @Test func `what the manual does not name is an error, and a near miss is told`() {
    let source = """
        @Flag(
          name: .customLong("repeat"), help: "Again.")
        var times = false
        @Option(help: .hidden)
        var task: String?
        @Flag var codeOnly = false
        var folder = ""
      """
    #expect(declaredOptions(in: source) == ["repeat", "code-only"])
    let words = words(ofCodeIn: ["Say `rule=ID,ID` (`--repeet 3`), `[about: x]`, and bare."])
    #expect(words == ["rule=ID,ID", "--repeet", "3", "about", "x"])
    let subjects = ["rule=", "--repeat", "about", "bare"].map { Subject(kind: "word", name: $0) }
    #expect(
      complaints(subjects, named: words) == [
        "Tools/Manual: error: no chapter names the word '--repeat' as code; is '--repeet' meant for it?",
        "Tools/Manual: error: no chapter names the word 'bare' as code; add it",
      ])
  }
}
