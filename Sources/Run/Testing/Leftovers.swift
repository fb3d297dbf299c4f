// Processes that a test process leaves behind. They bear the mark of the run in their environment,
// wherever they went: into other groups, other sessions, or to other parents.

import Foundation

/// The mark of one run.
struct RunMark: Sendable {
  static let variable = "WEFT_RUN"
  /// As it stands in the environment of the run's processes.
  var value = UUID().uuidString

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
    let entry = Array("\(Self.variable)=\(value)".utf8)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { pid_t($0) }.filter { process in
      // Of one that has ended, and of others' processes, there is no environment to read.
      guard process != getpid(),
        let variables = FileManager.default.contents(
          atPath: "/proc/\(process)/environ")
      else { return false }
      return variables.split(separator: 0).contains { $0.elementsEqual(entry) }
    }
  }
}
