// `weft serve` as an author has it: a book that is edited while pages are open. There is no toolchain
// in the path, so that nothing is compiled and every pass is quick; what a run changes is in the tests
// of the loop.

import FlyingSocks
import Foundation
import Programs
import Testing
import Trials

@Suite(.serialized) struct `weft serve` {
  private let root = FileManager.default.temporaryDirectory
    .appending(path: "weft-author-\(UUID().uuidString)")

  private func write(_ text: String, to path: String) throws {
    let url = root.appending(path: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  private func writeBook() throws {
    try write("// none\n", to: "Package.swift")
    try write("title: T\nparts: [Zoo]\n", to: "Spec/book.yml")
    try write("# A\n\nZebra.\n", to: "Spec/Zoo/01-a.md")
  }

  /// A server at work.
  private struct Server {
    var process: pid_t
    var visitor: Visitor
    /// Its end, and all that it printed.
    var running: Task<(ending: ChildProcess.Ending, text: String), any Error>

    /// Lets it end as Control-C does.
    func end() async throws -> (ending: ChildProcess.Ending, text: String) {
      kill(process, SIGINT)
      return try await running.value
    }
  }

  private func start() async throws -> Server {
    var weft = ChildProcess.built("weft", ["serve", "--port", "0", "--quiet"], in: root)
    weft.environment.merge([
      "PATH": "/nowhere", "USER": "me", "SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22",
    ]) { $1 }
    let (processes, process) = AsyncStream.makeStream(of: pid_t.self)
    let (pieces, output) = AsyncStream.makeStream(of: String.self)
    let running = Task { [weft] in
      defer { output.finish() }
      var said = ""
      let (ending, _) = try await weft.run(
        onStart: { process.yield($0) },
        onOutput: {
          said += String(decoding: $0, as: UTF8.self)
          output.yield(said)
        })
      return (ending: ending, text: said)
    }
    let said = try #require(await pieces.first { $0.contains("from your own machine") })
    let port = try #require(said.firstMatch(of: /http:\/\/127.0.0.1:(\d+)\//)?.output.1)
    #expect(said.contains("ssh -L \(port):127.0.0.1:\(port) me@10.0.0.2"))
    return Server(
      process: try #require(await processes.first { _ in true }),
      visitor: Visitor(port: try #require(UInt16(port))), running: running)
  }

  /// The states from a new page on, until one is as wanted.
  private func state(
    of server: Server, where isWanted: (String) -> Bool
  ) async throws -> String {
    let socket = try await server.visitor.listen(origin: "http://127.0.0.1:\(server.visitor.port)")
    defer { try? socket.close() }
    _ = try await socket.head()
    while true {
      let state = try await socket.text()
      if isWanted(state) { return state }
    }
  }

  /// How often something was woven, as a state says it. Who reads slowly does not see each number.
  private func weavings(_ state: String) -> Int {
    state.firstMatch(of: /"weaving":(\d+)/).flatMap { Int($0.output.1) } ?? 0
  }

  private func page(of server: Server, _ path: String = "/Zoo/01-a.html") async throws -> String {
    try await server.visitor.get(path).body
  }

  @Test func `shows what is saved, keeps the last good page, and ends with nothing left`()
    async throws
  {
    try writeBook()
    defer { try? FileManager.default.removeItem(at: root) }
    let server = try await start()
    _ = try await state(of: server) { weavings($0) >= 1 }
    #expect(try await page(of: server).contains("Zebra."))

    try write("# A\n\nYak.\n", to: "Spec/Zoo/01-a.md")
    _ = try await state(of: server) { weavings($0) >= 2 }
    #expect(try await page(of: server).contains("Yak."))

    try write("# A\n\n[Gnu](none.md)\n", to: "Spec/Zoo/01-a.md")
    let broken = try await state(of: server) { $0.contains("01-a.md") }
    #expect(broken.contains("\"isClean\":false") && broken.contains("\"line\":3"))
    #expect(broken.contains("\"page\":\"Zoo\\/01-a.html\""))
    #expect(try await page(of: server).contains("Yak."))

    try write("# B\n\nGnu.\n", to: "Spec/Zoo/02-b.md")
    try write("# A\n\n[Gnu](02-b.md)\n", to: "Spec/Zoo/01-a.md")
    while try await !page(of: server, "/Zoo/02-b.html").contains("Gnu.") { await Task.yield() }

    let ended = try await server.end()
    #expect(ended.ending == .exited(0) && ended.text.hasSuffix("ended\n"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: root.path).sorted() == [
        ".build", "Package.swift", "Spec",
      ])
  }

  @Test func `outlives a manifest that cannot be read, and says so`() async throws {
    try writeBook()
    defer { try? FileManager.default.removeItem(at: root) }
    let server = try await start()
    _ = try await state(of: server) { weavings($0) >= 1 }
    try FileManager.default.removeItem(at: root.appending(path: "Spec/book.yml"))
    _ = try await state(of: server) { $0.contains("book.yml") }
    #expect(try await page(of: server).contains("Zebra."))
    try writeBook()
    _ = try await state(of: server) { !$0.contains("book.yml") }
    #expect(try await server.end().ending == .exited(0))
  }

  @Test func `follows 500 saves, and shows the last one`() async throws {
    try writeBook()
    defer { try? FileManager.default.removeItem(at: root) }
    let server = try await start()
    _ = try await state(of: server) { weavings($0) >= 1 }
    for number in 1...500 { try write("# A\n\nSave \(number).\n", to: "Spec/Zoo/01-a.md") }
    while try await !page(of: server).contains("Save 500.") { await Task.yield() }
    #expect(try await server.end().ending == .exited(0))
  }

  @Test func `serves 200 pages that listen at once, and forgets those that went`() async throws {
    try writeBook()
    defer { try? FileManager.default.removeItem(at: root) }
    let server = try await start()
    _ = try await state(of: server) { weavings($0) >= 1 }
    var sockets: [AsyncSocket] = []
    for _ in 0..<200 {
      let socket = try await server.visitor.listen(
        origin: "http://127.0.0.1:\(server.visitor.port)")
      _ = try await socket.head()
      sockets.append(socket)
    }
    try write("# A\n\nYak.\n", to: "Spec/Zoo/01-a.md")
    for socket in sockets {
      while try await weavings(socket.text()) < 2 {}
    }
    for socket in sockets { try socket.close() }
    #expect(try await page(of: server).contains("Yak."))
    #expect(try await server.end().ending == .exited(0))
  }

  /// The number in the title of all pages; `nil` where they differ, or one is not whole.
  private var shownNumber: Int? {
    let numbers = ["01-a", "02-b"].map { name -> Int? in
      let url = root.appending(path: ".build/weft/served/Zoo/\(name).html")
      guard let page = try? String(contentsOf: url, encoding: .utf8), page.contains("</html>")
      else { return nil }
      return page.firstMatch(of: /<title>[^<]* (\d+)<\/title>/).flatMap { Int($0.output.1) }
    }
    return numbers[0] == numbers[1] ? numbers[0] : nil
  }

  /// Gives the book a title with a number, which all pages show, in one step.
  private func number(_ number: Int) throws {
    let manifest = root.appending(path: "Spec/book.yml")
    try Data("title: T \(number)\nparts: [Zoo]\n".utf8).write(to: manifest, options: .atomic)
  }

  @Test(.timeLimit(.minutes(30)))
  func `leaves a whole site wherever it is killed`() async throws {
    var kills = Kills(few: 8)
    print("killing weft serve \(kills.count) times, by the chance of seed \(kills.seed)")
    try writeBook()
    try write("# B\n\nGnu.\n", to: "Spec/Zoo/02-b.md")
    defer { try? FileManager.default.removeItem(at: root) }
    try number(0)
    let first = try await start()
    _ = try await state(of: first) { weavings($0) >= 1 }
    _ = try await first.end()
    #expect(shownNumber == 0)
    for round in 1...max(1, kills.count) {
      let server = try await start()
      try number(round)
      let moment = kills.moment(within: .milliseconds(400))
      try await Task.sleep(for: moment)
      kill(server.process, SIGKILL)
      #expect(try await server.running.value.ending == .signalled(SIGKILL))
      let place: Comment = "seed \(kills.seed), kill \(round) after \(moment)"
      #expect(try #require(shownNumber, place) <= round, place)
    }
    let last = try await start()
    _ = try await state(of: last) { !$0.contains("\"standing\":\"\"") }
    _ = try await last.end()
    #expect(shownNumber == max(1, kills.count))
    let left = try FileManager.default.contentsOfDirectory(
      atPath: root.appending(path: ".build/weft").path)
    #expect(!left.contains { $0.hasPrefix(".served") })
  }

  @Test func `refuses a folder that is no book`() async throws {
    try write("text", to: "file")
    defer { try? FileManager.default.removeItem(at: root) }
    #expect(try await ChildProcess.built("weft", ["serve"], in: root).output().status == 3)
  }
}
