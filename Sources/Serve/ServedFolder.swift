// The files of a woven site as a server gives them away: by a path that cannot leave the folder.

import Book
import Foundation

/// A folder whose files may be read by whoever asks.
struct ServedFolder: Sendable {
  let root: URL

  enum Answer: Sendable {
    /// A file's bytes, and its path in the folder.
    case file([UInt8], path: String)
    /// The path is a folder's, and lacks the slash that relative links need.
    case folder
    case missing
  }

  /// What lies at the path of an address, percent signs resolved.
  ///
  /// Nothing hidden is given away, no link is followed, and what is no plain file is not there.
  func answer(to path: String) -> Answer {
    guard path.hasPrefix("/"), !path.utf8.contains(0) else { return .missing }
    var names = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    let isFolder = names.last?.isEmpty ?? true
    if isFolder { names = names.dropLast() + ["index.html"] }
    guard names.allSatisfy({ !$0.isEmpty && !$0.hasPrefix(".") }) else { return .missing }
    var place = root.path
    for (index, name) in names.enumerated() {
      place += "/\(name)"
      var status = stat()
      guard lstat(place, &status) == 0 else { return .missing }
      let isLast = index == names.count - 1
      switch status.st_mode & S_IFMT {
      case S_IFREG where isLast: break
      case S_IFDIR where !isLast: break
      case S_IFDIR where lstat("\(place)/index.html", &status) == 0: return .folder
      default: return .missing
      }
    }
    guard let bytes = try? Data(contentsOf: URL(filePath: place)) else { return .missing }
    return .file([UInt8](bytes), path: names.joined(separator: "/"))
  }

  /// The media type of a file by its name's ending.
  static func mediaType(of path: String) -> String {
    switch path.split(separator: ".").last {
    case "html": "text/html; charset=utf-8"
    case "css": "text/css; charset=utf-8"
    case "js": "text/javascript; charset=utf-8"
    case "json": "application/json"
    case "svg": "image/svg+xml"
    case "png": "image/png"
    case "jpg", "jpeg": "image/jpeg"
    case "gif": "image/gif"
    case "webp": "image/webp"
    case "txt", "md": "text/plain; charset=utf-8"
    default: "application/octet-stream"
    }
  }
}
