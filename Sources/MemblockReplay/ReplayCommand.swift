// memblock-replay: replays the log of a boot through the book's memblock.
//
//     log ─ BootLog ─ BootReplay ─┬─ lines with maps, misses, count
//                                 ├─ JSON
//                                 └─ SVG

import ArgumentParser
import Foundation
import Memblock

@main
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "memblock-replay",
    abstract: "Replay the log of a Linux boot, and predict what memblock answered.",
    discussion: """
      Reads the console log of a kernel that was started with memblock=debug. Each operation is done \
      again; each allocation is predicted before the kernel's answer is read; and wherever the log \
      shows memblock's lists, or the files of /sys/kernel/debug/memblock, they are compared whole.

        sudo dmesg | memblock-replay -
        memblock-replay --summary boot.log
        memblock-replay --svg maps --after 75,500 boot.log

      Each step is a line: where it is in the log, what happened, what became of it, and a map of \
      all memory from its lowest to its highest byte, holes left out: '#' is reserved, '.' is \
      free, '+' is some of both.

      Since early messages are many, start the kernel with log_buf_len=8M as well.

      Exit codes: 0 all agrees; 1 a prediction was missed, lists disagree, or lines could not be \
      read; 2 the command line is wrong; 3 the log cannot be read; 4 the log has nothing to replay.
      """,
    version: "1.0")

  @Argument(help: "The log; - for standard input.", completion: .file())
  var log: String

  @Flag(help: "Print misses, findings and the count only.")
  var summary = false

  @Flag(help: "Print everything as JSON.")
  var json = false

  @Option(
    help: "Write maps as SVG into this folder, one for each step named by --after.",
    completion: .directory)
  var svg: String?

  @Option(
    help: ArgumentHelp(
      "Draw, and print, the lists after the steps at these lines of the log.",
      discussion: "Without it, after each comparison and after the last step.",
      valueName: "line,…"))
  var after: LineSet?

  func run() throws {
    let bytes = try LogFile(log).bytes()
    let replayed = Replayed(BootLog(bytes), named: log == "-" ? "standard input" : log)
    guard !replayed.steps.isEmpty else {
      Console.complain("\(replayed.name): no line of memblock; was memblock=debug given?")
      replayed.log.findings.forEach { Console.complain("\(replayed.name):\($0)") }
      throw ExitCode(4)
    }
    if let svg { try MapFolder(svg).write(replayed, after: after) }
    if json {
      try Console.print(JSONReport(replayed).text())
    } else {
      TextReport(replayed, isSummary: summary, after: after, colour: Console.isTerminal).print()
    }
    if !replayed.isClean { throw ExitCode(1) }
  }

  /// Ends with the exit codes of the project: 2 for a wrong command line.
  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let code as ExitCode {
      Foundation.exit(code.rawValue)
    } catch let error as LogFile.Unreadable {
      Console.complain(error.description)
      Foundation.exit(3)
    } catch {
      let isHelp = exitCode(for: error).isSuccess
      let text = fullMessage(for: error)
      if isHelp { print(text) } else { Console.complain(text) }
      Foundation.exit(isHelp ? 0 : 2)
    }
  }
}

/// Lines of a log: `12,40,75`.
struct LineSet: ExpressibleByArgument {
  var lines: Set<Int>

  init?(argument: String) {
    let numbers = argument.split(separator: ",").map { Int($0) }
    guard !numbers.isEmpty, !numbers.contains(where: { ($0 ?? 0) < 1 }) else { return nil }
    lines = Set(numbers.compactMap(\.self))
  }
}
