// The driver of this package, for the tests.

import Foundation
import KernelDriver

extension KernelDriver {
  /// `weft test` installs what is missing and sets this, so that nothing is skipped there.
  static let mustRun = ProcessInfo.processInfo.environment["WEFT_CHECK_SITE"] == "1"
  /// Built once a run, and only when what is there is out of date.
  static let built = Task {
    try await KernelDriver(
      inPackageAt: URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../..").standardizedFileURL)
  }
}
