// The kernel's side: mm/memblock.c of Debian's linux-source-6.12, or of a newer kernel, and of that
// the code for handovers, behind programs that read a script of operations.
// `Tools/KernelDriver/Kernel/build` makes them; nothing of the kernel lies in this repository.

package import Foundation
import Programs

/// What one side answers to an operation, and how its lists are afterwards, in the driver's words.
package struct Reply: Equatable {
  package var answer: String
  package var state: String

  package init(answer: String, state: String) {
    self.answer = answer
    self.state = state
  }
}

/// The program that was made from the kernel's code.
package struct KernelDriver: Sendable {
  package let source: KernelSource
  package let program: URL
  /// The version of Debian's package.
  package let version: String
  /// What the kernel's code was compiled with.
  package let flags: String

  /// A program that did not end well, or said something that cannot be read.
  package struct Failure: Error, CustomStringConvertible {
    package var description: String

    package init(description: String) { self.description = description }
  }

  /// The program for the kernel's handovers; `nil` where it has none in a form that can be asked.
  package let handover: URL?
  /// The program for the carriers of a handover; `nil` where the kernel has none in a form that can be asked.
  package let carriers: URL?

  /// Builds the driver in the package at a folder, unless what is there is up to date.
  ///
  /// Throws when the package is not this one, or the kernel's source is not installed.
  package init(inPackageAt root: URL, from source: KernelSource = .standard) async throws {
    let script = root.appending(path: "Tools/KernelDriver/Kernel/build")
    guard FileManager.default.isExecutableFile(atPath: script.path) else {
      throw Failure(description: "there is no Tools/KernelDriver/Kernel/build in \(root.path)")
    }
    let folder = root.appending(path: ".build/kernel-conformance/\(source.package)")
    var build = ChildProcess(script.path, [folder.path])
    build.environment["WEFT_KERNEL_SOURCE"] = source.archive.path
    _ = try await Self.output(of: build)
    let text = { (name: String) in
      try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        .trimmingCharacters(in: .whitespacesAndNewlines)
    }
    self.source = source
    program = folder.appending(path: "driver")
    let built = { (name: String) in
      let program = folder.appending(path: name)
      return FileManager.default.isExecutableFile(atPath: program.path) ? program : nil
    }
    (handover, carriers) = (built("handover"), built("carriers"))
    version = try text("version")
    flags = try text("flags")
  }

  /// What the kernel replies to each line of a script, from lists that are empty at first.
  ///
  /// Throws when the driver ends early.
  package func replies(to script: [String]) async throws -> [Reply] {
    let lines = try await output([], reading: script)
    guard lines.count == 2 * script.count else {
      throw Failure(
        description: "the driver wrote \(lines.count) lines for \(script.count) operations")
    }
    return script.indices.map { Reply(answer: lines[2 * $0], state: lines[2 * $0 + 1]) }
  }

  /// The lines that the driver writes when it is started with arguments and reads a script.
  package func output(_ arguments: [String], reading script: [String]) async throws -> [String] {
    try await Self.lines(of: ChildProcess(program.path, arguments), reading: script)
  }

  /// What the kernel's handovers answer to each line of a script, on a machine without memory at
  /// first.
  ///
  /// Throws when the kernel has none that can be asked, or the driver ends early.
  package func handoverAnswers(to script: [String]) async throws -> [String] {
    guard let handover else { throw Failure(description: "no handovers in \(source)") }
    do {
      let lines = try await Self.lines(of: ChildProcess(handover.path, []), reading: script)
      guard lines.count != script.count else { return lines }
      throw Failure(description: "\(lines.count) answers")
    } catch let failure as Failure {
      throw Failure(description: "\(failure), asked:\n\(script.joined(separator: "\n"))")
    }
  }

  /// What the kernel's writers and readers of carriers answer to each line of a script.
  ///
  /// Throws when the kernel has none that can be asked, or the driver ends early.
  package func carrierAnswers(to script: [String]) async throws -> [String] {
    guard let carriers else { throw Failure(description: "no carriers in \(source)") }
    let lines = try await Self.lines(of: ChildProcess(carriers.path, []), reading: script)
    guard lines.count == script.count else {
      throw Failure(description: "\(lines.count) answers to \(script.count) lines")
    }
    return lines
  }

  static func lines(
    of program: ChildProcess, reading script: [String]
  ) async throws -> [String] {
    var program = program
    program.input = script.flatMap { Array($0.utf8) + [10] }
    return try await output(of: program).split(separator: 10)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// What a program writes until it ends well.
  static func output(of program: ChildProcess) async throws -> [UInt8] {
    let said = try await program.output()
    guard said.ending.isSuccess, !said.isCut else {
      let words = said.standardOutput.suffix(2000) + said.standardError.suffix(2000)
      throw Failure(
        description:
          "\(program.program) ended with \(said.ending): \(String(decoding: words, as: UTF8.self))")
    }
    return said.standardOutput
  }
}
