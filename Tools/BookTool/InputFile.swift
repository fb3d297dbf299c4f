// Where a command's input comes from: a file, or standard input.

import Foundation

/// An input that is to be read whole.
package struct InputFile {
  private let path: String
  private let mostBytes: Int

  /// - Parameters:
  ///   - path: `-` for standard input.
  ///   - mostBytes: more than any true input has.
  package init(_ path: String, mostBytes: Int) {
    (self.path, self.mostBytes) = (path, mostBytes)
  }

  /// How messages name it.
  package var name: String {
    path == "-" ? "standard input" : path.isEmpty ? "''" : path.harmless
  }

  /// All of its bytes.
  ///
  /// - Throws: ``Failure`` with exit code 3 when there is no such file, it is a folder, or it is
  ///   too large.
  package func bytes() throws(Failure) -> [UInt8] {
    let file = try opened()
    guard let data = try? contents(of: file) else {
      throw Failure(3, "\(name): the file cannot be read")
    }
    guard data.count <= mostBytes else {
      throw Failure(3, "\(name): more than \(mostBytes >> 20) MiB are too much to be true")
    }
    return [UInt8](data)
  }

  private func opened() throws(Failure) -> FileHandle {
    if path == "-" { return .standardInput }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Failure(3, "\(name): there is no such file")
    }
    guard !isFolder.boolValue, let file = FileHandle(forReadingAtPath: path) else {
      throw Failure(3, "\(name): this cannot be opened as a file")
    }
    return file
  }

  /// All bytes up to one more than are allowed; a pipe may give them in pieces.
  private func contents(of file: FileHandle) throws -> Data {
    var data = Data()
    while data.count <= mostBytes, let piece = try file.read(upToCount: mostBytes + 1 - data.count),
      !piece.isEmpty
    {
      data += piece
    }
    return data
  }
}
