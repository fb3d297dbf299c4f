// The newest kernel's own code for handovers, of `kernel/liveupdate/kexec_handover.c`.

import Foundation
import KernelDriver
import Testing

enum NewestKernel {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardizedFileURL
  private static let source = KernelSource.newest(inPackageAt: root)
  /// Built once a run, and only when what is there is out of date.
  private static let driver = Task {
    try await KernelDriver(inPackageAt: root, from: source ?? .standard)
  }

  /// Whether there is one; where Debian has none, this is not compared.
  static let isThere = source?.isInstalled == true
  /// How to get one.
  static let advice: Comment =
    "needs a newer kernel's source: Tools/KernelDriver/Kernel/fetch .build/tools/kernel"

  /// Its name and version.
  static var name: String {
    get async throws { "\(try await driver.value.source) \(try await driver.value.version)" }
  }

  /// What it answers to each line of a script.
  static func answers(to script: [String]) async throws -> [String] {
    try await driver.value.handoverAnswers(to: script)
  }

  /// What its writers and readers of carriers answer to each line of a script.
  static func carrierAnswers(to script: [String]) async throws -> [String] {
    try await driver.value.carrierAnswers(to: script)
  }
}
