// Reports of the package's other tests on disk: `.build/weft/reports/<name>.json`.

import Evidence
import Foundation

/// The last report of each name.
struct ReportStore: Sendable {
  let folder: URL

  /// Names of reports become names of files and anchors of a page.
  private static func isName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 80
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
          UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }

  /// All reports by name; what cannot be read counts as none, since it can be made again.
  func reports() -> [TestReport] {
    files(in: folder, ending: "json").compactMap { url in
      guard let data = try? Data(contentsOf: url) else { return nil }
      let report = try? JSONDecoder().decode(TestReport.self, from: data)
      return report.flatMap { Self.isName($0.name) ? $0 : nil }
    }
  }

  /// Keeps the reports among the attachments of a run.
  func take(from attachments: URL, key: String) throws {
    for url in files(in: attachments, ending: "txt") {
      let name = url.deletingPathExtension().lastPathComponent
      guard Self.isName(name), let data = try? Data(contentsOf: url),
        let report = TestReport(name: name, key: key, bytes: [UInt8](data))
      else { continue }
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try JSONEncoder.forPrograms.encode(report)
        .write(to: folder.appending(path: "\(name).json"), options: .atomic)
    }
  }

  private func files(in folder: URL, ending: String) -> [URL] {
    let keys: [URLResourceKey] = [.isRegularFileKey, .isSymbolicLinkKey]
    let found = try? FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: keys)
    return (found ?? []).filter { url in
      let values = try? url.resourceValues(forKeys: Set(keys))
      return url.pathExtension == ending && values?.isRegularFile == true
        && values?.isSymbolicLink != true
    }
    .sorted { $0.path < $1.path }
  }
}
