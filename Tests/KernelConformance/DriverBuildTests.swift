// The driver is built by whoever needs it first: two suites, or two runs of the tests, may need it
// at the same moment.

import Foundation
import KernelDriver
import Programs
import Testing

@Suite(
  .enabled(
    if: KernelSource.canCompare,
    "needs the kernel's source: apt install \(KernelSource.standard)"))
struct DriverBuildTests {
  @Test func `of two that build the driver at once one builds it, and the other waits`()
    async throws
  {
    let built = try await KernelDriver.built.value.program.deletingLastPathComponent()
    try await withTemporaryFolder("driver") { folder in
      let tools = folder.appending(path: "tools")
      try FileManager.default.createDirectory(at: tools, withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        at: built.appending(path: "kernel"), to: folder.appending(path: "kernel"))
      let compiler = tools.appending(path: "clang")
      try Self.slowCompiler.write(to: compiler, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: compiler.path)
      var build = ChildProcess(KernelDriver.script.path, [folder.path])
      let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
      build.environment = [
        "PATH": "\(tools.path):\(path)", "WEFT_KERNEL_SOURCE": KernelSource.standard.archive.path,
      ]
      async let one = build.output()
      async let other = build.output()
      let endings = try await [one.ending, other.ending]
      #expect(endings == [.exited(0), .exited(0)])
      let compiled = try String(contentsOf: folder.appending(path: "compiled"), encoding: .utf8)
      #expect(compiled == "once\n")
    }
  }

  /// Writes down that it ran, and takes so long for it that a second one would be let in.
  private static let slowCompiler = """
    #!/bin/sh
    echo once >>compiled
    sleep 0.5
    : >driver
    chmod +x driver
    """
}
