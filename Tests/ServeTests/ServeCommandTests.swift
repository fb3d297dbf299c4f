// `weft serve` as an author has it: a book that is edited while pages are open. There is no toolchain
// in the path, so that nothing is compiled and every pass is quick; what a run changes is in the tests
// of the loop.

import FlyingSocks
import Foundation
import Testing

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
    var process: Process
    var visitor: Visitor
    var output: FileHandle

    /// Lets it end as Control-C does.
    func end() throws -> (status: Int32, rest: String) {
      kill(process.processIdentifier, SIGINT)
      let rest = try output.readToEnd() ?? Data()
      process.waitUntilExit()
      return (process.terminationStatus, String(decoding: rest, as: UTF8.self))
    }
  }

  private func start(_ arguments: String...) throws -> Server {
    let process = Process()
    process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "weft")
    process.arguments = ["serve", "--port", "0", "--quiet"] + arguments
    process.currentDirectoryURL = root
    process.environment = [
      "PATH": "/nowhere", "LLVM_PROFILE_FILE": "/dev/null", "USER": "me",
      "SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22",
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    var said = ""
    while !said.contains("from your own machine"), said.count < 1000 {
      said += String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    }
    let port = try #require(said.firstMatch(of: /http:\/\/127.0.0.1:(\d+)\//)?.output.1)
    #expect(said.contains("ssh -L \(port):127.0.0.1:\(port) me@10.0.0.2"))
    return Server(
      process: process, visitor: Visitor(port: try #require(UInt16(port))),
      output: output.fileHandleForReading)
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

  private func page(of server: Server, _ path: String = "/Zoo/01-a.html") async throws -> String {
    try await server.visitor.get(path).body
  }

  @Test func `shows what is saved, keeps the last good page, and ends with nothing left`()
    async throws
  {
    try writeBook()
    defer { try? FileManager.default.removeItem(at: root) }
    let server = try start()
    _ = try await state(of: server) { $0.contains("\"weaving\":1") }
    #expect(try await page(of: server).contains("Zebra."))

    try write("# A\n\nYak.\n", to: "Spec/Zoo/01-a.md")
    _ = try await state(of: server) { $0.contains("\"weaving\":2") }
    #expect(try await page(of: server).contains("Yak."))

    try write("# A\n\n[Gnu](none.md)\n", to: "Spec/Zoo/01-a.md")
    let broken = try await state(of: server) { $0.contains("01-a.md") }
    #expect(broken.contains("\"isClean\":false") && broken.contains("\"line\":3"))
    #expect(broken.contains("\"page\":\"Zoo\\/01-a.html\""))
    #expect(try await page(of: server).contains("Yak."))

    try write("# B\n\nGnu.\n", to: "Spec/Zoo/02-b.md")
    try write("# A\n\n[Gnu](02-b.md)\n", to: "Spec/Zoo/01-a.md")
    _ = try await state(of: server) { $0.contains("\"weaving\":3") || $0.contains("\"weaving\":4") }
    #expect(try await page(of: server, "/Zoo/02-b.html").contains("Gnu."))

    let ended = try server.end()
    #expect(ended.status == 0 && ended.rest.hasSuffix("ended\n"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: root.path).sorted() == [
        ".build", "Package.swift", "Spec",
      ])
  }

  @Test func `outlives a manifest that cannot be read, and says so`() async throws {
    try writeBook()
    defer { try? FileManager.default.removeItem(at: root) }
    let server = try start()
    _ = try await state(of: server) { $0.contains("\"weaving\":1") }
    try FileManager.default.removeItem(at: root.appending(path: "Spec/book.yml"))
    _ = try await state(of: server) { $0.contains("book.yml") }
    #expect(try await page(of: server).contains("Zebra."))
    try writeBook()
    _ = try await state(of: server) { !$0.contains("book.yml") }
    #expect(try server.end().status == 0)
  }

  @Test func `follows 500 saves, and shows the last one`() async throws {
    try writeBook()
    defer { try? FileManager.default.removeItem(at: root) }
    let server = try start()
    _ = try await state(of: server) { $0.contains("\"weaving\":1") }
    for number in 1...500 { try write("# A\n\nSave \(number).\n", to: "Spec/Zoo/01-a.md") }
    while try await !page(of: server).contains("Save 500.") { await Task.yield() }
    #expect(try server.end().status == 0)
  }

  @Test func `serves 200 pages that listen at once, and forgets those that went`() async throws {
    try writeBook()
    defer { try? FileManager.default.removeItem(at: root) }
    let server = try start()
    _ = try await state(of: server) { $0.contains("\"weaving\":1") }
    var sockets: [AsyncSocket] = []
    for _ in 0..<200 {
      let socket = try await server.visitor.listen(
        origin: "http://127.0.0.1:\(server.visitor.port)")
      _ = try await socket.head()
      sockets.append(socket)
    }
    try write("# A\n\nYak.\n", to: "Spec/Zoo/01-a.md")
    for socket in sockets {
      while try await !socket.text().contains("\"weaving\":2") {}
    }
    for socket in sockets { try socket.close() }
    #expect(try await page(of: server).contains("Yak."))
    #expect(try server.end().status == 0)
  }

  @Test func `refuses a folder that is no book`() throws {
    try write("text", to: "file")
    defer { try? FileManager.default.removeItem(at: root) }
    let process = Process()
    process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "weft")
    process.arguments = ["serve"]
    process.currentDirectoryURL = root
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 3)
  }
}
