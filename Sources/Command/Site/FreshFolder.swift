// The folder that becomes the next site, once it holds just those files of the last one that stay.

import Book
import Foundation
import Run

/// Who may do what with a folder.
struct FolderLook: Equatable {
  private var mode: mode_t
  private var owner: uid_t
  private var group: gid_t

  /// `nil` where there is no folder.
  init?(path: String) {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return nil }
    (mode, owner, group) = (status.st_mode, status.st_uid, status.st_gid)
  }

  /// When a folder was changed or moved last, in seconds since 1970; 0 where there is none.
  static func changed(_ path: String) -> Int {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_ctim.tv_sec : 0
  }
}

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
  ///   - look: what folders of this process look like.
  /// - Returns: the paths of those that are here; `nil` where something cannot be removed or read, or is
  ///   not as this process would make it, so that the folder is of no use.
  func clear(
    but kept: [String: FileStamp], _ folders: Set<String>, _ look: FolderLook
  ) -> Set<String>? {
    var here: Set<String> = []
    var waiting = [""]
    var found: [String] = []
    while let folder = waiting.popLast() {
      guard FolderLook(path: "\(path)/\(folder)") == look,
        let entries = DirectoryEntry.all(in: "\(path)/\(folder)")
      else { return nil }
      for entry in entries {
        let place = folder.isEmpty ? entry.name : "\(folder)/\(entry.name)"
        if entry.kind == .directory {
          waiting.append(place)
          found.append(place)
        } else if kept[place]?.inode == entry.inode {
          here.insert(place)
        } else if unlink("\(path)/\(place)") != 0 {
          return nil
        }
      }
    }
    // Those within others were found after them.
    for folder in found.reversed() where !folders.contains(folder) {
      if rmdir("\(path)/\(folder)") != 0 { return nil }
    }
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
