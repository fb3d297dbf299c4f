// memblock-replay: replays the log of a boot through the book's memblock.
//
//     log ─ BootLog ─ BootReplay ─┬─ lines with maps, misses, count
//                                 ├─ JSON
//                                 └─ SVG

import ArgumentParser
import Foundation
import Memblock
import BookTool
import TextTables

@main
struct ReplayCommand: PlainCommand {
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
        memblock-replay --why 120 boot.log

      Each step is a line: where it is in the log, what happened, what became of it, and a map of \
      all memory from its lowest to its highest byte, holes left out: '#' is reserved, '.' is \
      free, '+' is some of both.

      Why an allocation failed, or got what it got, --why says of the one on a line: all ranges that \
      were free, and what spoke against each. Of the last one before a panic that says that memory \
      could not be allocated, that is said without being asked.

      Since early messages are many, start the kernel with log_buf_len=8M as well.

      The log may be quoted, broken by a mail program or a terminal, behind the prefixes of a journal, \
      and cut at either end. Where it shows the lists nowhere, memory is reckoned from what it shows \
      beside them, and what does not follow from that is undecided. Where low memory ends, on machines \
      that have high memory, the log says or the first answers tell; the report says which.

      JSON has "count" (steps by verdict), "findings" (line, column, message) and, without \
      --summary, "steps": line, event, kind of verdict, the predicted and the answered address; \
      with an explanation, "why": line, answer, bounds, and the candidates with their objections; \
      where low memory ends somewhere, "limit": address, line, whether it is inferred, and how many \
      answers were predicted with it.

      Exit codes: 0 all agrees; 1 a prediction was missed, lists disagree, lines could not be \
      read, or more answers are explained, not predicted, than --most-explained allows; 2 the \
      command line is wrong; 3 the log cannot be read, or output not be written; 4 the log has \
      nothing that could be compared.
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

  @Option(
    help: ArgumentHelp(
      "Explain the allocation at this line of the log: which ranges were free, and why not those.",
      valueName: "line"))
  var why: Int?

  @Option(
    help: ArgumentHelp(
      "How many of a hundred answers may be explained by a step that no line tells of.",
      valueName: "percent"))
  var mostExplained = 5

  func validate() throws {
    guard (0...100).contains(mostExplained) else {
      throw ValidationError("--most-explained: \(mostExplained) is not between 0 and 100")
    }
  }

  func run() throws {
    let file = InputFile(log, mostBytes: 256 << 20)
    let (name, bytes) = (file.name, try file.bytes())
    let replayed = Replayed(BootLog(bytes), named: name)
    for finding in replayed.log.findings { Console.complain("\(name):\(finding)".harmless) }
    guard !replayed.steps.isEmpty else {
      throw Failure(4, "\(name): no line of memblock; was memblock=debug given?")
    }
    try requireSteps(of: replayed)
    let explanation = try explanation(of: replayed)
    if let svg { try MapFolder(svg).write(replayed, after: after) }
    if json {
      let report = JSONReport(replayed, isSummary: summary, explanation: explanation)
      try Console.print(report.jsonText())
    } else {
      try TextReport(replayed, isSummary: summary, after: after, colour: Console.isTerminal).print()
      if let explanation {
        try Console.print("\nline \(explanation.line): \(explanation)".harmlessLines)
      }
    }
    if !replayed.isClean { throw ExitCode(1) }
    if replayed.tally.isExplained(beyond: mostExplained) {
      let count = "\(replayed.tally.explained)"
      Console.complain("\(name): \(count) answers are explained only; see --most-explained")
      throw ExitCode(1)
    }
    if !replayed.tally.hasCompared {
      throw Failure(4, "\(name): the log shows too little of memory to compare anything")
    }
  }

  /// What `--why` asks for, or else the allocation for which the kernel gave up.
  private func explanation(
    of replayed: Replayed
  ) throws(Failure) -> BootReplay.Explanation? {
    guard let line = why ?? replayed.failedLine else { return nil }
    if let explanation = replayed.explanation(at: line) { return explanation }
    throw Failure(2, "--why: no request for memory is at line \(line) of the log")
  }

  /// Lines that `--after` names have to be those of steps.
  private func requireSteps(of replayed: Replayed) throws(Failure) {
    let known = Set(replayed.steps.map(\.step.line))
    let unknown = (after?.lines ?? []).subtracting(known).sorted()
    guard !unknown.isEmpty else { return }
    let lines = unknown.map { "\($0)" }.joined(separator: ", ")
    throw Failure(2, "--after: no step begins at line \(lines) of the log")
  }
}

extension BootReplay.Tally {
  /// Whether anything that the kernel said could be held against the replay.
  var hasCompared: Bool { predicted + explained + missed + agreed + disagreed > 0 }
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
