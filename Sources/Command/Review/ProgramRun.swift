// The programs of a revision asked what they write, and what they make of blobs: those that its Spec/book.yml
// names, built from its code.

import Book
import Foundation
import Programs
import Review
import Run

struct ProgramRun {
  let run: BookRun
  let manifest: Manifest

  /// A program has this long for a blob, and this many bytes of what it prints count.
  private static let timeLimit = Duration.seconds(10)
  private static let mostOutput = 1 << 20

  /// What the programs write of some formats.
  ///
  /// - Throws: a `CancellationError`; all else is a writing that says why there is none.
  func writings(of formats: [String]) async throws -> ProgramWritings {
    var known: [String: ProgramWriting] = [:]
    var programs: [String: Result<URL, RunFailure>] = [:]
    for format in formats {
      guard let command = manifest.writers[format] else {
        known[format] = .notRun("its book.yml names no writer of \(format)")
        continue
      }
      switch try await program(command.product, &programs) {
      case .success(let file):
        let said = try await said(by: file, command.arguments)
        switch said {
        case .success(let output): known[format] = Self.writing(output)
        case .failure(let failure): known[format] = .failed(failure.description)
        }
      case .failure(let failure): known[format] = .failed(failure.description)
      }
    }
    return ProgramWritings(known, otherwise: "it is of no format that is compared")
  }

  /// What the programs make of blobs.
  ///
  /// - Throws: a `CancellationError`; all else is a reading that says why there is none.
  func readings(of questions: [BlobQuestion]) async throws -> ProgramReadings {
    var known: [BlobQuestion: ProgramReading] = [:]
    var programs: [String: Result<URL, RunFailure>] = [:]
    for question in questions {
      guard let command = manifest.readers[question.format] else {
        let reason = "its book.yml names no reader of \(question.format)"
        known[question] = ProgramReading(.notRun, reason: reason)
        continue
      }
      switch try await program(command.product, &programs) {
      case .success(let file):
        let said = try await said(by: file, command.arguments, of: question.bytes)
        switch said {
        case .success(let output): known[question] = Self.reading(output)
        case .failure(let failure):
          known[question] = ProgramReading(.notRun, reason: failure.description)
        }
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

  /// What a program says, in a folder that is empty but for the blob that it is to read: that has the same
  /// name for each reader, so that both print the same.
  private func said(
    by program: URL, _ arguments: [String], of blob: [UInt8]? = nil
  ) async throws -> Result<ChildProcess.Output, RunFailure> {
    try await withTemporaryFolder("weft-program") { folder in
      if let blob { try Data(blob).write(to: folder.appending(path: "blob")) }
      var process = ChildProcess(
        program.path, arguments + (blob == nil ? [] : ["blob"]), in: folder)
      process.environment = ["LLVM_PROFILE_FILE": "/dev/null", "LC_ALL": "C", "TZ": "UTC"]
      process.timeLimit = Self.timeLimit
      process.endsGroup = true
      do { return .success(try await process.output(limit: Self.mostOutput)) } catch let failure
        as ProcessFailure
      { return .failure(RunFailure(failure.description)) }
    }
  }

  static func writing(_ said: ChildProcess.Output) -> ProgramWriting {
    switch said.ending {
    case .exited(0):
      guard !said.isCut else { return .failed("it printed more than \(mostOutput) bytes") }
      return said.standardOutput.isEmpty
        ? .failed("it printed nothing") : .written(said.standardOutput)
    case .exited(let code):
      let reason = Self.lines(said.standardError).last.map { ": \($0.prefix(400))" } ?? ""
      return .failed("it ended with \(code)\(reason)")
    case .signalled(let number): return .failed("signal \(number) ended it")
    case .stopped: return .failed("it took longer than \(timeLimit)")
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
