// Follows the files below a folder, as Linux tells of them (inotify). Editors write in place,
// move a new file over the old one, or delete and create; version control does all of that at once.
// Whoever listens gets one word for many changes, and looks for itself what they were.

import Dispatch
package import Foundation
import Synchronization

/// Tells when something below a folder was changed.
package final class FolderWatch: Sendable {
  /// Why a folder cannot be followed.
  package struct Failure: Error, CustomStringConvertible {
    package var description: String
  }

  /// One word for whatever happened since the last one; ends with `stop`.
  package let changes: AsyncStream<Void>

  private let continuation: AsyncStream<Void>.Continuation
  private let source: Mutex<any DispatchSourceRead>

  /// - Parameters:
  ///   - root: the folder; those below it are followed too, links are not.
  ///   - isIgnored: whether a folder, by its absolute path, is left alone with all that is in it.
  ///     Names that begin with a dot always are.
  /// - Throws: `Failure` when Linux gives no watch.
  package init(_ root: URL, ignoring isIgnored: @escaping @Sendable (String) -> Bool)
    throws(Failure)
  {
    let descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    guard descriptor >= 0 else { throw Self.failure(errno, of: root.path) }
    let folders = FollowedFolders(descriptor: descriptor, isIgnored: isIgnored)
    let (changes, continuation) = AsyncStream.makeStream(
      of: Void.self, bufferingPolicy: .bufferingNewest(1))
    if let code = folders.follow(root.path) {
      close(descriptor)
      throw Self.failure(code, of: root.path)
    }
    let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: .global())
    source.setEventHandler { if folders.hasNews() { continuation.yield() } }
    // The descriptor may only be closed when nothing reads from it any more.
    source.setCancelHandler { close(descriptor) }
    source.resume()
    self.source = Mutex(source)
    (self.changes, self.continuation) = (changes, continuation)
  }

  deinit { stop() }

  /// Ends the stream of changes.
  package func stop() {
    source.withLock { $0.cancel() }
    continuation.finish()
  }

  private static func failure(_ code: Int32, of path: String) -> Failure {
    let reason = String(cString: strerror(code))
    let help = code == ENOSPC ? "; raise fs.inotify.max_user_watches, with sysctl for one" : ""
    return Failure(description: "changes below \(path) cannot be followed: \(reason)\(help)")
  }
}

/// The folders that Linux tells of.
final class FollowedFolders: Sendable {
  private let descriptor: Int32
  private let isIgnored: @Sendable (String) -> Bool
  /// By Linux's number for each.
  private let folders = Mutex<[Int32: String]>([:])

  init(descriptor: Int32, isIgnored: @escaping @Sendable (String) -> Bool) {
    self.descriptor = descriptor
    self.isIgnored = isIgnored
  }

  private static let events =
    IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_MOVE_SELF
    | IN_DELETE_SELF | IN_ONLYDIR | IN_DONT_FOLLOW

  /// Follows a folder and those below it.
  ///
  /// - Returns: the number of the error when Linux refuses it, or one below it that is still there.
  @discardableResult
  func follow(_ top: String) -> Int32? {
    var waiting = [top]
    var refusal: Int32?
    while let path = waiting.popLast() {
      let number = inotify_add_watch(descriptor, path, UInt32(Self.events))
      guard number >= 0 else {
        if path == top || ![ENOENT, ENOTDIR].contains(errno) { refusal = refusal ?? errno }
        continue
      }
      folders.withLock { $0[number] = path }
      waiting += subfolders(of: path)
    }
    return refusal
  }

  private func subfolders(of path: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { !$0.hasPrefix(".") }.map { "\(path)/\($0)" }.filter { place in
      var status = stat()
      return lstat(place, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR && !isIgnored(place)
    }
  }

  /// Reads what Linux has to tell.
  ///
  /// - Returns: whether any of it is news.
  func hasNews() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    var isNews = false
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return isNews }
      buffer.withUnsafeBytes { bytes in
        var place = 0
        while place + Self.headSize <= count {
          isNews = take(bytes, &place) || isNews
        }
      }
    }
  }

  /// An event before its name: watch, mask, cookie, length.
  private static let headSize = 16

  /// Reads one event, and follows a folder that it tells of.
  ///
  ///     0        4       8         12        16
  ///     │ watch  │ mask  │ cookie  │ length  │ name, filled with zeros │
  ///
  /// - Returns: whether it is about something that is not hidden.
  private func take(_ bytes: UnsafeRawBufferPointer, _ place: inout Int) -> Bool {
    let watch = bytes.loadUnaligned(fromByteOffset: place, as: Int32.self)
    let mask = bytes.loadUnaligned(fromByteOffset: place + 4, as: UInt32.self)
    let length = Int(bytes.loadUnaligned(fromByteOffset: place + 12, as: UInt32.self))
    let end = min(bytes.count, place + Self.headSize + length)
    let name = String(
      decoding: bytes[(place + Self.headSize)..<end].prefix { $0 != 0 }, as: UTF8.self)
    place = end
    if mask & UInt32(IN_IGNORED) != 0 {
      folders.withLock { _ = $0.removeValue(forKey: watch) }
      return false
    }
    // Some were lost, and folders may be among them.
    if mask & UInt32(IN_Q_OVERFLOW) != 0 {
      for folder in folders.withLock({ Array($0.values) }) { follow(folder) }
      return true
    }
    guard let folder = folders.withLock({ $0[watch] }), !name.hasPrefix(".") else { return false }
    guard mask & UInt32(IN_ISDIR) != 0 else { return mask & UInt32(IN_CREATE) == 0 }
    let path = "\(folder)/\(name)"
    guard !isIgnored(path) else { return false }
    if mask & UInt32(IN_CREATE | IN_MOVED_TO) != 0 { follow(path) }
    return true
  }
}
