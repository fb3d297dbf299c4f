// What an earlier run of a benchmark has written.

import Foundation

enum EarlierOutput {
  /// Moves it out of the way. It is not removed before all is measured, since ext4 takes several times
  /// as long to make a file while many were removed a moment ago.
  ///
  /// - Throws: `CocoaError` when it cannot be moved.
  static func move(_ place: URL, into aside: URL) throws {
    let files = FileManager.default
    guard files.fileExists(atPath: place.path) else { return }
    try files.createDirectory(at: aside, withIntermediateDirectories: true)
    let count = try files.contentsOfDirectory(atPath: aside.path).count
    try files.moveItem(at: place, to: aside.appending(path: "\(count)"))
  }
}
