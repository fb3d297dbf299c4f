// The exit codes of every command.

/// How a command ended, for scripts.
package enum ExitStatus: Int32, Error {
  case clean = 0
  /// There are findings, or tests failed.
  case findings = 1
  case usage = 2
  /// The input cannot be loaded.
  case unloadable = 3
  /// A tool is missing, or room on the disk, so something could not be checked or written.
  case incomplete = 4
  /// Our own fault.
  case fault = 70
}
