// Where a log comes from: a file, or standard input.

import Foundation

/// A log that is to be read.
struct LogFile {
  /// A log that cannot be read; exit code 3.
  struct Unreadable: Error, CustomStringConvertible {
    var description: String
  }

  /// More than any console writes in a boot.
  private static let mostBytes = 256 << 20

  private let path: String

  init(_ path: String) { self.path = path }

  /// The bytes of the log.
  ///
  /// - Throws: ``Unreadable`` when there is no such file, it is a folder, or it is too large.
  func bytes() throws(Unreadable) -> [UInt8] {
    let file: FileHandle
    if path == "-" {
      file = .standardInput
    } else {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw Unreadable(description: "\(path): there is no such file")
      }
      guard !isFolder.boolValue, let opened = FileHandle(forReadingAtPath: path) else {
        throw Unreadable(description: "\(path): this cannot be opened as a file")
      }
      file = opened
    }
    guard let data = try? file.read(upToCount: Self.mostBytes + 1) ?? Data() else {
      throw Unreadable(description: "\(path): the file cannot be read")
    }
    if data.count <= Self.mostBytes { return [UInt8](data) }
    throw Unreadable(description: "\(path): a log of more than 256 MiB is not a boot's")
  }
}
