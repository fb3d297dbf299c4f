// Processes that a test process leaves behind. They bear the mark of the run wherever they went: into
// other groups, other sessions, or to other parents.

import Foundation

/// The mark of one run.
///
/// It is a variable in the environment of the run's processes and, since a process can begin with an
/// environment of its own, a limit of theirs too: every process has those of its parent. The limit is on
/// the time that a process of real-time priority takes, and is thousands of years away.
struct RunMark: Sendable {
  static let variable = "WEFT_RUN"
  /// As it stands in the environment of the run's processes.
  var value = UUID().uuidString

  /// The limit, in microseconds.
  private var limit: UInt64 {
    let digits = value.filter(\.isHexDigit).prefix(15)
    return 1 << 60 | (UInt64(digits, radix: 16) ?? 0)
  }

  /// A program, and its first arguments, that starts another with the limit; empty where there is a
  /// lower one already.
  var starter: [String] {
    Self.limits(of: "self").contains(/Max realtime timeout +\w+ +unlimited/)
      ? ["prlimit", "--rttime=\(limit):"] : []
  }

  /// Ends all processes that bear the mark, and those that they start meanwhile.
  func endLeftovers() {
    // One that ends may have started another just before.
    for _ in 0..<100 {
      let left = processes()
      guard !left.isEmpty else { return }
      for process in left { kill(process, SIGKILL) }
      usleep(2000)
    }
  }

  /// The processes that bear the mark and have not ended.
  func processes() -> [pid_t] {
    let (entry, limit) = (Array("\(Self.variable)=\(value)".utf8), "\(limit)")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { pid_t($0) }.filter { process in
      guard process != getpid(), !Self.hasEnded(process) else { return false }
      // Others' processes let nobody read their environment.
      let variables = FileManager.default.contents(atPath: "/proc/\(process)/environ") ?? Data()
      return variables.split(separator: 0).contains { $0.elementsEqual(entry) }
        || Self.limits(of: "\(process)").contains(limit)
    }
  }

  /// Whether a process is only waited for: its limits can be read until somebody does.
  private static func hasEnded(_ process: pid_t) -> Bool {
    // 4711 (its name, any characters) Z …
    let status = FileManager.default.contents(atPath: "/proc/\(process)/stat") ?? Data()
    guard let end = status.lastIndex(of: UInt8(ascii: ")")) else { return true }
    return status[end...].dropFirst(2).first == UInt8(ascii: "Z")
  }

  private static func limits(of process: String) -> String {
    let text = FileManager.default.contents(atPath: "/proc/\(process)/limits") ?? Data()
    return String(decoding: text, as: UTF8.self)
  }
}
