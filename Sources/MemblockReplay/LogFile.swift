// Where a log comes from: a file, or standard input.

import Foundation

/// A log that is to be read.
struct LogFile {
  /// More than any console writes in a boot.
  private static let mostBytes = 256 << 20

  private let path: String

  init(_ path: String) { self.path = path }

  /// The bytes of the log.
  ///
  /// - Throws: ``Failure`` with exit code 3 when there is no such file, it is a folder, or it is too large.
  func bytes() throws(Failure) -> [UInt8] {
    let file: FileHandle
    if path == "-" {
      file = .standardInput
    } else {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw Failure(3, "\(path): there is no such file")
      }
      guard !isFolder.boolValue, let opened = FileHandle(forReadingAtPath: path) else {
        throw Failure(3, "\(path): this cannot be opened as a file")
      }
      file = opened
    }
    guard let data = try? file.read(upToCount: Self.mostBytes + 1) ?? Data() else {
      throw Failure(3, "\(path): the file cannot be read")
    }
    if data.count <= Self.mostBytes { return [UInt8](data) }
    throw Failure(3, "\(path): a log of more than 256 MiB is not a boot's")
  }
}
