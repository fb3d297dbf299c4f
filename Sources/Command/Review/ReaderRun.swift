// The programs of a revision asked what they make of blobs: those that its Spec/book.yml names, built from
// its code.

import Book
import Foundation
import Programs
import Review
import Run

struct ReaderRun {
  let run: BookRun
  /// By the format that they read.
  let readers: [String: ReaderCommand]

  /// A reader has this long for a blob, and this many bytes of what it prints count.
  private static let timeLimit = Duration.seconds(10)
  private static let mostOutput = 1 << 20

  /// What the programs make of blobs.
  ///
  /// - Throws: a `CancellationError`; all else is a reading that says why there is none.
  func readings(of questions: [BlobQuestion]) async throws -> ProgramReadings {
    var known: [BlobQuestion: ProgramReading] = [:]
    var programs: [String: Result<URL, RunFailure>] = [:]
    for question in questions {
      guard let command = readers[question.format] else {
        let reason = "its book.yml names no reader of \(question.format)"
        known[question] = ProgramReading(.notRun, reason: reason)
        continue
      }
      let program = try await program(command.product, &programs)
      switch program {
      case .success(let file):
        known[question] = try await reading(of: question.bytes, by: file, command.arguments)
      case .failure(let failure):
        known[question] = ProgramReading(.notRun, reason: failure.description)
      }
    }
    return ProgramReadings(known, otherwise: "it is one blob more than are read")
  }

  private func program(
    _ product: String, _ known: inout [String: Result<URL, RunFailure>]
  ) async throws -> Result<URL, RunFailure> {
    if let program = known[product] { return program }
    let program: Result<URL, RunFailure>
    do { program = .success(try await run.product(product)) } catch let failure as RunFailure {
      program = .failure(failure)
    } catch let failure as ProcessFailure { program = .failure(RunFailure(failure.description)) }
    known[product] = program
    return program
  }

  /// The blob lies alone in a folder under the same name for each reader, so that both print the same.
  private func reading(
    of bytes: [UInt8], by program: URL, _ arguments: [String]
  ) async throws -> ProgramReading {
    try await withTemporaryFolder("weft-reader") { folder in
      try Data(bytes).write(to: folder.appending(path: "blob"))
      var process = ChildProcess(program.path, arguments + ["blob"], in: folder)
      process.environment = ["LLVM_PROFILE_FILE": "/dev/null", "LC_ALL": "C", "TZ": "UTC"]
      process.timeLimit = Self.timeLimit
      process.endsGroup = true
      let said: ChildProcess.Output
      do { said = try await process.output(limit: Self.mostOutput) } catch let failure
        as ProcessFailure
      {
        return ProgramReading(.notRun, reason: failure.description)
      }
      return Self.reading(said)
    }
  }

  static func reading(_ said: ChildProcess.Output) -> ProgramReading {
    let lines = Self.lines(said.standardOutput)
    let reason = (Self.lines(said.standardError).last ?? lines.last).map { String($0.prefix(400)) }
    switch said.ending {
    case .exited(0):
      guard !said.isCut else {
        return ProgramReading(.failed, reason: "it printed more than \(mostOutput) bytes")
      }
      return ProgramReading(.read, lines: lines)
    case .exited(let code):
      return ProgramReading(.refused, reason: reason ?? "it ended with \(code)")
    case .signalled(let number): return ProgramReading(.failed, reason: "signal \(number) ended it")
    case .stopped: return ProgramReading(.failed, reason: "it took longer than \(timeLimit)")
    }
  }

  private static func lines(_ bytes: [UInt8]) -> [String] {
    String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
  }
}
