// What editors are told to look for is what weft prints.

import Book
import Foundation
import Testing

@testable import Command

struct EditorSetupTests {
  /// Findings as they are printed, and what an editor has to read from each line.
  private let lines: [(text: String, parts: [String])] = {
    let place = Location(file: "Spec/Zoo/02-lions.md", line: 31, column: 5)
    let message = "there is no 'a: b'; did you mean 'c'?"
    let findings = [
      Finding(.deadLink, place, message, notes: [Finding.Note(place, message)]),
      Finding(.gap, place, message, severity: .warning),
    ]
    let printed = findings.flatMap { $0.description.split(separator: "\n") }
    return zip(printed, ["error", "note", "warning"]).map { line, severity in
      (String(line), [place.file, "31", "5", severity, message])
    }
  }()

  private func expect(_ pattern: Regex<AnyRegexOutput>, reads line: (text: String, parts: [String]))
  {
    let match = line.text.wholeMatch(of: pattern)
    #expect(match != nil, "\(line.text)")
    let parts = match?.output.dropFirst().map { String($0.substring ?? "") } ?? []
    #expect(parts == line.parts)
  }

  @Test func `the problem matcher of Visual Studio Code reads what is printed`() throws {
    struct Tasks: Decodable {
      struct Task: Decodable {
        var command: String
        var problemMatcher: Matcher
      }
      struct Matcher: Decodable {
        var pattern: Pattern
        var background: Background
      }
      struct Pattern: Decodable { var regexp: String }
      struct Background: Decodable { var beginsPattern, endsPattern: String }
      var tasks: [Task]
    }
    let tasks = try JSONDecoder().decode(Tasks.self, from: Data(EditorSetup.vsCode.text.utf8))
    let task = try #require(tasks.tasks.first)
    #expect(lines.count == 3)
    for line in lines { expect(try Regex(task.problemMatcher.pattern.regexp), reads: line) }
    let background = task.problemMatcher.background
    #expect(try "checking".contains(Regex(background.beginsPattern)))
    for end in [
      "3 chapters, 2 rules: nothing wrong", "1 chapters, 0 rules: 4 findings", "error: no",
    ] {
      #expect(try end.contains(Regex(background.endsPattern)))
      #expect(try !end.contains(Regex(background.beginsPattern)))
    }
    for line in lines { #expect(try !line.text.contains(Regex(background.endsPattern))) }
    #expect(task.command == "weft check --watch")
  }

  @Test func `the error format of Vim reads what is printed`() throws {
    let text = EditorSetup.vim.text
    let start = try #require(text.firstRange(of: "errorformat=")).upperBound
    let formats = text[start...].replacing("\\ ", with: " ").split(separator: ",")
    #expect(formats.count == 3)
    for (line, word) in zip(lines, ["error", "note", "warning"]) {
      let format = try #require(formats.first { $0.contains("%t\(word.dropFirst()):") })
      let pattern = format.replacing("%f", with: "(.+?)").replacing("%l", with: "(\\d+)")
        .replacing("%c", with: "(\\d+)").replacing("%t\(word.dropFirst())", with: "(\(word))")
        .replacing("%m", with: "(.*)")
      expect(try Regex(String(pattern)), reads: line)
    }
  }

  @Test func `the patterns of flycheck read what is printed`() throws {
    let rows = EditorSetup.emacs.text.matches(
      of: /\((error|warning|info) line-start (.*) line-end\)/)
    #expect(rows.count == 3)
    for (line, level) in zip(lines, ["error", "info", "warning"]) {
      let row = try #require(rows.first { $0.output.1 == level })
      let word = level == "info" ? "note" : level
      let pattern = row.output.2.replacing("\" ", with: "").replacing(" \"", with: "")
        .replacing("(file-name)", with: "(.+?)").replacing("line", with: "(\\d+)")
        .replacing("column", with: "(\\d+)").replacing(": \(word): ", with: ": (\(word)): ")
        .replacing("(message)", with: "(.*)").replacing("\"", with: "")
      expect(try Regex(String(pattern)), reads: line)
    }
  }
}
