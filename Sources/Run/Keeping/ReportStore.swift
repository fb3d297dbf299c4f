// Reports of the package's other tests on disk: `.build/weft/reports/<name>.json`.

package import Evidence
package import Foundation

/// The last report of each name.
package struct ReportStore: Sendable {
  let folder: URL

  package init(folder: URL) { self.folder = folder }

  /// Sorted keys, so that equal reports give equal bytes.
  private static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return encoder
  }

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
  package func reports() -> [TestReport] {
    files(in: folder, ending: "json").compactMap { url in
      guard let data = try? Data(contentsOf: url) else { return nil }
      let report = try? JSONDecoder().decode(TestReport.self, from: data)
      return report.flatMap { Self.isName($0.name) ? $0 : nil }
    }
  }

  /// Keeps the reports among the attachments of a run; the real value of an example is none.
  package func take(from attachments: URL, key: String) throws {
    for url in files(in: attachments, ending: "txt") {
      let name = url.deletingPathExtension().lastPathComponent
      let attachment = Attachment(name: url.lastPathComponent, bytes: nil)
      guard Self.isName(name), attachment.shownValueLine == nil,
        let data = try? Data(contentsOf: url),
        let report = TestReport(name: name, key: key, bytes: [UInt8](data))
      else { continue }
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Self.encoder.encode(report)
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
