// Who may ask the server: this machine's own browser, for this server's own pages.
//
// The server listens on the loopback device alone. That keeps other machines out, but not other pages
// in the same browser: a name of theirs may be made to lead here (the Host gives that away), and their
// scripts may open a socket to us (the Origin gives that away).

import FlyingFox

/// Judges a request by what it says of where it comes from.
enum RequestGuard {
  /// Whether a browser sent it that was told to go to this machine, for a page of this server.
  static func allows(_ request: HTTPRequest) -> Bool {
    guard let host = request.headers[.host], isLoopback(host) else { return false }
    guard let origin = request.headers[HTTPHeader("Origin")] else { return true }
    return origin.lowercased() == "http://\(host.lowercased())"
  }

  /// Whether a host, with or without a port, is this machine under one of its own names. The port may
  /// be another one than ours, at the near end of a tunnel.
  static func isLoopback(_ host: String) -> Bool {
    let name: Substring
    if host.hasPrefix("[") {
      guard let end = host.firstIndex(of: "]") else { return false }
      name = host[...end]
    } else {
      name = host.prefix { $0 != ":" }
    }
    let port = host[name.endIndex...]
    let isPort = port.isEmpty || port.first == ":" && UInt16(port.dropFirst()) != nil
    return isPort && ["localhost", "127.0.0.1", "[::1]"].contains(name.lowercased())
  }
}
