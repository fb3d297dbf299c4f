// Of an edit in a book that is served the edited chapter's verdicts are there before all others.

import Foundation
import Programs
import Synchronization
import Testing
import Trials

extension GoldenBookTests {
  /// A weft that serves, and what it printed so far.
  private final class Server: Sendable {
    private let said = Mutex("")
    private let process = Mutex<pid_t?>(nil)

    func run(_ weft: ChildProcess) async throws -> ChildProcess.Ending {
      try await weft.run(
        onStart: { number in process.withLock { $0 = number } },
        onOutput: { bytes in said.withLock { $0 += String(decoding: bytes, as: UTF8.self) } }
      ).ending
    }

    /// How many runs came to their end.
    var endedRuns: Int { said.withLock { $0.split(separator: "tests passed").count - 1 } }

    func end() { process.withLock { $0.map { _ = kill($0, SIGINT) } } }
  }

  /// A chapter whose test ends when a file is there.
  private func waiting(for file: URL) -> String {
    """
    # Waiting

    This test takes as long as the one who tests it wants.

    ```swift test
    import Foundation

    @Test func `waits`() async throws {
      while !FileManager.default.fileExists(atPath: "\(file.path)") {
        try await Task.sleep(for: .milliseconds(20))
      }
    }
    ```

    """
  }

  @Test(.timeLimit(.minutes(10)))
  func `of an edit that is served the edited chapter's verdicts are on its page first`()
    async throws
  {
    let package = try GoldenPackage(parts: ["Passing"])
    // What an earlier run of this test came to would be known at once.
    for kept in ["evidence", "parts"] {
      try? FileManager.default.removeItem(at: package.url(".build/weft/\(kept)"))
    }
    let (chapter, sign) = ("Spec/Passing/01-passing.md", package.url(".build/go"))
    try package.write(waiting(for: sign), to: "Spec/Passing/02-waiting.md")
    try package.write("", to: ".build/go")
    let server = Server()
    let running = Task { try await server.run(package.process(["serve", "--port", "0"])) }
    while server.endedRuns < 1 { try await Task.sleep(for: .milliseconds(20)) }
    try FileManager.default.removeItem(at: sign)
    let text = try String(contentsOf: package.url(chapter), encoding: .utf8)
    #expect(text.contains("  + 1  // → 21"))
    try package.write(text.replacing("  + 1  // → 21", with: "  + 2  // → 21"), to: chapter)
    let page = package.url(".build/weft/served/Passing/01-passing.html")
    var shown = ""
    while !shown.contains("fence example failed") {
      shown = (try? String(contentsOf: page, encoding: .utf8)) ?? ""
      try await Task.sleep(for: .milliseconds(20))
    }
    // The other chapter's test, and with it the run, has not come to its end.
    #expect(server.endedRuns == 1)
    try package.write("", to: ".build/go")
    while server.endedRuns < 2 { try await Task.sleep(for: .milliseconds(20)) }
    server.end()
    #expect(try await running.value == .exited(0))
  }
}
