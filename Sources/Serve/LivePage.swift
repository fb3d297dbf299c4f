// A woven page as the server gives it away: with a script at its end that follows the state, allowed by
// its digest in the page's own security policy. The site itself stays as it was woven.

import Book
import Weave

/// Puts the live script into pages.
struct LivePage: Sendable {
  private let script: String
  /// What the policy has to allow, besides the socket.
  private let digest: String

  init() {
    script = LiveScript.text
    digest = "'sha256-\(Digest(of: script.utf8).base64)'"
  }

  /// A page with the script.
  ///
  /// - Parameters:
  ///   - page: the bytes of an HTML page; what the server adds holds nothing that needs escaping.
  ///   - tag: the page's entity tag, by which it knows later whether it is still the same.
  ///   - host: the server's own name, checked before.
  func live(_ page: [UInt8], tag: String, host: String) -> [UInt8] {
    var page = page
    let policy = Array("script-src ".utf8)
    let head = page.prefix(4096)
    // The title may speak of scripts too.
    let meta = head.firstRange(of: "Content-Security-Policy".utf8)?.upperBound ?? head.endIndex
    if let start = head[meta...].firstRange(of: policy)?.upperBound {
      if page[start...].starts(with: "'none'".utf8) { page.removeSubrange(start..<(start + 6)) }
      page.insert(contentsOf: "\(digest) ".utf8, at: start)
      page.insert(
        contentsOf: "connect-src 'self' ws://\(host); ".utf8, at: start - policy.count)
    }
    return page + Array("<script data-tag='\(tag)'>\(script)</script>\n".utf8)
  }
}
