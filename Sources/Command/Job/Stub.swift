import Book
import Evidence
import Foundation
struct Toolchain {
  var sourceKitLibrary: String;
  static func find() throws -> Toolchain {
    Toolchain(sourceKitLibrary: "/opt/swift/usr/lib/libsourcekitdInProc.so")
  }
}
struct BookRun {
  var package: BookPackage; var toolchain: Toolchain; var progress: @Sendable (String) -> Void
  func recall(_ book: Book) async throws -> Evidence { .absent }
  func gather(_ book: Book, filter: String?) async throws -> Evidence {
    var e = Evidence(state: .complete, key: "0123456789abcdef", toolchain: "Swift version 6.3.1")
    var c = ChapterEvidence()
    for ch in book.chapters {
      for f in ch.checkedFences {
        var t = TestResult(
          suite: nil, name: f.role == .test ? "a size is cut at the top" : "Capping",
          line: f.role == .test ? f.line + 1 : f.line, verdict: f.role == .test ? .failed : .passed,
          seconds: 0.0021)
        if f.role == .test {
          t.issues = [Issue(line: f.line + 2, message: "Expectation failed: (size → 5) == 0")]
        } else {
          t.output = "hello <b>world</b>\n";
          t.attachments = [
            Attachment(
              name: "a.svg",
              bytes: Array(
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 20' width='400'><title>Map</title><rect x='5' y='2' width='30' height='10' fill='#4488cc' onclick='x()'/><text x='40' y='10' font-size='8' fill='currentColor'>text</text><script>alert(1)</script></svg>"
                  .utf8))
          ]
        }
        c.tests.append(t)
      }
      for l in 15...26 { c.hits[l] = l == 21 ? 0 : 3 }
      e.chapters[ch.path] = c
    }
    return e
  }
}

extension BookJob {
  mutating func acceptValues() throws {}
  mutating func runOtherTests(filter: String?) async throws {}
}
