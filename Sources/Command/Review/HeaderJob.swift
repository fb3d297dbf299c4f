// What the toolchain's C compiler says of headers, held against the formats of a book.

import Bindings
import Book
import Foundation
import Programs
import Review
import Run

struct HeaderJob {
  let package: BookPackage
  /// The folder from which paths of headers go.
  let folder: URL
  /// Where else headers are looked for, from there.
  let includes: [String]

  /// What came of it.
  struct Result: Codable {
    /// The headers that the compiler laid out.
    var headers: [String] = []
    var differences: [HeaderDifference] = []
    /// What could not be asked, and why.
    var omissions: [String] = []
  }

  /// - Throws: `LoadError` when there is no book, or no such folder.
  func run() async throws -> Result {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder),
      isFolder.boolValue
    else { throw LoadError("there is no folder '\(folder.relativePath)'") }
    let set = try Snapshot(package).bindings
    var result = Result()
    let work = package.url(PackageLayout.workFolder)
    guard let toolchain = try? await Toolchain.found(keptIn: work),
      let clang = toolchain.program("clang")
    else {
      result.omissions.append("there is no clang beside swiftc; install Swift's whole toolchain")
      return result
    }
    for questions in HeaderQuestions.all(in: set) {
      do { try await ask(questions, clang, set, &result) } catch let reason as Unanswered {
        result.omissions.append("\(questions.header): \(reason.message)")
      }
    }
    if result.headers.isEmpty, result.omissions.isEmpty {
      result.omissions.append("no format names a header; add 'x-header', or 'header=' to a layout")
    }
    return result
  }

  private struct Unanswered: Error { var message: String }

  private func ask(
    _ questions: HeaderQuestions, _ clang: String, _ set: BindingSet, _ result: inout Result
  ) async throws {
    guard questions.isPath else { throw Unanswered(message: "this is no path of a header") }
    guard FileManager.default.fileExists(atPath: folder.appending(path: questions.header).path)
    else { throw Unanswered(message: "there is no such header in \(folder.relativePath)") }
    let checked = try await run(clang, ["-fsyntax-only", "-ferror-limit=0"], questions.source())
    var refused: [Int: String] = [:]
    for line in checked.errors.split(separator: "\n") {
      guard let match = line.firstMatch(of: /^(.*?):([0-9]+):[0-9]+: (?:fatal )?error: (.*)/) else {
        continue
      }
      guard match.1 == "<stdin>", let number = Int(match.2),
        let index = questions.question(atLine: number)
      else { throw Unanswered(message: "it does not compile by itself: \(line)") }
      refused[index] = String(match.3)
    }
    let source = questions.source(without: Set(refused.keys))
    let laidOut = try await run(clang, ["-S", "-emit-llvm", "-o", "-"], source)
    let defines = try await run(clang, ["-E", "-dM"], questions.source(without: Set(0..<1 << 16)))
    guard laidOut.isSuccess, defines.isSuccess else {
      throw Unanswered(message: "clang has no answer: \(laidOut.errors)")
    }
    result.headers.append(questions.header)
    result.differences += questions.differences(
      answers: HeaderQuestions.answers(in: laidOut.text), refused: refused,
      strings: HeaderQuestions.strings(in: defines.text), in: set)
  }

  private func run(
    _ clang: String, _ arguments: [String], _ source: String
  ) async throws -> (isSuccess: Bool, text: String, errors: String) {
    let folders = ([".", "include"] + includes).flatMap { ["-I", $0] }
    var process = ChildProcess(
      clang, arguments + folders + ["-fno-caret-diagnostics", "-x", "c", "-"], in: folder)
    process.input = Array(source.utf8)
    process.environment = ["LC_ALL": "C"]
    let output = try await process.output(limit: 1 << 26)
    return (
      output.ending.isSuccess && !output.isCut,
      String(decoding: output.standardOutput, as: UTF8.self),
      String(decoding: output.standardError, as: UTF8.self)
    )
  }
}
