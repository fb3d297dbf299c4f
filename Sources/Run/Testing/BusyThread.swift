// Where a process stands that does not end: its thread that is running is sent the signal of a trap, on
// which Swift's runtime prints a backtrace. A signal to the whole process would reach a thread that
// waits for signals, and tell of that one.

import Foundation

enum BusyThread {
  /// The end of what the runtime prints.
  static let lastWords = Array("Backtrace took".utf8)

  /// Asks the running thread of a process for its backtrace, on the process's standard error.
  ///
  /// - Returns: whether there is one; a process that waits for something has none.
  static func ask(_ process: pid_t) -> Bool {
    typealias Send = @convention(c) (pid_t, pid_t, Int32) -> Int32
    // Foundation's import of glibc has no tgkill, which glibc itself has.
    guard let symbol = dlsym(nil, "tgkill"), let thread = thread(of: process) else { return false }
    return unsafeBitCast(symbol, to: Send.self)(process, thread, SIGTRAP) == 0
  }

  /// Of the threads that are running the one that has run the longest.
  private static func thread(of process: pid_t) -> pid_t? {
    let folder = "/proc/\(process)/task"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let running = names.compactMap { pid_t($0) }.compactMap { thread -> (pid_t, Int)? in
      let status = FileManager.default.contents(atPath: "\(folder)/\(thread)/stat") ?? Data()
      let text = String(decoding: status, as: UTF8.self)
      // The name stands in parentheses and may hold any; then come the state and ten numbers.
      let fields = (text.ranges(of: ") ").last.map { text[$0.upperBound...] } ?? "").split(
        separator: " ")
      guard fields.count > 11, fields[0] == "R" else { return nil }
      return (thread, Int(fields[11]) ?? 0)
    }
    return running.max { ($0.1, $0.0) < ($1.1, $1.0) }?.0
  }
}
