// The files with the results of shares, on disk.

import Foundation
import Run

enum ResultFiles {
  /// More than the results of any book take, and little enough to be read at once.
  private static let largest = 1 << 30

  /// Writes results into a folder, which is made where it is not there, whole or not at all.
  ///
  /// - Returns: the path of their file.
  /// - Throws: `CocoaError` when they cannot be written; `FileFailure` has a sentence for it.
  static func write(_ results: ShareResults, into folder: URL) throws -> String {
    let file = folder.appending(path: results.fileName)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(results.encoded()).write(to: file, options: .atomic)
    return file.relativePath
  }

  /// The bytes of files, and of those of folders that are called as results are, by the paths given.
  ///
  /// - Throws: `LoadError` with each that cannot be read.
  static func read(_ paths: [String]) throws -> [(name: String, bytes: [UInt8])] {
    var files: [(name: String, bytes: [UInt8])] = []
    var faults: [String] = []
    for path in try paths.flatMap({ try expanded($0, &faults) }) {
      do { files.append((shown(path), try bytes(of: path))) } catch let error as LoadError {
        faults.append(error.description)
      }
    }
    guard faults.isEmpty else { throw LoadError(faults.joined(separator: "\nerror: ")) }
    return files
  }

  private static func expanded(_ path: String, _ faults: inout [String]) throws -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      faults.append("\(shown(path)): this is not there; give the files or folders with results")
      return []
    }
    guard isFolder.boolValue else { return [path] }
    let names = try FileManager.default.contentsOfDirectory(atPath: path)
      .filter { $0.hasSuffix(".\(ShareResults.fileEnding)") }.sorted()
    if names.isEmpty {
      faults.append(
        "\(shown(path)): no file here ends in .\(ShareResults.fileEnding); give the folder that"
          + " --results named, or with '\(shown(path))/*' those in it")
    }
    return names.map { path.hasSuffix("/") ? path + $0 : "\(path)/\($0)" }
  }

  private static func bytes(of path: String) throws -> [UInt8] {
    let name = shown(path)
    // What a link leads to is nobody's results, and a pipe has no end.
    guard let size = regularSize(path) else {
      throw LoadError("\(name): this is no regular file; give the files that --results made")
    }
    guard size <= largest else {
      throw LoadError("\(name): this has \(size) bytes; results have up to \(largest)")
    }
    let data: Data
    do { data = try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe) } catch {
      throw LoadError("\(name): this cannot be read: \((error as NSError).localizedDescription)")
    }
    return [UInt8](data)
  }

  /// The size of a file that is neither a link nor a folder nor a device.
  private static func regularSize(_ path: String) -> Int? {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  /// A name in one line: whoever made the file chose it, and a forge takes lines for commands.
  private static func shown(_ path: String) -> String { Console.cleaned(path) }
}
