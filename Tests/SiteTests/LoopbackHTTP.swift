// One HTTP exchange with a server on this machine, over a socket of its own. (URLSession on Linux
// refuses chromedriver's headers.)

import Foundation

#if canImport(Glibc)
  import Glibc
#endif

enum LoopbackHTTP {
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// Sends a request to 127.0.0.1 and gives the body of the answer.
  static func send(_ method: String, port: UInt16, path: String, body: Data) throws -> Data {
    let socket = try connect(to: port)
    defer { close(socket) }
    var request = Data(
      """
      \(method) \(path) HTTP/1.1\r
      Host: 127.0.0.1:\(port)\r
      Content-Type: application/json\r
      Content-Length: \(body.count)\r
      Connection: close\r
      \r

      """.utf8)
    request += body
    try write(request, to: socket)
    return try readBody(from: socket, of: "\(method) \(path)")
  }

  private static func connect(to port: UInt16) throws -> Int32 {
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    // A browser that hangs is a failure, not a wait for ever.
    var limit = timeval(tv_sec: 60, tv_usec: 0)
    setsockopt(
      socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    guard socket >= 0, status == 0 else { throw Failure(description: "port \(port) is closed") }
    return socket
  }

  private static func write(_ data: Data, to socket: Int32) throws {
    var rest = data[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(socket, $0.baseAddress, $0.count) }
      guard count > 0 else { throw Failure(description: "the connection broke") }
      rest = rest.dropFirst(count)
    }
  }

  /// The body of an answer with a stated length; the server may keep the connection open.
  private static func readBody(from socket: Int32, of request: String) throws -> Data {
    var answer = Data()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(socket, &buffer, buffer.count)
      guard count > 0 else { throw Failure(description: "\(request): the answer breaks off") }
      answer += buffer[..<count]
      guard let end = answer.firstRange(of: Data("\r\n\r\n".utf8)) else { continue }
      let head = String(decoding: answer[..<end.lowerBound], as: UTF8.self).lowercased()
      guard let stated = head.firstMatch(of: /content-length: *(\d+)/),
        let length = Int(stated.output.1)
      else { throw Failure(description: "\(request): an answer without a length") }
      let body = answer[end.upperBound...]
      if body.count >= length { return body.prefix(length) }
    }
  }
}
