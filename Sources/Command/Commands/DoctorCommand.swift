// `weft doctor`: what is missing on this machine.

import ArgumentParser
import Foundation
import TextTables

struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Tells what is missing on this machine, what it is for and how to get it.",
    discussion: """
      Looks for what weft itself uses: the toolchain with its libraries, cmark-gfm, and other \
      programs. What a book's own tests need is the book's to say. Nothing is installed. Ends with 4 \
      when something is missing that 'weft build' cannot do without, else with 0.
      """)

  @Flag(help: "Print the result as JSON on standard output.")
  var json = false

  func run() async throws {
    let requirements = try await Doctor.ofThisMachine().requirements
    if json {
      print(try requirements.jsonText())
    } else {
      for line in Self.lines(requirements) { print(line) }
    }
    if requirements.contains(where: \.isMissing) { throw ExitStatus.incomplete }
  }

  /// A table of what is there, and a line for each thing that is not.
  static func lines(_ requirements: [Requirement]) -> [String] {
    let rows = requirements.map { [$0.name, $0.found ?? "missing"] }
    let missing = requirements.filter { $0.found == nil }.map { requirement in
      let weight = requirement.isNeeded ? "error" : "warning"
      return "\(weight): there is no \(requirement.name), which \(requirement.purpose);"
        + " \(requirement.remedy)"
    }
    return (TextTable(["what", "found"], rows).lines + missing).map { Console.cleaned($0) }
  }
}

extension Requirement {
  /// Whether nothing can be built for want of it.
  var isMissing: Bool { isNeeded && found == nil }
}
