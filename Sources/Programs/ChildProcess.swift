// Other programs: started with arguments, never through a shell; read while they run; stopped when
// the task is cancelled or a time limit passes.

package import Foundation
package import Subprocess
package import SystemPackage

/// A program to run.
package struct ChildProcess: Sendable {
  /// A name to look up in PATH, or an absolute path.
  package var program: String
  package var arguments: [String]
  package var folder: URL?
  /// Added to our own environment.
  package var environment: [String: String] = [:]
  package var input: [UInt8] = []
  package var timeLimit: Duration?
  /// Whether processes that the program leaves behind end with it. They would hold its output open,
  /// and whoever reads it.
  package var endsGroup = false

  /// How a program ended.
  package enum Ending: Hashable, Sendable {
    case exited(Int32)
    case signalled(Int32)
    /// We stopped it, since its time limit had passed.
    case stopped

    package var isSuccess: Bool { self == .exited(0) }
  }

  /// What a program said, when all of it is wanted at once.
  package struct Output: Sendable {
    package var ending: Ending
    package var standardOutput: [UInt8]
    /// Only the last 64 KiB.
    package var standardError: [UInt8]
    /// More was printed on standard output than was wanted.
    package var isCut: Bool
  }

  package init(_ program: String, _ arguments: [String], in folder: URL? = nil) {
    self.program = program
    self.arguments = arguments
    self.folder = folder
  }

  /// Runs the program and collects what it prints, up to a limit.
  ///
  /// - Throws: `ProcessFailure`, or a `CancellationError`.
  package func output(limit: Int = 64 << 20) async throws -> Output {
    var collected: [UInt8] = []
    var isCut = false
    let (ending, tail) = try await run { bytes in
      isCut = isCut || bytes.count > limit - collected.count
      collected += bytes.prefix(limit - collected.count)
    }
    return Output(ending: ending, standardOutput: collected, standardError: tail, isCut: isCut)
  }

  /// Runs the program and hands on what it prints on standard output as it arrives.
  ///
  /// - Parameter onStart: gets the number of the program's process, which is its own until this
  ///   returns or throws.
  /// - Returns: how it ended, and the last 64 KiB of its standard error.
  /// - Throws: `ProcessFailure`, or a `CancellationError`.
  package func run(
    onStart: (pid_t) -> Void = { _ in }, onOutput: (ArraySlice<UInt8>) -> Void
  ) async throws -> (ending: Ending, standardErrorTail: [UInt8]) {
    var leader: pid_t?
    if !input.isEmpty { _ = WholeInput.isBrokenPipeAnError }
    // The program has ended; whoever is left of its group was left behind.
    defer { if endsGroup, let leader { kill(-leader, SIGKILL) } }
    do {
      let result = try await Subprocess.run(
        configuration, input: WholeInput(bytes: input), output: .sequence, error: .sequence
      ) { execution in
        let process = execution.processIdentifier.value
        leader = process
        onStart(process)
        return try await withThrowingTaskGroup(of: Watch.self) { group in
          group.addTask { .tail(try await Self.tail(of: execution.standardError)) }
          group.addTask {
            guard let timeLimit else { return .inTime }
            do { try await Task.sleep(for: timeLimit) } catch { return .inTime }
            await execution.teardown(using: [])
            return .stopped
          }
          if endsGroup {
            group.addTask {
              await Self.endGroup(of: process)
              return .inTime
            }
          }
          for try await buffer in execution.standardOutput {
            onOutput(buffer.withUnsafeBytes { [UInt8]($0) }[...])
          }
          return try await Self.conclude(&group)
        }
      }
      let (tail, isStopped) = result.closureResult
      try Task.checkCancellation()
      return (isStopped ? .stopped : Ending(result.terminationStatus), tail)
    } catch let error as SubprocessError {
      try Task.checkCancellation()
      throw ProcessFailure(program: program, error)
    }
  }

  /// Runs the program while its standard output and error go to descriptors of the caller's, which
  /// are closed here once the program has them.
  ///
  /// - Parameter listen: gets the program's process, and must return when that has ended.
  /// - Throws: `ProcessFailure`, or a `CancellationError`.
  package func run<Said: Sendable>(
    writingTo output: FileDescriptor, _ error: FileDescriptor,
    listen: @escaping @Sendable (ProcessIdentifier) async -> Said
  ) async throws -> (ending: Ending, said: Said) {
    do {
      let result = try await Subprocess.run(
        configuration, input: .none,
        output: .fileDescriptor(output, closeAfterSpawningProcess: true),
        error: .fileDescriptor(error, closeAfterSpawningProcess: true)
      ) { execution in
        try await withThrowingTaskGroup(of: Bool.self) { group in
          group.addTask {
            guard let timeLimit else { return false }
            do { try await Task.sleep(for: timeLimit) } catch { return false }
            await execution.teardown(using: [])
            return true
          }
          let said = await listen(execution.processIdentifier)
          group.cancelAll()
          return (said, try await group.reduce(false) { $0 || $1 })
        }
      }
      try Task.checkCancellation()
      let (said, isStopped) = result.closureResult
      return (isStopped ? .stopped : Ending(result.terminationStatus), said)
    } catch let error as SubprocessError {
      try Task.checkCancellation()
      throw ProcessFailure(program: program, error)
    }
  }

  /// Runs the program between two ends of pipes of the caller's, which are closed here once the program
  /// has them; its errors are the caller's own.
  ///
  /// - Throws: `ProcessFailure`, or a `CancellationError`.
  package func run(
    reading input: FileDescriptor, writingTo output: FileDescriptor
  ) async throws -> Ending {
    _ = WholeInput.isBrokenPipeAnError
    do {
      let result = try await Subprocess.run(
        configuration, input: .fileDescriptor(input, closeAfterSpawningProcess: true),
        output: .fileDescriptor(output, closeAfterSpawningProcess: true),
        error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false))
      try Task.checkCancellation()
      return Ending(result.terminationStatus)
    } catch let error as SubprocessError {
      try Task.checkCancellation()
      throw ProcessFailure(program: program, error)
    }
  }

  /// What the tasks beside the reading of standard output have to say.
  private enum Watch {
    case tail([UInt8])
    case stopped
    case inTime
  }

  /// Waits until the leader of a process group has ended, without taking its status from whoever waits
  /// for it, and ends the others of its group.
  private static func endGroup(of leader: pid_t) async {
    var status = siginfo_t()
    while waitid(P_PID, id_t(leader), &status, WEXITED | WNOHANG | WNOWAIT) == 0,
      status.si_signo == 0
    {
      do { try await Task.sleep(for: .milliseconds(20)) } catch { return }
    }
    kill(-leader, SIGKILL)
  }

  private static func conclude(
    _ group: inout ThrowingTaskGroup<Watch, any Error>
  ) async throws -> (tail: [UInt8], isStopped: Bool) {
    var conclusion: (tail: [UInt8], isStopped: Bool) = ([], false)
    while let watch = try await group.next() {
      switch watch {
      case .tail(let tail):
        conclusion.tail = tail
        group.cancelAll()
      case .stopped: conclusion.isStopped = true
      case .inTime: break
      }
    }
    return conclusion
  }

  private var configuration: Configuration {
    var options = PlatformOptions()
    // SwiftPM stops the compilers that it started when it is interrupted, not when it is killed.
    options.teardownSequence = [.send(signal: .interrupt, allowedDurationToNextStep: .seconds(5))]
    if endsGroup { options.processGroupID = 0 }
    let added = environment.map { (Environment.Key(stringLiteral: $0), String?.some($1)) }
    return Configuration(
      executable: program.hasPrefix("/") ? .path(.init(program)) : .name(program),
      arguments: Arguments(arguments),
      environment: .inherit.updating(Dictionary(added, uniquingKeysWith: { first, _ in first })),
      workingDirectory: folder.map { .init($0.path) }, platformOptions: options)
  }

  private static let tailLimit = 64 << 10

  private static func tail(of stream: SubprocessOutputSequence) async throws -> [UInt8] {
    var tail: [UInt8] = []
    for try await buffer in stream {
      tail += buffer.withUnsafeBytes { [UInt8]($0) }
      if tail.count > 2 * tailLimit { tail.removeFirst(tail.count - tailLimit) }
    }
    return tail.suffix(tailLimit)
  }
}

