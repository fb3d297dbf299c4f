// The command's root: what it is for, its subcommands, and how its errors become exit codes.

package import ArgumentParser
import Dispatch
import Foundation
import Run
import TextTables

/// `weft`: chapters become Swift, tests and a site.
package struct Weft: AsyncParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "weft",
    abstract: "Turns a literate book into a tested implementation and a site.",
    discussion: """
      A book is a Swift package with Spec/book.yml. Chapters are Markdown; their Swift is compiled \
      and tested, and the site shows beside each line what the compiler and the tests said.

      Examples:
        weft new my-book                make a small book to begin with
        weft build                      check, compile, test and weave
        weft check                      only read the book and report what is wrong
        weft explain dead-link          tell what a kind of finding means
        weft test Zoo/02-lions.md:31    run the test on a line; see 'weft help test'
        weft merge out                  make one site of what shards ran
        weft test --accept              write real values into examples, after a diff
        weft review main                what a change does to formats
        weft anchors --accept           publish new places, so that links hold
        weft serve --open               write it, with the pages in a browser
        weft lsp                        completion and hover in chapters, for editors
        weft weave                      weave with what is known; runs nothing
        weft doctor                     what this machine lacks, and how to get it
        weft build --json | jq .tally   the same for programs

      The manual for authors is a book of its own, in weft's package: Tools/Manual/Spec.

      Each command prints JSON with --json; progress goes to standard error. 'build', 'test', 'merge', \
      'weave' and 'check' also write reports for programs and forges: --sarif, --junit, --github. \
      'weft --generate-completion-script bash' (or zsh, fish) prints completions.

      Exit codes: 0 clean, 1 findings, code that does not compile, or failed tests, 2 usage, 3 the \
      book cannot be loaded, 4 something could not be checked or written, because a tool or room on \
      the disk is missing, 70 a fault of weft.
      """,
    version: "0.1.0",
    subcommands: [
      BuildCommand.self, TestCommand.self, MergeCommand.self, WeaveCommand.self, CheckCommand.self,
      ReviewCommand.self,
      ServeCommand.self, LSPCommand.self, AnchorsCommand.self, ExplainCommand.self,
      EditorsCommand.self,
      DoctorCommand.self, TangleCommand.self, NewCommand.self, BenchCommand.self,
    ])

  package init() {}

  /// Runs the command line, and says with which code the process should end.
  package static func runCommandLine() async -> ExitStatus {
    let work = Task { await runToStatus() }
    // Whoever stops weft stops the compilers and tests that it started.
    let signals = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { work.cancel() }
      source.resume()
      return source
    }
    defer { for source in signals { source.cancel() } }
    return await work.value
  }

  private static func runToStatus() async -> ExitStatus {
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      return .clean
    } catch let status as ExitStatus {
      return status
    } catch {
      let ending = Ending(error)
      ending.tell(asJSON: CommandLine.arguments.contains("--json"))
      return ending.status
    }
  }
}

/// How a command ends that does not come to a result.
private struct Ending: Codable {
  /// What stood in the way, as a sentence.
  var error: String
  /// The code that the process ends with.
  var exitCode: Int32

  var status: ExitStatus { ExitStatus(rawValue: exitCode) ?? .fault }

  init(_ error: any Error) {
    let failure = FileFailure(error)
    let status: ExitStatus
    switch error {
    case let failure as MergeFailure:
      self.init(
        error: failure.faults.map { "error: \($0)" }.joined(separator: "\n"),
        exitCode: ExitStatus.unloadable.rawValue)
      return
    case is LoadError: status = .unloadable
    case is UnsafeOutput, is ChoiceFailure: status = .usage
    case is RunFailure, is ToolchainFailure: status = .incomplete
    case _ where failure != nil: status = .incomplete
    case is CancellationError:
      self.init(error: "stopped", exitCode: ExitStatus.incomplete.rawValue)
      return
    default: status = Self.status(ofParser: error)
    }
    // Help and usage errors are in the parser's words.
    let isParsers = status == .clean || Weft.exitCode(for: error) == .validationFailure
    self.init(
      error: isParsers
        ? Weft.fullMessage(for: error) : "error: \(failure?.description ?? "\(error)")",
      exitCode: status.rawValue)
  }

  private init(error: String, exitCode: Int32) {
    self.error = error
    self.exitCode = exitCode
  }

  private static func status(ofParser error: any Error) -> ExitStatus {
    switch Weft.exitCode(for: error) {
    case .success: .clean
    case .validationFailure: .usage
    default: .fault
    }
  }

  /// Says it to people, and to programs as well that asked for JSON.
  func tell(asJSON: Bool) {
    guard status != .clean else { return print(error) }
    Console.clearProgress()
    // What stood in the way may be called as it likes, and a terminal must not act on that.
    let lines = error.split(separator: "\n", omittingEmptySubsequences: false)
      .map { Console.cleaned(String($0)) }
    FileHandle.standardError.write(Data((lines.joined(separator: "\n") + "\n").utf8))
    if asJSON, let json = try? jsonText() { print(json) }
  }
}

/// Options that every subcommand has.
struct SharedOptions: ParsableArguments {
  @Option(
    name: .customLong("package-path"), help: "The book's package, or a folder inside it.",
    completion: .directory)
  var packagePath = "."

  @Flag(help: "Print the result as JSON on standard output.")
  var json = false

  @Flag(name: .shortAndLong, help: "Say nothing while working.")
  var quiet = false

  func console() -> Console { Console(isQuiet: quiet) }

  func bookPackage() throws -> BookPackage {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: packagePath, isDirectory: &isDirectory),
      isDirectory.boolValue
    else { throw LoadError("there is no folder '\(packagePath)'") }
    return try BookPackage(containing: URL(filePath: packagePath))
  }
}
