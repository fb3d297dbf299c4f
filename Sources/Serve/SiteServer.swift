// The server: a site's files and the state of the book, on the loopback device only.
//
//     /Part/chapter.html   a file of the site, HTML with the live script
//     /-/state             a web socket that tells the state
//     /-/                  a small page about the state

import Book
import FlyingFox
import FlyingSocks
package import Foundation
import Weave

/// Serves a woven site.
package struct SiteServer: Sendable {
  /// Nobody can be served.
  package struct Failure: Error, CustomStringConvertible {
    package var description: String
  }

  package let announcer: Announcer
  /// The port it listens at.
  package let port: UInt16
  private let server: HTTPServer
  private let running: Task<Void, any Error>

  /// Begins to serve.
  ///
  /// - Parameters:
  ///   - site: the folder of the site, which need not be there yet.
  ///   - port: the first to be tried; when it is taken, the next ones are. 0 is any that is free.
  /// - Throws: `Failure` when none of 100 ports is free.
  package init(_ site: URL, announcer: Announcer, port: UInt16) async throws {
    let answers = SiteAnswers(folder: ServedFolder(root: site), announcer: announcer)
    let last = port == 0 ? 0 : UInt16(clamping: Int(port) + 99)
    for candidate in port...last {
      let configuration = HTTPServer.Configuration(
        address: try sockaddr_in.inet(ip4: "127.0.0.1", port: candidate), timeout: Self.patience,
        logger: .disabled)
      let server = HTTPServer(config: configuration, handler: answers)
      let running = Task { try await server.run() }
      if let taken = await Self.port(of: server, running) {
        (self.announcer, self.server, self.running) = (announcer, server, running)
        self.port = taken
        return
      }
    }
    throw Failure(
      description: "no port from \(port) on is free; name another one with --port")
  }

  /// Seconds that an answer may take. A busy machine is no reason to give none, and whoever does not
  /// want to wait closes the connection.
  private static let patience: Double = 3600

  /// The port that a server came to listen at; `nil` when it could not.
  private static func port(
    of server: HTTPServer, _ running: Task<Void, any Error>
  ) async -> UInt16? {
    // Whichever is told first; the other one has nothing more to say.
    let (outcomes, outcome) = AsyncStream.makeStream(of: Bool.self)
    Task { outcome.yield((try? await server.waitUntilListening(timeout: patience)) != nil) }
    Task {
      _ = await running.result
      outcome.yield(false)
    }
    let isListening = await outcomes.first { _ in true } ?? false
    guard isListening, case .ip4(_, let port) = await server.listeningAddress else { return nil }
    return port
  }

  /// Stops serving; who is connected is let go.
  package func stop() async {
    await announcer.end()
    await server.stop(timeout: 1)
    running.cancel()
  }
}

/// What the server answers.
private struct SiteAnswers: HTTPHandler {
  let folder: ServedFolder
  let announcer: Announcer
  let livePage = LivePage()
  let socket: WebSocketHTTPHandler

  init(folder: ServedFolder, announcer: Announcer) {
    self.folder = folder
    self.announcer = announcer
    socket = .webSocket(AnnouncementSocket(announcer: announcer))
  }

  func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
    guard RequestGuard.allows(request) else {
      return plain(.forbidden, "This server answers only this machine's own pages.")
    }
    let path = Self.path(of: request)
    if path == "/-/state" { return try await socket.handleRequest(request) }
    guard request.method == .GET || request.method == .HEAD else {
      return plain(.methodNotAllowed, "This server only gives pages away.")
    }
    let state = await announcer.state
    if path == "/-/" { return page(StatePage(state).bytes, .ok, request) }
    switch folder.answer(to: path) {
    case .file(let bytes, let path):
      let type = ServedFolder.mediaType(of: path)
      return type.hasPrefix("text/html")
        ? page(bytes, .ok, request) : answer(bytes, Self.tag(of: bytes), type, .ok, request)
    case .folder:
      let place: HTTPHeaders = [.location: "\(request.target.rawValue.prefix { $0 != "?" })/"]
      return HTTPResponse(statusCode: .movedPermanently, headers: place)
    case .missing:
      return page(StatePage(state, missing: path).bytes, .notFound, request)
    }
  }

  /// The path that was asked for, percent signs resolved; FlyingFox's own has lost the slash at its
  /// end.
  private static func path(of request: HTTPRequest) -> String {
    let raw = request.target.rawValue.prefix { $0 != "?" && $0 != "#" }
    return String(raw).removingPercentEncoding ?? ""
  }

  private func page(
    _ bytes: [UInt8], _ status: HTTPStatusCode, _ request: HTTPRequest
  ) -> HTTPResponse {
    let tag = Self.tag(of: bytes)
    let live = livePage.live(bytes, tag: tag, host: request.headers[.host] ?? "")
    return answer(live, tag, ServedFolder.mediaType(of: ".html"), status, request)
  }

  private func answer(
    _ bytes: [UInt8], _ tag: String, _ type: String, _ status: HTTPStatusCode,
    _ request: HTTPRequest
  ) -> HTTPResponse {
    var headers: HTTPHeaders = [
      .contentType: type, .eTag: tag, .cacheControl: "no-cache",
      HTTPHeader("X-Content-Type-Options"): "nosniff",
      HTTPHeader("X-Frame-Options"): "DENY",
      HTTPHeader("Cross-Origin-Resource-Policy"): "same-origin",
      HTTPHeader("Referrer-Policy"): "no-referrer",
    ]
    if status == .ok, request.headers[.ifNoneMatch] == tag {
      return HTTPResponse(statusCode: HTTPStatusCode(304, phrase: "Not Modified"), headers: headers)
    }
    if request.method == .HEAD {
      headers[.contentLength] = "\(bytes.count)"
      return HTTPResponse(statusCode: status, headers: headers)
    }
    return HTTPResponse(statusCode: status, headers: headers, body: Data(bytes))
  }

  private func plain(_ status: HTTPStatusCode, _ text: String) -> HTTPResponse {
    let headers: HTTPHeaders = [.contentType: "text/plain; charset=utf-8"]
    return HTTPResponse(statusCode: status, headers: headers, body: Data((text + "\n").utf8))
  }

  private static func tag(of bytes: [UInt8]) -> String {
    "\"\(Digest(of: bytes).description.prefix(32))\""
  }
}
