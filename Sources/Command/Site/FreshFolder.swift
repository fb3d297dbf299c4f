// The folder that becomes the next site, once it holds just those files of the last one that stay.

import Book
import Foundation
import Run

/// A folder beside a site that shares files with it.
struct FreshFolder {
  /// Its path.
  let path: String
  /// The site's.
  let last: String

  /// Removes all but the files that are to stay and are those of the last site; nothing else may be
  /// written to, since it may be a file of some site as well.
  ///
  /// - Parameters:
  ///   - kept: the stamps of the last site's files that stay, by their paths.
  ///   - folders: the paths of the folders that the next site has.
  /// - Returns: the paths of those that are here.
  func clear(but kept: [String: FileStamp], _ folders: Set<String>) -> Set<String> {
    var here: Set<String> = []
    var waiting = [""]
    var found: [String] = []
    while let folder = waiting.popLast() {
      for entry in DirectoryEntry.all(in: "\(path)/\(folder)") ?? [] {
        let place = folder.isEmpty ? entry.name : "\(folder)/\(entry.name)"
        if entry.kind == .directory {
          waiting.append(place)
          found.append(place)
        } else if kept[place]?.inode == entry.inode {
          here.insert(place)
        } else {
          unlink("\(path)/\(place)")
        }
      }
    }
    // Those within others were found after them.
    for folder in found.reversed() where !folders.contains(folder) { rmdir("\(path)/\(folder)") }
    return here
  }

  /// Takes files over from the last site.
  ///
  /// - Throws: `CocoaError` when one is gone meanwhile.
  func take(_ paths: some Sequence<String>) throws {
    for path in paths where link("\(last)/\(path)", "\(self.path)/\(path)") != 0 {
      try FileManager.default.copyItem(
        atPath: "\(last)/\(path)", toPath: "\(self.path)/\(path)")
    }
  }
}
