// The kernel's side: mm/memblock.c of Debian's linux-source-6.12, or of a newer kernel, behind a
// program that reads a script of operations. `Tools/KernelDriver/Kernel/build` makes it; nothing of the kernel lies
// in this repository.

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
  /// The kernel's source: Debian's package, unless `WEFT_KERNEL_SOURCE` names another archive.
  package static let source = URL(
    filePath: ProcessInfo.processInfo.environment["WEFT_KERNEL_SOURCE"]
      ?? "/usr/src/linux-source-6.12.tar.xz")
  /// The archive's name, which is that of Debian's package.
  package static let package = source.deletingPathExtension().deletingPathExtension()
    .lastPathComponent
  /// Whether it is a kernel since 6.16: one with scratch memory, and with `RSRV_KERN`.
  package static let hasScratch: Bool = {
    let numbers = package.drop { !$0.isNumber }.split(separator: ".").compactMap { Int($0) }
    return numbers.count > 1 && (numbers[0], numbers[1]) >= (6, 16)
  }()
  package static let isInstalled = FileManager.default.fileExists(atPath: source.path)

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

  /// Builds the driver in the package at a folder, unless what is there is up to date.
  ///
  /// Throws when the package is not this one, or the kernel's source is not installed.
  package init(inPackageAt root: URL) async throws {
    let script = root.appending(path: "Tools/KernelDriver/Kernel/build")
    guard FileManager.default.isExecutableFile(atPath: script.path) else {
      throw Failure(description: "there is no Tools/KernelDriver/Kernel/build in \(root.path)")
    }
    let folder = root.appending(path: ".build/kernel-conformance/\(Self.package)")
    _ = try await Self.output(of: ChildProcess(script.path, [folder.path]))
    let text = { (name: String) in
      try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        .trimmingCharacters(in: .whitespacesAndNewlines)
    }
    program = folder.appending(path: "driver")
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
    var driver = ChildProcess(program.path, arguments)
    driver.input = script.flatMap { Array($0.utf8) + [10] }
    return try await Self.output(of: driver).split(separator: 10)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// What a program writes until it ends well.
  private static func output(of program: ChildProcess) async throws -> [UInt8] {
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
