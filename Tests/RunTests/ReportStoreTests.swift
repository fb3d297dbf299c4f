import Evidence
import Foundation
import Testing

@testable import Run

struct ReportStoreTests {
  /// A folder of attachments with these files, and a store beside it.
  private func withStore(
    _ files: [String: String], _ body: (ReportStore, URL) throws -> Void
  ) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let attachments = folder.appending(path: "attachments")
    try FileManager.default.createDirectory(at: attachments, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
      try Data(text.utf8).write(to: attachments.appending(path: name))
    }
    try body(ReportStore(folder: folder.appending(path: "reports")), attachments)
  }

  @Test func `reports are kept by name until their test runs again`() throws {
    try withStore(["one.txt": "a: 1\n", "two.txt": "b: 2\n"]) { store, attachments in
      try store.take(from: attachments, key: "old")
      #expect(store.reports().map(\.name) == ["one", "two"])
      try FileManager.default.removeItem(at: attachments.appending(path: "two.txt"))
      try Data("a: 3\n".utf8).write(to: attachments.appending(path: "one.txt"))
      try store.take(from: attachments, key: "new")
      #expect(store.reports().map(\.key) == ["new", "old"])
      #expect(store.reports().first?.lines.first?.value == "3")
    }
  }

  @Test func `what is no report, or has an odd name, is not kept`() throws {
    let files = [
      "picture.svg": "a: 1\n", "Odd Name.txt": "a: 1\n", "linux-6.12.txt": "a: 1\n",
      "empty.txt": "\n", "shown-value-5.txt": "[\"a\": 1]\n",
    ]
    try withStore(files) { store, attachments in
      let link = attachments.appending(path: "link.txt")
      try FileManager.default.createSymbolicLink(
        at: link, withDestinationURL: attachments.appending(path: "picture.svg"))
      try store.take(from: attachments, key: "k")
      #expect(store.reports().isEmpty)
    }
  }
}
