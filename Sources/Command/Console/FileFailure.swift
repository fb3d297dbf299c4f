// What the system said of a file, as a sentence: a full disk, a folder that may not be written to.

import Foundation

/// A file that the system would not read or write.
struct FileFailure: CustomStringConvertible {
  /// The file, the way it was done, and the system's reason.
  let description: String

  /// - Parameter folder: which paths are said from, where they lie below it.
  /// - Returns: `nil` for an error that is about no file.
  init?(_ error: any Error, from folder: String = FileManager.default.currentDirectoryPath) {
    guard let error = error as? CocoaError, let path = error.filePath ?? error.url?.path else {
      return nil
    }
    let known = path.hasPrefix(folder + "/") ? String(path.dropFirst(folder.count + 1)) : path
    let reason =
      (error.underlying as? POSIXError).map { String(cString: strerror($0.code.rawValue)) }
      ?? error.localizedDescription
    // Foundation numbers what goes wrong: from 512 on in writing.
    let deed = error.errorCode < 512 ? "read" : "written"
    description = "\(known) cannot be \(deed): \(reason)"
  }
}
