// No file is too long to be read at one sitting.

import Testing

struct LengthTests {
  /// What is wrong with the length of files with these texts.
  private func complaints(_ files: [String: String]) -> [String] {
    files.sorted { $0.key < $1.key }.compactMap { path, text in
      let count = text.count { $0 == "\n" }
      return count > 400
        ? "\(path):401: error: \(count) lines, where 400 are the limit; split the file" : nil
    }
  }

  @Test(arguments: ["Sources", "Plugins", "Tools", "Tests", "Spec"])
  func `no file of code has more than 400 lines`(folder: String) throws {
    #expect(!(try Checkout.files(below: folder, ending: ".swift")).isEmpty)
    for ending in [".swift", ".c", ".h", ".py", "/build", "/fetch"] {
      let files = try Checkout.files(below: folder, ending: ending)
      for complaint in complaints(files) { Issue.record("\(complaint)") }
    }
  }

  @Test func `no script has more than 400 lines`() throws {
    let files = try Checkout.files(below: ".ci", ending: "")
    #expect(!files.isEmpty)
    for complaint in complaints(files) { Issue.record("\(complaint)") }
  }

  @Test func `the line after the limit is an error`() {
    let most = String(repeating: "\n", count: 400)
    #expect(
      complaints(["a.swift": most, "b.swift": most + "\n"]) == [
        "b.swift:401: error: 401 lines, where 400 are the limit; split the file"
      ])
  }
}
