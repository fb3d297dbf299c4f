// The source of a kernel, as Debian packs it: of which there are two, that of this release of Debian
// and the newest, which `./weft test` fetches.

package import Foundation

package struct KernelSource: Hashable, Sendable, CustomStringConvertible {
  /// The archive, named like Debian's package.
  package let archive: URL

  package init(_ archive: URL) { self.archive = archive }

  /// The kernel of Debian's package, unless `WEFT_KERNEL_SOURCE` names another archive.
  package static let standard = KernelSource(
    URL(
      filePath: ProcessInfo.processInfo.environment["WEFT_KERNEL_SOURCE"]
        ?? "/usr/src/linux-source-6.12.tar.xz"))

  /// The newest kernel that `Tools/KernelDriver/Kernel/fetch` has fetched for the package at a
  /// folder; `nil` where none was to be had.
  package static func newest(inPackageAt root: URL) -> KernelSource? {
    let folder = root.appending(path: ".build/tools/kernel")
    guard let name = try? String(contentsOf: folder.appending(path: "newest"), encoding: .utf8)
    else { return nil }
    return KernelSource(
      folder.appending(path: name.trimmingCharacters(in: .whitespacesAndNewlines)))
  }

  /// The name of Debian's package.
  package var package: String {
    archive.deletingPathExtension().deletingPathExtension().lastPathComponent
  }
  package var description: String { package }
  package var isInstalled: Bool { FileManager.default.fileExists(atPath: archive.path) }

  /// The two numbers of a release; zeros where the name has none.
  private var release: (Int, Int) {
    let numbers = package.drop { !$0.isNumber }.split(separator: ".").compactMap { Int($0) }
    return numbers.count > 1 ? (numbers[0], numbers[1]) : (0, 0)
  }
  /// Whether it is a kernel since 6.16: one with scratch memory, and with `RSRV_KERN`.
  package var hasScratch: Bool { release >= (6, 16) }
}
