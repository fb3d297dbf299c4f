// What the toolchain's compiler notes, read by its own library: a small module is compiled for real.

import Foundation
import Lexer
import Programs
import Testing

@testable import IndexStore

/// The toolchain that runs these tests.
private func toolchain() -> URL? {
  let paths = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
  return paths.lazy.map { URL(filePath: "\($0)/swiftc") }
    .first { FileManager.default.isExecutableFile(atPath: $0.path) }?
    .resolvingSymlinksInPath().deletingLastPathComponent().deletingLastPathComponent()
}

/// Compiles files into a store, and reads of it what is wanted.
private func indexed(
  _ files: [String: String], where isWanted: (String) -> Bool
) async throws -> [IndexedFile] {
  let usr = try #require(toolchain())
  let folder = URL.temporaryDirectory.appending(path: "weft-index-\(UUID().uuidString)")
  defer { try? FileManager.default.removeItem(at: folder) }
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
  let compiler = ChildProcess(
    usr.appending(path: "bin/swiftc").path,
    ["-c", "-module-name", "Zoo", "-index-store-path", "store"] + files.keys.sorted(), in: folder)
  let said = try await compiler.output()
  try #require(said.ending.isSuccess)
  let store = try IndexStore(
    library: usr.appending(path: "lib/libIndexStore.so").path,
    folder: folder.appending(path: "store").path)
  return store.files { isWanted(String($0.split(separator: "/").last ?? "")) }
}

/// An occurrence in words: `3:7 contains(_:) defined`.
private func words(_ file: IndexedFile) -> [String] {
  file.occurrences.map { place in
    "\(place.line):\(place.column) \(file.symbols[place.symbol].name)"
      + (place.isDefinition ? " defined" : "")
  }
}

struct IndexStoreTests {
  @Test func `each name that is written is noted at its place, none that the compiler inserts`()
    async throws
  {
    let files = try await indexed([
      "cage.swift": """
      struct Cage {
        var lions = 0
        static func < (a: Cage, b: Cage) -> Bool { a.lions < b.lions }
      }
      """,
      "use.swift": "let full = Cage(lions: 2)\nlet more = full < Cage()\n",
    ]) { $0 == "cage.swift" || $0 == "use.swift" }
    #expect(
      files.map { String($0.path.split(separator: "/").last ?? "") } == ["cage.swift", "use.swift"])
    let cage = words(files[0])
    #expect(cage.contains("1:8 Cage defined") && cage.contains("2:7 lions defined"))
    #expect(cage.contains("3:15 <(_:_:) defined") && cage.contains("3:48 lions"))
    let use = words(files[1])
    #expect(use.contains("1:12 Cage") && use.contains("2:17 <(_:_:)"))
    #expect(!(cage + use).contains { $0.contains("etter:") || $0.contains("Literal") })
    let symbols = files.map { file in
      Set(file.symbols.filter { $0.name == "Cage" && $0.kind == .type }.map(\.usr))
    }
    #expect(symbols == [["s:3Zoo4CageV"], ["s:3Zoo4CageV"]])
  }

  @Test func `files that are not wanted are not read`() async throws {
    #expect(
      try await indexed(["a.swift": "let a = 1\n", "b.swift": "let b = a\n"]) { _ in false } == [])
  }

  @Test func `a library or a store that is missing is an error that names it`() throws {
    let usr = try #require(toolchain())
    #expect(throws: ToolchainLibrary.Unavailable(description: "/no/lib.so cannot be loaded")) {
      try IndexStore(library: "/no/lib.so", folder: "/")
    }
    #expect(throws: ToolchainLibrary.Unavailable(description: "/no/store holds no index store")) {
      try IndexStore(
        library: usr.appending(path: "lib/libIndexStore.so").path, folder: "/no/store")
    }
  }
}
