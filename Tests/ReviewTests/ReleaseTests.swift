// Releases: kept word for word, compared each with each.

import Bindings
import Book
import Testing

@testable import Review

struct ReleaseTests {
  private func chapter(_ order: String, name: String = "note-v1") -> Outline {
    let text = """
      # T

      ```yaml binding=note
      properties:
        compatible: {const: \(name)}
        start: {$ref: types.yaml#/definitions/uint64, x-order: \(order)}
      required: [compatible, start]
      additionalProperties: false
      ```

      ```text layout=entry size=16 name=entry-v1
      name   offset  width  order   meaning
      first       0      8  native  the first byte
      ```

      ```dts binding=note
      / {
        compatible = "\(name)";
        start = [00 10 00 00 00 00 00 00];
      };
      ```
      """
    return Outline(of: Chapter(path: "Spec/P/01-a.md", bytes: Array(text.utf8)))
  }

  private func release(_ name: String, _ order: String, _ written: String = "note-v1") -> Release {
    let files = Release.files(of: name, [chapter(order, name: written)])
    var release = Release(name, files[0].bytes)
    for file in files.dropFirst() { release.blobs[file.name] = file.bytes }
    return release
  }

  @Test func `what is kept states the same as the chapters, and has a blob of each example`() throws
  {
    let chapter = chapter("native")
    let files = Release.files(of: "1.0", [chapter])
    #expect(files.map(\.name) == ["formats.txt", "note-1.dtb"])
    let kept = Release("1.0", files[0].bytes)
    let now = BindingSet(chapters: [chapter])
    #expect(kept.formats.findings == [] && kept.formats.isReadable)
    #expect(kept.formats.bindings == now.bindings && kept.formats.layouts == now.layouts)
    #expect(now.layouts["entry"]?.size == 16 && now.layouts["entry"]?.ownName == "entry-v1")
    #expect(try FlatNode(files[1].bytes).names == ["note-v1"])
    #expect(
      kept.formats.places[ElementPath("note")]?.file == "Spec/released/1.0/formats.txt")
  }

  @Test func `each writer meets each reader`() throws {
    let matrix = ReleaseMatrix([
      release("1", "native"), release("2", "native", "note-v2"), release("3", "big"),
    ])
    #expect(matrix.releases == ["1", "2", "3"] && matrix.cells.count == 6)
    #expect(matrix["1", "2"]?.outcome == "refused-declared")
    // The name was given back: neighbours refuse each other, and the first takes the last for its own.
    #expect(matrix["2", "3"]?.outcome == "refused-declared")
    #expect(matrix["1", "3"]?.outcome == "misread" && matrix["3", "1"]?.outcome == "misread")
    #expect(matrix["1", "3"]?.bindings == ["note": "misread"])
  }

  @Test func `a review against releases is as bad as the worst of them`() throws {
    let releases = [release("0", "native", "note-v0"), release("1", "native")]
    let head = release("head", "big").formats
    let base = head
    var report = ReviewReport(
      Review(from: base, to: head), base: .init(name: "a", commit: nil, base),
      head: .init(name: "b", commit: nil, head))
    #expect(report.status == .clean)
    report.add(
      releases.map { ($0, Review(from: $0.formats, to: head, seeksWitnesses: false)) },
      ReleaseMatrix(releases + [Release("b", formats: head)]), failOn: .breaking)
    #expect(report.status == .findings)
    #expect(report.releases.map(\.severity) == ["risky", "breaking"])
    let text = ReviewText(report).lines
    #expect(
      text.contains { $0.hasPrefix("release 1 as base: BREAKING: what base writes at note:/") })
    #expect(ReviewMarkdown(report).text.contains("| 1 | breaking | BREAKING: "))
  }

  /// What becomes of the blobs of a release.
  private func read(_ release: Release, by head: Release) throws -> (ReviewReport, [ReleasedBlob]) {
    let formats = head.formats
    var report = ReviewReport(
      Review(from: formats, to: formats), base: .init(name: "a", commit: nil, formats),
      head: .init(name: "b", commit: nil, formats))
    report.add(
      [(release, Review(from: release.formats, to: formats, seeksWitnesses: false))],
      ReleaseMatrix([release, head]), failOn: .breaking)
    return (report, try #require(report.releases.first).blobs)
  }

  @Test func `a blob of a release is read by head, element by element`() throws {
    let (_, same) = try read(release("1", "native"), by: release("head", "native"))
    #expect(same.map(\.sentence) == ["note-1.dtb is read as it was written"])
    let (report, other) = try read(release("1", "native"), by: release("head", "big"))
    #expect(
      other.map(\.sentence) == [
        "note-1.dtb: 1 element of 3 taken otherwise, first start: 0x1000 as uint64 native →"
          + " 0x10000000000000 as uint64 big"
      ])
    #expect(
      ReviewText(report).lines.contains {
        $0.hasPrefix("release 1, read by head: note-1.dtb: 1 element of 3")
      })
    let (_, named) = try read(release("1", "native"), by: release("head", "native", "note-v2"))
    #expect(named[0].differences.map { $0.read?.name } == ["compatible"])
    #expect(named[0].differences[0].read?.faults.isEmpty == false)
  }

  @Test func `a blob of a release that is no tree is told, and the review is not clean`() throws {
    var broken = release("1", "native")
    broken.blobs["note-1.dtb"] = Array((broken.blobs["note-1.dtb"] ?? []).prefix(50))
    let (report, blobs) = try read(broken, by: release("head", "native"))
    #expect(report.status == .inconclusive && blobs[0].rows.isEmpty)
    #expect(blobs[0].sentence.hasPrefix("note-1.dtb is no tree: "))
  }

  @Test func `a path is the formats of a release or is not`() {
    #expect(Release.name(ofFormats: "Spec/released/1.0/formats.txt") == "1.0")
    for other in [
      "Spec/released/1.0/note-1.dtb", "Spec/released/formats.txt", "Spec/P/1/formats.txt",
    ] {
      #expect(Release.name(ofFormats: other) == nil)
    }
    let blob = Release.blob(at: "Spec/released/1.0/note-1.dtb")
    #expect(blob?.release == "1.0" && blob?.name == "note-1.dtb")
    #expect(Release.blob(at: "Spec/P/1/note-1.dtb") == nil)
    #expect(Release.isName("6.17-rc1") && !Release.isName("../x") && !Release.isName(".x"))
  }
}
