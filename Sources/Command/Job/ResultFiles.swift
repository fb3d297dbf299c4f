// The files with the results of shares, on disk.

import Foundation
import Run

enum ResultFiles {
  /// More than the results of any book take, and little enough to be read at once.
  private static let largest = 1 << 30

  /// Writes results into a folder, which is made where it is not there, whole or not at all.
  ///
  /// - Returns: the path of their file.
  /// - Throws: `LoadError` when they cannot be written.
  static func write(_ results: ShareResults, into folder: URL) throws -> String {
    let file = folder.appending(path: results.fileName)
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(results.encoded()).write(to: file, options: .atomic)
    } catch {
      throw LoadError(
        "\(file.relativePath) cannot be written: \((error as NSError).localizedDescription)")
    }
    return file.relativePath
  }

  /// The bytes of files, and of those of folders that are called as results are, by the paths given.
  ///
  /// - Throws: `LoadError` with each that cannot be read.
  static func read(_ paths: [String]) throws -> [(name: String, bytes: [UInt8])] {
    var files: [(name: String, bytes: [UInt8])] = []
    var faults: [String] = []
    for path in try paths.flatMap({ try expanded($0, &faults) }) {
      do { files.append((path, try bytes(of: path))) } catch let error as LoadError {
        faults.append(error.description)
      }
    }
    guard faults.isEmpty else { throw LoadError(faults.joined(separator: "\nerror: ")) }
    return files
  }

  private static func expanded(_ path: String, _ faults: inout [String]) throws -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      faults.append("\(path): this is not there; give the files or folders with results")
      return []
    }
    guard isFolder.boolValue else { return [path] }
    let names = try FileManager.default.contentsOfDirectory(atPath: path)
      .filter { $0.hasSuffix(".\(ShareResults.fileEnding)") }.sorted()
    if names.isEmpty {
      faults.append(
        "\(path): no file here ends in .\(ShareResults.fileEnding); give the folder that --results"
          + " named")
    }
    return names.map { path.hasSuffix("/") ? path + $0 : "\(path)/\($0)" }
  }

  private static func bytes(of path: String) throws -> [UInt8] {
    let data: Data
    do { data = try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe) } catch {
      throw LoadError("\(path): this cannot be read: \((error as NSError).localizedDescription)")
    }
    guard data.count <= largest else {
      throw LoadError("\(path): this has \(data.count) bytes; results have up to \(largest)")
    }
    return [UInt8](data)
  }
}
