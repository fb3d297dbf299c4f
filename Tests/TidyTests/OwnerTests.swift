// The generator knows nothing of the book that it ships with, and its comments take no examples from
// there. A standard that is cited as a source keeps its name.

import Testing

struct OwnerTests {
  private func complaints(_ files: [String: String]) -> [String] {
    let pattern =
      /(?i)memblock|kexec|handover|hotplug|devicetree|virtio|\bkho\b|\bfdt\b|kernel|page ?frame/
    return files.sorted { $0.key < $1.key }.flatMap { path, text in
      text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap {
        line in
        if line.element.hasPrefix("// Source: ") { return nil }
        return line.element.firstMatch(of: pattern).map {
          "\(path):\(line.offset + 1): error: the generator names '\($0.output)', which is the"
            + " book's; say it for any book"
        }
      }
    }
  }

  @Test(arguments: ["Sources", "Plugins"])
  func `the generator names nothing of the book`(folder: String) throws {
    let files = try Checkout.files(below: folder, ending: ".swift")
    #expect(!files.isEmpty)
    for complaint in complaints(files) { Issue.record("\(complaint)") }
  }

  @Test func `a word of the book in the generator is an error, in comments too`() {
    let text = "// Source: Devicetree Specification.\n/// As Memblock.\nlet part = \"Memblock\"\n"
    #expect(
      complaints(["a.swift": text])
        == [2, 3].map {
          "a.swift:\($0): error: the generator names 'Memblock', which is the book's; say it for any"
            + " book"
        })
  }
}
