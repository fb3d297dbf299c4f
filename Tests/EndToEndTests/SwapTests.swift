// A site is whole at every moment, whenever weft is killed.

import Foundation
import Programs
import Testing
import Trials

@Suite(.serialized) struct `The site's swap` {
  private func write(_ version: Int, in folder: URL) throws {
    let files = [
      "Package.swift": "// none\n", "Spec/book.yml": "title: T\nparts: [P]\n",
      "Spec/P/01-a.md": "# A\n\nVersion \(version).\n",
      "Spec/P/02-b.md": "# B\n\nVersion \(version).\n",
    ]
    for (path, text) in files {
      let url = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
  }

  /// The version that both pages show; `nil` when they differ, or one is not whole.
  private func version(of site: URL) -> Int? {
    let versions = ["P/01-a.html", "P/02-b.html"].map { path -> Int? in
      guard
        let page = try? String(contentsOf: site.appending(path: path), encoding: .utf8),
        page.contains("</html>"), let found = page.firstMatch(of: /Version (\d+)\./)
      else { return nil }
      return Int(found.output.1)
    }
    return versions[0] == versions[1] ? versions[0] : nil
  }

  @Test func `leaves a whole site behind each of 200 kills, and nothing else`() async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "weft-swap-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try write(0, in: folder)
    let start = ContinuousClock.now
    #expect(try await BuiltProgram.weft(["weave", "--quiet"], in: folder).status == 0)
    let whole = ContinuousClock.now - start
    let site = folder.appending(path: "Site/public")
    var killed = 0
    for round in 1...200 {
      try write(round, in: folder)
      // Moments spread over the time that a whole run takes.
      let moment = whole * (Double(round % 100) / 100)
      var killer: Task<Void, any Error>?
      let (ending, _) = try await ChildProcess.built("weft", ["weave", "--quiet"], in: folder).run(
        onStart: { process in
          killer = Task {
            try await Task.sleep(for: moment)
            kill(process, SIGKILL)
          }
        }, onOutput: { _ in })
      killer?.cancel()
      if ending == .signalled(SIGKILL) { killed += 1 }
      let shown = try #require(version(of: site), "round \(round)")
      #expect(shown <= round)
    }
    #expect(killed > 0)
    #expect(try await BuiltProgram.weft(["weave", "--quiet"], in: folder).status == 0)
    #expect(version(of: site) == 200)
    let left = try FileManager.default.contentsOfDirectory(
      atPath: folder.appending(path: "Site").path)
    #expect(left == ["public"])
  }
}