/// Bytes for a program's standard input. A program that ends before it has read them all is none that
/// could not be run: how it ended says enough.
private struct WholeInput: InputProtocol {
  var bytes: [UInt8]

  /// Writing to a program that has ended is an error of the write from now on, and no signal that ends us.
  /// Programs are started with all signals as they are by default.
  static let isBrokenPipeAnError: Bool = {
    signal(SIGPIPE, SIG_IGN)
    return true
  }()

  func write(with writer: StandardInputWriter) async throws {
    guard !bytes.isEmpty else { return }
    do { _ = try await writer.write(bytes) } catch {
      guard error.code == .failedToWriteToSubprocess else { throw error }
    }
  }
}

extension ChildProcess.Ending {
  fileprivate init(_ status: TerminationStatus) {
    switch status {
    case .exited(let code): self = .exited(code)
    case .signaled(let signal): self = .signalled(signal)
    }
  }
}

/// A program that could not be run at all.
package struct ProcessFailure: Error, CustomStringConvertible {
  package var program: String
  /// The program is not there; else it could not be started or read.
  package var isMissing: Bool
  package var description: String

  fileprivate init(program: String, _ error: SubprocessError) {
    self.program = program
    isMissing = error.code == .executableNotFound
    description =
      isMissing ? "there is no program '\(program)'" : "'\(program)' could not be run: \(error)"
  }
}
