// A browser's part of a conversation with a server: requests as they are written, answers as they come.

import FlyingSocks
import Foundation
import Testing

/// Talks to a server of this machine. It waits as long as it takes: tests that wait for other programs
/// keep the threads that all share.
struct Visitor {
  let port: UInt16

  /// An answer, its body as text.
  struct Answer {
    var status: Int
    /// By their names in small letters.
    var headers: [String: String] = [:]
    var body: String
  }

  private var address: sockaddr_in {
    get throws { try sockaddr_in.inet(ip4: "127.0.0.1", port: port) }
  }

  /// Asks as a browser does that has the path from somebody else: without making it tidy.
  func get(
    _ path: String, method: String = "GET", _ headers: [String: String] = [:]
  ) async throws -> Answer {
    let host = headers["Host"] ?? "127.0.0.1:\(port)"
    var lines = ["\(method) \(path) HTTP/1.1", "Host: \(host)", "Connection: close"]
    for (name, value) in headers where name != "Host" { lines.append("\(name): \(value)") }
    let socket = try await AsyncSocket.connected(to: address, timeout: 3600)
    defer { try? socket.close() }
    try await socket.write(Data((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8))
    let head = try await socket.head().components(separatedBy: "\r\n")
    let status = try #require(head[0].split(separator: " ").dropFirst().first.flatMap { Int($0) })
    var answer = Answer(status: status, body: "")
    for line in head.dropFirst() {
      let (name, value) = (line.prefix { $0 != ":" }, line.drop { $0 != ":" }.dropFirst(2))
      answer.headers[name.lowercased()] = String(value)
    }
    let length = answer.headers["content-length"].flatMap { Int($0) } ?? 0
    if method != "HEAD", length > 0 {
      answer.body = String(decoding: try await socket.read(bytes: length), as: UTF8.self)
    }
    return answer
  }

  /// Opens the socket that tells the state.
  ///
  /// - Parameter origin: the page that opens it.
  func listen(origin: String) async throws -> AsyncSocket {
    let socket = try await AsyncSocket.connected(to: address, timeout: 3600)
    let request = """
      GET /-/state HTTP/1.1\r
      Host: 127.0.0.1:\(port)\r
      Origin: \(origin)\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Version: 13\r
      Sec-WebSocket-Key: AAECAwQFBgcICQoLDA0ODw==\r
      \r

      """
    try await socket.write(Data(request.utf8))
    return socket
  }
}

extension AsyncSocket {
  /// Reads up to the end of an answer's head.
  func head() async throws -> String {
    var head: [UInt8] = []
    while !head.suffix(4).elementsEqual("\r\n\r\n".utf8) { head.append(try await read()) }
    return String(decoding: head, as: UTF8.self)
  }

  /// Reads one text frame of a web socket, which a server sends without a mask.
  ///
  ///     FIN, opcode │ length: 7 bits; 126: two bytes follow │ text
  func text() async throws -> String {
    _ = try await read()
    var length = Int(try await read())
    if length == 126 { length = Int(try await read()) << 8 | Int(try await read()) }
    return String(decoding: try await read(bytes: length), as: UTF8.self)
  }
}
