// Files that can be made again, written without waiting until the disk has them: what outlives no power
// cut is found out by its stamp or checksum, and a site of a thousand pages would wait a second.

package import Foundation
import SystemPackage

/// A file that is read and written whole.
package enum PlainFile {
  /// The content of a file; `nil` when it cannot be read.
  static func bytes(of path: String) -> [UInt8]? {
    guard let size = FileStamp(path: path)?.size,
      let file = try? FileDescriptor.open(FilePath(path), .readOnly, options: .closeOnExec)
    else { return nil }
    return try? file.closeAfter {
      try [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
        while count < size {
          let rest = UnsafeMutableRawBufferPointer(
            rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
          let read = try file.read(into: rest)
          if read == 0 { break }
          count += read
        }
      }
    }
  }

  /// Writes a file in the place of what is there.
  ///
  /// - Throws: `CocoaError` with the path and the system's reason.
  package static func write(_ bytes: some Sequence<UInt8>, to path: String) throws {
    try write(bytes, to: path, .truncate)
  }

  /// Writes a file where none is.
  ///
  /// - Throws: `CocoaError` with the path and the system's reason, one of which is that there is one.
  package static func make(_ bytes: some Sequence<UInt8>, at path: String) throws {
    try write(bytes, to: path, .exclusiveCreate)
  }

  private static func write(
    _ bytes: some Sequence<UInt8>, to path: String, _ option: FileDescriptor.OpenOptions
  ) throws {
    do {
      let file = try FileDescriptor.open(
        FilePath(path), .writeOnly, options: [.create, option, .closeOnExec],
        permissions: FilePermissions(rawValue: 0o666))
      _ = try file.closeAfter { try file.writeAll(bytes) }
    } catch let error as Errno {
      throw failure(path, error.rawValue)
    }
  }

  /// Writes a file under another name first, so that nobody sees half of it. What a killed run leaves
  /// under that name the next one overwrites.
  ///
  /// - Throws: `CocoaError` with the path and the system's reason.
  package static func replace(_ path: String, with bytes: some Sequence<UInt8>) throws {
    let fresh = "\(path).new"
    try write(bytes, to: fresh)
    guard rename(fresh, path) == 0 else { throw failure(path, errno) }
  }

  /// The error for a file that cannot be written, by the system's number of the reason.
  package static func failure(_ path: String, _ number: CInt) -> CocoaError {
    var info: [String: Any] = [NSFilePathErrorKey: path]
    info[NSUnderlyingErrorKey] = POSIXErrorCode(rawValue: number).map { POSIXError($0) }
    return CocoaError(.fileWriteUnknown, userInfo: info)
  }
}
