// What a directory says of its entries, as far as possible without a look at each of them.

import Book
import Foundation

/// An entry of a directory.
struct DirectoryEntry {
  var name: String
  /// The file's number on its file system, as stamps have it.
  var inode: Int
  var kind: BookFolder.Kind

  /// The entries of a folder, in no order; `nil` when it cannot be listed, and `errno` tells why. A name
  /// that is no UTF-8 is given with what stands for the rest of it, so that nothing is found by it.
  static func all(in folder: String) -> [DirectoryEntry]? {
    guard let directory = opendir(folder) else { return nil }
    defer { closedir(directory) }
    var entries: [DirectoryEntry] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name != ".", name != ".." else { continue }
      entries.append(
        DirectoryEntry(
          name: name, inode: Int(bitPattern: UInt(entry.pointee.d_ino)),
          kind: kind(Int(entry.pointee.d_type), "\(folder)/\(name)")))
    }
    return entries
  }

  /// The kind of an entry; some file systems do not tell it with the name. Links count as neither files
  /// nor folders.
  private static func kind(_ type: Int, _ path: String) -> BookFolder.Kind {
    switch type {
    case Int(DT_REG): return .regular
    case Int(DT_DIR): return .directory
    case Int(DT_LNK):
      var status = stat()
      let isFolder = stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
      return isFolder ? .folderLink : .other
    case Int(DT_UNKNOWN):
      var status = stat()
      guard lstat(path, &status) == 0 else { return .other }
      switch status.st_mode & S_IFMT {
      case S_IFREG: return .regular
      case S_IFDIR: return .directory
      case S_IFLNK: return kind(Int(DT_LNK), path)
      default: return .other
      }
    default: return .other
    }
  }
}
