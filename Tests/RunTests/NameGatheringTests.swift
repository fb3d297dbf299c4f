// What is said where nothing can be known of names.

import Book
import Evidence
import Foundation
import Testing

@testable import Run

@Suite struct `Without an index of the code` {
  private func gathered(_ files: [String: String]) async throws -> Evidence {
    try await withFolder(files) { root in
      let book = Book.reading(BookFolder(path: "Spec", parts: [:])) { _ in
        Array("title: A\nparts: []\n".utf8)
      }
      let run = BookRun(book, root: root, read: { _ in [] }, reread: { _ in [] })
      var evidence = Evidence(state: .complete)
      let toolchain = Toolchain(folder: root.appending(path: "usr"), version: "Swift")
      try NameGathering(run: run, toolchain: toolchain).gather(&evidence)
      return evidence
    }
  }

  @Test func `evidence lacks nothing but names, and says why`() async throws {
    let missing = try await gathered([:])
    #expect(
      missing.namesMissing == "the toolchain has no libIndexStore.so; install a whole one")
    #expect(missing.omissions.isEmpty && missing.symbols.isEmpty)
    // One that cannot be loaded is as good as none.
    let library = ["usr/lib/libIndexStore.so": "no library"]
    let store = [".build/weft/swift/debug/index/store/v5/units/a": "a"]
    let none = try await gathered(library)
    #expect(none.namesMissing == "the build left no index of the book's code")
    let broken = try await gathered(library.merging(store) { $1 })
    #expect(
      broken.namesMissing
        == "the toolchain's libIndexStore.so cannot be used; install a whole toolchain")
    #expect(broken.omissions.isEmpty && none.omissions.isEmpty)
  }
}
