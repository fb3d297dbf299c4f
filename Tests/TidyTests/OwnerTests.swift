// The generator knows nothing of the book that it ships with. Its comments may take examples from
// there; its code may not.

import Testing

struct OwnerTests {
  private func complaints(_ files: [String: String]) -> [String] {
    let pattern =
      /(?i)memblock|kexec|handover|hotplug|devicetree|virtio|\bkho\b|\bfdt\b|kernel|page ?frame/
    return files.sorted { $0.key < $1.key }.flatMap { path, text in
      text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap {
        line in
        if line.element.drop(while: { $0 == " " }).hasPrefix("//") { return nil }
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

  @Test func `a word of the book in the generator is an error`() {
    #expect(
      complaints(["a.swift": "// As Memblock.\nlet part = \"Memblock\"\n"]) == [
        "a.swift:2: error: the generator names 'Memblock', which is the book's; say it for any book"
      ])
  }
}
