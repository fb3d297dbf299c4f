// A package made of golden books, kept below .build so that a second run builds little.

import Foundation
import Programs
import Trials

struct GoldenPackage {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardizedFileURL
  static let books = root.appending(path: "Tests/EndToEndTests/GoldenBooks")

  private let folder = Self.root.appending(path: ".build/end-to-end/golden")

  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// Copies the books of these parts; files that are the same stay untouched.
  init(parts: [String]) throws {
    try? FileManager.default.removeItem(at: url("Spec"))
    try write(try Self.manifest(parts), to: "Package.swift")
    try write("title: Golden\nparts: [\(parts.joined(separator: ", "))]\n", to: "Spec/book.yml")
    try write(Self.otherTests, to: "Tests/OtherTests/OtherTests.swift")
    for part in parts {
      try write("// \(part).\n", to: "Spec/\(part)/\(part).swift")
      try write("// Tests of \(part).\n", to: "Tests/\(part)Tests/\(part)Tests.swift")
      for file in try Self.files(of: part) {
        let source = Self.books.appending(path: "\(part)/\(file)")
        try write(Data(contentsOf: source), to: "Spec/\(part)/\(file)")
      }
    }
  }

  /// A test that belongs to no part, and reports something.
  private static let otherTests = """
    import Testing

    @Test func `something is counted`() {
      Attachment.record("count: 3\\n", named: "counted.txt")
    }

    """

  private static func manifest(_ parts: [String]) throws -> String {
    let targets = try parts.map { part in
      // SwiftPM warns of files in a target that it knows nothing of.
      let pictures = try files(of: part).filter { $0.hasSuffix(".svg") || $0.hasSuffix(".png") }
      return """
          .target(
            name: "\(part)", path: "Spec/\(part)", exclude: \(pictures),
            plugins: [.plugin(name: "TangleChapters", package: "weft")]),
          .testTarget(
            name: "\(part)Tests",
            dependencies: ["\(part)", .product(name: "ExampleValues", package: "weft")],
            plugins: [.plugin(name: "TangleChapters", package: "weft")]),
        """
    }
    return """
      // swift-tools-version: 6.2
      import PackageDescription

      let package = Package(
        name: "golden",
        dependencies: [.package(name: "weft", path: "../../..")],
        targets: [
          .testTarget(name: "OtherTests"),
      \(targets.joined(separator: "\n"))
        ]
      )

      """
  }

  /// The paths of chapters and pictures from the part's folder.
  private static func files(of part: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: books.appending(path: part).path)
      .filter { !$0.hasPrefix("expected") && $0.contains(".") }.sorted()
  }

  static func chapters(of part: String) throws -> [String] {
    try files(of: part).filter { $0.hasSuffix(".md") || $0.hasSuffix(".markdown") }
  }

  func url(_ path: String) -> URL { folder.appending(path: path) }

  func write(_ text: String, to path: String) throws { try write(Data(text.utf8), to: path) }

  private func write(_ bytes: Data, to path: String) throws {
    let file = url(path)
    if (try? Data(contentsOf: file)) == bytes { return }
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try bytes.write(to: file)
  }

  func weft(_ arguments: String...) async throws -> ChildProcess.Output {
    try await BuiltProgram.weft(arguments, in: folder)
  }

  /// Weft, not started yet.
  func process(_ arguments: [String]) -> ChildProcess {
    .built("weft", arguments, in: folder)
  }

  /// The names of what lies in a folder.
  func names(in path: String) throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: url(path).path))
  }

  /// The article of a page, without what differs from run to run.
  func mainPart(ofPage path: String) throws -> String {
    let html = try String(contentsOf: url("Site/public/\(path)"), encoding: .utf8)
    guard let start = html.firstRange(of: "<article>\n"),
      let end = html.firstRange(of: "\n</article>")
    else { throw Failure(description: "\(path) has no article") }
    return Self.withoutTimes(String(html[start.upperBound..<end.lowerBound])) + "\n"
  }

  private static func withoutTimes(_ text: String) -> String {
    text.replacing(/<span class="time">[^<]*<\/span>/, with: "<span class=\"time\">…</span>")
  }

  /// All files of the site by path, without what differs from run to run.
  func siteWithoutTimes() throws -> [String: String] {
    try site().mapValues { bytes in
      guard let text = String(data: bytes, encoding: .utf8) else {
        return bytes.base64EncodedString()
      }
      // Of a test that took no time at all none is told.
      return Self.withoutTimes(text)
        .replacing(" <span class=\"time\">…</span>", with: "")
        .replacing(/"seconds" ?: ?[0-9.e-]+/, with: "\"seconds\": 0")
    }
  }

  func site() throws -> [String: Data] { try BuiltProgram.files(in: url("Site/public")) }
}
