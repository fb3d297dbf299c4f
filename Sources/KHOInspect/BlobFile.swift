// Where a blob comes from: a file, or standard input.

import Foundation

/// A blob that is to be read.
struct BlobFile {
  /// A file that cannot be read or written; exit code 3.
  struct Unusable: Error, CustomStringConvertible {
    var description: String
  }

  /// More than any kernel hands over in one blob: version 5 of the patches allows 10 MiB.
  private static let mostBytes = 16 << 20

  private let path: String

  init(_ path: String) { self.path = path }

  /// The bytes of the blob.
  ///
  /// - Throws: ``Unusable`` when there is no such file, it is a folder, or it is too large.
  func bytes() throws(Unusable) -> [UInt8] {
    let file: FileHandle
    if path == "-" {
      file = .standardInput
    } else {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw Unusable(description: "\(path): there is no such file")
      }
      guard !isFolder.boolValue, let opened = FileHandle(forReadingAtPath: path) else {
        throw Unusable(description: "\(path): this cannot be opened as a file")
      }
      file = opened
    }
    guard let data = try? Self.contents(of: file) else {
      throw Unusable(description: "\(path): the file cannot be read")
    }
    if data.count <= Self.mostBytes { return [UInt8](data) }
    throw Unusable(description: "\(path): no blob of a handover has more than 16 MiB")
  }

  /// All bytes up to one more than are allowed; a pipe may give them in pieces.
  private static func contents(of file: FileHandle) throws -> Data {
    var data = Data()
    while data.count <= mostBytes, let piece = try file.read(upToCount: mostBytes + 1 - data.count),
      !piece.isEmpty
    {
      data += piece
    }
    return data
  }
}
