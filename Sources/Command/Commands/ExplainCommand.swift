// `weft explain`: what a kind of finding means, and how to mend it.

import ArgumentParser
import Book
import Foundation
import TextTables

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Tells what a kind of finding means.",
    discussion: """
      Kinds are those that 'weft check --json' prints: dead-link, empty-proof, … Without one, all \
      of them are listed.
      """)

  @Argument(
    help: "The kind, such as dead-link.",
    completion: .list(Finding.Kind.allCases.map(\.rawValue)))
  var kind: String?

  @Flag(help: "Print the result as JSON.")
  var json = false

  func validate() throws {
    guard let kind, Finding.Kind(rawValue: kind) == nil else { return }
    throw ValidationError(
      "there is no kind '\(Console.cleaned(kind))'"
        + suggestion(
          for: kind, among: Finding.Kind.allCases.map(\.rawValue),
          otherwise: "'weft explain' lists all"))
  }

  func run() throws {
    let kinds = kind.flatMap(Finding.Kind.init).map { [$0] } ?? Finding.Kind.allCases
    if json {
      let entries = kinds.map { Entry(kind: $0.rawValue, explanation: $0.explanation) }
      print(try entries.jsonText())
    } else {
      print(kinds.map { "\($0.rawValue)\n    \($0.explanation)" }.joined(separator: "\n\n"))
    }
  }

  private struct Entry: Codable {
    var kind: String
    var explanation: String
  }
}
