// The drivers of this package, for the tests: each is built once a run, and only when what is there
// is out of date.

import Foundation
import KernelDriver

extension KernelDriver {
  /// `weft test` installs what is missing and sets this, so that nothing is skipped there.
  static let mustRun = ProcessInfo.processInfo.environment["WEFT_CHECK_SITE"] == "1"
  static let script = root.appending(path: "Tools/KernelDriver/Kernel/build")
  fileprivate static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardizedFileURL

  /// The driver of the kernel that a test compares with.
  static var built: Task<KernelDriver, any Error> {
    KernelSource.compared == .standard ? standard : newest
  }
  private static let standard = Task { try await KernelDriver(inPackageAt: root) }
  private static let newest = Task {
    try await KernelDriver(inPackageAt: root, from: .newest(inPackageAt: root) ?? .standard)
  }
}

extension KernelSource {
  /// The kernel that is compared with.
  @TaskLocal static var compared = KernelSource.standard
  /// Whether it can be compared with here.
  static var canCompare: Bool { KernelDriver.mustRun || KernelSource.standard.isInstalled }

  /// The kernel of this Debian, and the newest where that was fetched.
  static let all = [standard] + (newest(inPackageAt: KernelDriver.root).map { [$0] } ?? [])

  /// Whether the kernel has a known difference.
  func has(_ difference: KnownDifference) -> Bool {
    Self.$compared.withValue(self) { difference.isThere }
  }

  /// What the kernel replies to some operations.
  func replies(to operations: [Operation]) async throws -> [Reply] {
    try await Self.$compared.withValue(self) {
      try await KernelDriver.built.value.replies(to: operations.map(\.line))
    }
  }
}
