// The server, asked by browsers that mean well and by pages that do not.

import Book
import FlyingSocks
import Foundation
import Testing

@testable import Serve

@Suite struct `The server` {
  private static let page = """
    <!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="default-src \
    'none'; script-src 'none'"></head><body><p>Zebra</p></body></html>
    """

  /// Serves a site of one page, one picture and a folder, while the closure runs.
  private func served(
    _ body: (Visitor, Announcer, URL) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "weft-serve-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let site = folder.appending(path: "site")
    try FileManager.default.createDirectory(
      at: site.appending(path: "Zoo"), withIntermediateDirectories: true)
    try Data(Self.page.utf8).write(to: site.appending(path: "index.html"))
    try Data("p{}".utf8).write(to: site.appending(path: "Zoo/a b.css"))
    try Data("secret".utf8).write(to: folder.appending(path: "secret.txt"))
    try Data("secret".utf8).write(to: site.appending(path: ".hidden"))
    try FileManager.default.createSymbolicLink(
      at: site.appending(path: "link.txt"),
      withDestinationURL: folder.appending(path: "secret.txt"))
    let announcer = Announcer()
    let server = try await SiteServer(site, announcer: announcer, port: 0)
    do { try await body(Visitor(port: server.port), announcer, site) } catch {
      await server.stop()
      throw error
    }
    await server.stop()
  }

  @Test func `gives a page with the live script, which its policy allows`() async throws {
    try await served { visitor, _, _ in
      for path in ["/", "/index.html", "/index.html?x=1"] {
        let answer = try await visitor.get(path)
        #expect(answer.status == 200, "\(path)")
        #expect(answer.headers["content-type"] == "text/html; charset=utf-8")
        #expect(answer.body.contains("<p>Zebra</p>"))
        #expect(answer.body.contains("connect-src 'self' ws://127.0.0.1:\(visitor.port); "))
        #expect(answer.body.contains("script-src 'sha256-"))
        #expect(!answer.body.contains("script-src 'none'"))
      }
    }
  }

  @Test func `leaves a title alone that speaks of policies`() {
    let title = "<title>What script-src means</title>"
    let meta = "<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'none'\">"
    let live = LivePage().live(Array((title + meta).utf8), tag: "\"t\"", host: "localhost")
    let page = String(decoding: live, as: UTF8.self)
    #expect(page.hasPrefix(title))
    #expect(page.contains("content=\"connect-src 'self' ws://localhost; script-src 'sha256-"))
    let plain = LivePage().live(Array(title.utf8), tag: "\"t\"", host: "localhost")
    #expect(plain.starts(with: Array(title.utf8)))
  }

  @Test func `gives other files as they are`() async throws {
    try await served { visitor, _, _ in
      let answer = try await visitor.get("/Zoo/a%20b.css")
      #expect(answer.status == 200 && answer.body == "p{}")
      #expect(answer.headers["content-type"] == "text/css; charset=utf-8")
      let head = try await visitor.get("/index.html", method: "HEAD")
      #expect(head.status == 200 && head.body.isEmpty)
      #expect(try await visitor.get("/index.html", method: "POST").status == 405)
    }
  }

  @Test func `does not send what the browser has already`() async throws {
    try await served { visitor, _, site in
      let tag = try #require(try await visitor.get("/index.html").headers["etag"])
      let same = try await visitor.get("/index.html", ["If-None-Match": tag])
      #expect(same.status == 304 && same.body.isEmpty)
      try Data("<p>Yak</p>".utf8).write(to: site.appending(path: "index.html"))
      let changed = try await visitor.get("/index.html", ["If-None-Match": tag])
      #expect(changed.status == 200 && changed.body.contains("<p>Yak</p>"))
      #expect(changed.headers["etag"] != tag)
    }
  }

  @Test(arguments: [
    "/../secret.txt", "/%2e%2e/secret.txt", "/Zoo/../../secret.txt", "/Zoo/%2e%2e%2f../secret.txt",
    "//secret.txt", "/.hidden", "/link.txt", "/index.html%00.css", "/Zoo", "/Zoo/", "/none",
    "/index.html/", "/%zz",
  ])
  func `gives nothing away that is no file of the site`(path: String) async throws {
    try await served { visitor, _, _ in
      let answer = try await visitor.get(path)
      #expect(answer.status == 404)
      #expect(!answer.body.hasPrefix("secret") && answer.body.contains("No such page"))
    }
  }

  @Test(arguments: [
    "evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "10.0.0.1", "",
    "127.0.0.1:evil", "[::2]", "[::1", "localhost:99999",
  ])
  func `answers to its own names only`(host: String) async throws {
    try await served { visitor, _, _ in
      let answer = try await visitor.get("/", ["Host": host])
      #expect(answer.status == 403)
    }
  }

  @Test(arguments: ["localhost", "LOCALHOST:80", "127.0.0.1:1", "[::1]:8000"])
  func `answers to every name of this machine, at any end of a tunnel`(host: String) async throws {
    try await served { visitor, _, _ in
      let answer = try await visitor.get("/", ["Host": host])
      #expect(answer.status == 200)
    }
  }

  @Test func `tells the state to its own pages, and all states that follow`() async throws {
    try await served { visitor, announcer, _ in
      let socket = try await visitor.listen(origin: "http://127.0.0.1:\(visitor.port)")
      #expect(try await socket.head().hasPrefix("HTTP/1.1 101"))
      #expect(try await socket.text().contains("\"weaving\":0"))
      await announcer.update { $0.weaving = 7 }
      #expect(try await socket.text().contains("\"weaving\":7"))
      #expect(await announcer.listenerCount == 1)
      try socket.close()
    }
  }

  @Test(arguments: ["http://evil.example", "null", "https://127.0.0.1:1", "http://127.0.0.1:1"])
  func `tells foreign pages nothing`(origin: String) async throws {
    try await served { visitor, announcer, _ in
      let socket = try await visitor.listen(origin: origin)
      #expect(try await socket.head().hasPrefix("HTTP/1.1 403"))
      #expect(await announcer.listenerCount == 0)
      try socket.close()
    }
  }

  @Test func `takes the next port when one is taken`() async throws {
    try await served { visitor, announcer, site in
      let second = try await SiteServer(site, announcer: announcer, port: visitor.port)
      #expect(second.port > visitor.port)
      #expect(try await Visitor(port: second.port).get("/").status == 200)
      await second.stop()
    }
  }

  @Test func `shows problems as text on its own page`() async throws {
    try await served { visitor, announcer, _ in
      let problem = ServerState.Problem(
        location: Location(file: "Spec/Zoo/<b>.md", line: 3), text: "<script>alert(1)</script>",
        page: "Zoo/\"a\".html")
      await announcer.update { $0.tell(Array(repeating: problem, count: 60)) }
      let answer = try await visitor.get("/-/")
      #expect(answer.status == 200)
      #expect(answer.body.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
      #expect(answer.body.contains("Spec/Zoo/&lt;b&gt;.md:3:1"))
      #expect(answer.body.contains("href=\"/Zoo/&quot;a&quot;.html\""))
      #expect(answer.body.contains("and 10 more") && !answer.body.contains("<script>alert"))
    }
  }
}
