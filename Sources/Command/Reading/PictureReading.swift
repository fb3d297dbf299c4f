// The pictures that chapters show, each looked at once and again only when its file changes.

import Book
import Run
import Weave

/// What is known of a picture, and how to see that it is still so.
struct PictureEntry: Hashable {
  var stamp: FileStamp
  var picture: Picture
}

/// One pass over the pictures.
final class PictureReading {
  private let package: BookPackage
  private let now: Int
  private let known: [String: PictureEntry]
  private var entries: [String: PictureEntry] = [:]

  /// - Parameter now: seconds since 1970.
  init(package: BookPackage, known: [String: PictureEntry], now: Int) {
    self.package = package
    self.known = known
    self.now = now
  }

  /// What is to be kept for the next job; `nil` when that is there already.
  var news: [String: PictureEntry]? { entries == known ? nil : entries }

  /// A picture by its path from the package's root; `nil` when there is no such file in the package.
  func picture(_ path: String) -> Picture? {
    guard var stamp = FileStamp(path: package.path(path)), package.holds(path) else { return nil }
    if let entry = known[path], entry.stamp == stamp {
      entries[path] = entry
      return entry.picture
    }
    let picture: Picture
    if stamp.size > PictureFile.sizeLimit {
      picture = PictureFile.oversized
    } else {
      guard let bytes = try? package.read(path) else { return nil }
      picture = PictureFile.picture(bytes, named: path)
    }
    // A stamp of no time at all equals none, so that the content is looked at again.
    if stamp.isRecent(at: now) { stamp.seconds = 0 }
    entries[path] = PictureEntry(stamp: stamp, picture: picture)
    return picture
  }
}

extension PictureEntry: ByteCodable {
  func write(to writer: inout ByteWriter) {
    writer.put(stamp)
    writer.put(picture)
  }

  init(from reader: inout ByteReader) throws(MalformedBytes) {
    stamp = try reader.value()
    picture = try reader.value()
  }
}
