// Asks the toolchain's clang how it lays out what headers state.

import Foundation
import Programs
import Review

struct HeaderCompiler {
  let clang: String
  let tree: HeaderTree

  /// Why there is no answer.
  struct Unanswered: Error {
    var message: String
    /// Whether the header is not there at all.
    var isAbsent = false
  }

  /// How many headers that are not there are taken as empty, for one header.
  private static let missingLimit = 64

  /// - Throws: `Unanswered`, or what keeps clang from being run.
  func answers(to questions: HeaderQuestions) async throws -> HeaderAnswers {
    guard questions.isPath else { throw Unanswered(message: "this is no path of a header") }
    guard tree.has(questions.header) else {
      throw Unanswered(message: "there is no such header", isAbsent: true)
    }
    var missing: [String] = []
    var refused: [String: String] = [:]
    while true {
      let checked = try await run(["-fsyntax-only", "-ferror-limit=0"], questions.source())
      let errors = checked.errors.split(separator: "\n").compactMap {
        $0.firstMatch(of: /^(.*?):([0-9]+):[0-9]+: (?:fatal )?error: (.*)/)
      }
      if let path = errors.lazy.compactMap({ $0.3.wholeMatch(of: /'(.*)' file not found/) }).first,
        missing.count < Self.missingLimit, try tree.addEmpty(String(path.1))
      {
        missing.append(String(path.1))
        continue
      }
      for error in errors {
        guard error.1 == "<stdin>", let line = Int(error.2),
          let question = questions.question(atLine: line)
        else {
          throw Unanswered(
            message: "it does not compile by itself: \(place(of: error.1)):\(error.2): \(error.3);"
              + " 'headers:' in book.yml says what it needs")
        }
        // That a type is incomplete is how a compiler says that it is declared at most.
        refused[question] =
          error.3.contains("incomplete type")
          ? "there is no struct \(question)" : String(error.3)
      }
      break
    }
    let source = questions.source(without: Set(refused.keys))
    let laidOut = try await run(["-fsyntax-only", "-Xclang", "-fdump-record-layouts"], source)
    let defines = try await run(["-E", "-dD"], source)
    var answers = HeaderAnswers(
      records: RecordLayout.reading(laidOut.text)
        .filter { questions.asked.contains($0.key) && refused[$0.key] == nil },
      refused: refused, header: questions.header, preprocessed: defines.text)
    let measured = try await run(
      ["-S", "-emit-llvm", "-g", "-fno-eliminate-unused-debug-types", "-o", "-"],
      questions.source(measuring: answers.records))
    guard laidOut.isSuccess, defines.isSuccess, measured.isSuccess else {
      let errors = [laidOut, defines, measured].first { !$0.isSuccess }?.errors ?? ""
      throw Unanswered(message: "clang has no answer: \(errors)")
    }
    answers.measure(measured.text, asked: questions.asked)
    answers.readEnumerators(measured.text, of: questions.header)
    if questions.asksForLiterals {
      answers.literals = try await tree.literals(around: questions.header)
    }
    answers.missing = missing
    return answers
  }

  /// A file as it is called in its tree.
  private func place(of file: Substring) -> String {
    String(file).replacing(tree.folder.path + "/", with: "")
      .replacing(tree.scratch.path + "/", with: "")
  }

  private func run(
    _ arguments: [String], _ source: String
  ) async throws -> (isSuccess: Bool, text: String, errors: String) {
    var process = ChildProcess(
      clang, arguments + (try tree.options()) + ["-x", "c", "-"], in: tree.folder)
    process.input = Array(source.utf8)
    process.environment = ["LC_ALL": "C"]
    let output = try await process.output(limit: 1 << 28)
    return (
      output.ending.isSuccess && !output.isCut,
      String(decoding: output.standardOutput, as: UTF8.self),
      String(decoding: output.standardError, as: UTF8.self)
    )
  }
}
