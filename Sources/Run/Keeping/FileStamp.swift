// What tells that a file is the same as before without reading it.

package import Book
import Foundation

/// A regular file's size, times of change and number, as git's index keeps them.
package struct FileStamp: Hashable, Sendable {
  package var size: Int
  package var seconds: Int
  package var nanoseconds: Int
  package var inode: Int
  /// When anything about the file changed last, its times included: it can be set by nobody.
  package var changedSeconds: Int
  package var changedNanoseconds: Int

  /// The stamp of a path; `nil` when it is no regular file. A link is none, unless it is followed.
  package init?(path: String, followingLinks: Bool = false) {
    var status = stat()
    guard (followingLinks ? stat(path, &status) : lstat(path, &status)) == 0,
      status.st_mode & S_IFMT == S_IFREG
    else { return nil }
    size = Int(status.st_size)
    seconds = status.st_mtim.tv_sec
    nanoseconds = status.st_mtim.tv_nsec
    inode = Int(bitPattern: UInt(status.st_ino))
    changedSeconds = status.st_ctim.tv_sec
    changedNanoseconds = status.st_ctim.tv_nsec
  }

  /// Whether no more can have changed since another stamp than how many names the file has.
  package func isSame(butForNames other: FileStamp) -> Bool {
    (size, seconds, nanoseconds, inode)
      == (other.size, other.seconds, other.nanoseconds, other.inode)
  }

  /// Whether the file was changed so shortly before a moment that a later change could bear the
  /// same time: a clock's tick may be coarse.
  package func isRecent(at moment: Int) -> Bool { seconds >= moment - 2 }

  /// Whether nothing about the file was changed since another one was.
  func isChanged(before other: FileStamp) -> Bool {
    (changedSeconds, changedNanoseconds) < (other.changedSeconds, other.changedNanoseconds)
  }

  /// The program that is running: what another one kept may have another form.
  static var ownProgram: FileStamp? {
    var path = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = readlink("/proc/self/exe", &path, path.count - 1)
    guard length > 0 else { return nil }
    return FileStamp(
      path: String(decoding: path[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }
}

extension FileStamp: ByteCodable {
  package func write(to writer: inout ByteWriter) {
    for number in [size, seconds, nanoseconds, inode, changedSeconds, changedNanoseconds] {
      writer.put(number)
    }
  }

  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    size = try reader.number()
    seconds = try reader.number()
    nanoseconds = try reader.number()
    inode = try reader.number()
    changedSeconds = try reader.number()
    changedNanoseconds = try reader.number()
  }
}
