import Evidence
import Foundation
import Testing

@testable import Run

private func record(_ key: String) -> EvidenceRecord {
  EvidenceRecord(Evidence(state: .complete, key: key), codeLines: [:])
}

@Suite struct `Kept evidence` {
  @Test func `is found by its key alone`() async throws {
    try await withFolder([:]) { root in
      let store = EvidenceStore(folder: root.appending(path: "evidence"))
      #expect(store.record("a") == nil)
      try store.keep(record("a"))
      #expect(store.record("a") == record("a"))
      #expect(store.record("b") == nil)
    }
  }

  @Test func `that cannot be read, or is of another key, counts as none`() async throws {
    let files = ["evidence/a.evidence": "{\"version\":", "evidence/b.evidence": "{}"]
    try await withFolder(files) { root in
      let store = EvidenceStore(folder: root.appending(path: "evidence"))
      #expect(store.record("a") == nil)
      try store.keep(record("c"))
      let folder = root.appending(path: "evidence")
      try FileManager.default.copyItem(
        at: folder.appending(path: "c.evidence"), to: folder.appending(path: "d.evidence"))
      #expect(store.record("d") == nil)
    }
  }

  @Test func `of the newest eight stays`() async throws {
    try await withFolder([:]) { root in
      let store = EvidenceStore(folder: root)
      for age in 0..<10 {
        try store.keep(record("key\(age)"))
        try FileManager.default.setAttributes(
          [.modificationDate: Date(timeIntervalSince1970: Double(1000 - age))],
          ofItemAtPath: root.appending(path: "key\(age).evidence").path)
      }
      try store.keep(record("new"))
      let names = try FileManager.default.contentsOfDirectory(atPath: root.path).sorted()
      #expect(names.count == 8)
      #expect(names.first == "key0.evidence" && names.last == "new.evidence")
    }
  }
}

@Suite struct `What SwiftPM writes about a build` {
  static let text = #"""
    {"builtTestProducts": [
      {"binaryPath": "/p/other.xctest", "packagePath": "/other", "productName": "o"},
      {"binaryPath": "/p/zoo.xctest", "packagePath": "/zoo", "productName": "z"}],
     "targetDependencyMap": {"FoodTests": ["ExampleValues", "Zoo", "Food", "Yams"]},
     "swiftCommands": {"C.FoodTests-debug.module": {
       "moduleName": "FoodTests", "importPath": "/p/Modules", "sources": [],
       "otherArguments": ["-Onone", "-DDEBUG", "-Xcc", "-fmodule-map-file=/m/module.modulemap",
         "-emit-objc-header-path", "/x.h", "-swift-version", "6", "-j2", "-profile-generate"]}}}
    """#

  @Test func `names the package's own test binary, and what its tests import`() async throws {
    try await withFolder(["debug/description.json": Self.text]) { root in
      let description = try BuildDescription(inScratch: root)
      #expect(description.testBinary(ofPackage: "/zoo") == "/p/zoo.xctest")
      #expect(description.imports(ofPart: "Food", among: ["Zoo", "Food"]) == ["Food", "Zoo"])
      #expect(
        description.importFlags(ofPart: "Food") == [
          "-I", "/p/Modules", "-DDEBUG", "-Xcc", "-fmodule-map-file=/m/module.modulemap",
          "-swift-version", "6",
        ])
      #expect(description.importFlags(ofPart: "Zoo").isEmpty)
    }
  }
}
