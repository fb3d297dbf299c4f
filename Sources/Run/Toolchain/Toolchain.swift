// The Swift toolchain on PATH: everything that knows Swift comes from it.

import Book
package import Foundation
import Programs

/// An installed toolchain.
package struct Toolchain: Sendable, Hashable {
  /// Its `usr` folder.
  package let folder: URL
  /// Its own name for itself: `Swift version 6.3.1 (…)`.
  package let version: String

  /// Asks the compiler on PATH where it lives, which holds for links and version managers too.
  ///
  /// - Throws: `ToolchainFailure` when there is no usable one.
  ///
  /// Asking takes longer than weaving a small book, so the answer is kept in a folder until the
  /// compiler's file changes.
  package static func found(keptIn folder: URL) async throws -> Toolchain {
    let compiler = compilerInPath()
    let file = KeptFile(url: folder.appending(path: "toolchain"))
    if let compiler, let kept: KeptToolchain = file.value(), kept.compiler == compiler.path,
      kept.stamp == compiler.stamp
    {
      return Toolchain(folder: URL(filePath: kept.folder), version: kept.version)
    }
    let found = try await asked()
    if let compiler {
      file.keep(
        KeptToolchain(
          compiler: compiler.path, stamp: compiler.stamp, folder: found.folder.path,
          version: found.version))
    }
    return found
  }

  /// The file that `swiftc` is, links followed, and its stamp; `nil` when it is a version manager's,
  /// which stays the same file when another toolchain is chosen.
  private static func compilerInPath() -> (path: String, stamp: FileStamp)? {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    for folder in folders where access("\(folder)/swiftc", X_OK) == 0 {
      let path = URL(filePath: "\(folder)/swiftc").resolvingSymlinksInPath().path
      let name = path.split(separator: "/").last ?? ""
      guard ["swiftc", "swift-driver", "swift-frontend"].contains(name) else { return nil }
      return FileStamp(path: path).map { (path, $0) }
    }
    return nil
  }

  /// The same from the compiler itself, whatever is kept.
  package static func asked() async throws -> Toolchain {
    let output: ChildProcess.Output
    do {
      output = try await ChildProcess("swiftc", ["-print-target-info"]).output(limit: 1 << 20)
    } catch let failure as ProcessFailure {
      throw ToolchainFailure(reason: failure.description)
    }
    guard output.ending.isSuccess,
      let info = try? JSONDecoder().decode(TargetInfo.self, from: Data(output.standardOutput))
    else { throw ToolchainFailure(reason: "swiftc -print-target-info failed") }
    // …/usr/lib/swift
    let resources = URL(filePath: info.paths.runtimeResourcePath)
    return Toolchain(
      folder: resources.deletingLastPathComponent().deletingLastPathComponent(),
      version: info.compilerVersion)
  }

  /// The path of one of its programs, if it has it.
  package func program(_ name: String) -> String? {
    let path = folder.appending(path: "bin/\(name)").path
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }

  /// The path of one of its libraries: `libIndexStore.so`.
  package func library(_ name: String) -> String { folder.appending(path: "lib/\(name)").path }

  /// What a build is asked for: its own linker, where it came with it, needs half as long as the system's
  /// for the tests of a book.
  var buildFlags: [String] { program("ld.lld") == nil ? [] : ["-Xswiftc", "-use-ld=lld"] }

  /// What reads the compiler's notes on names; `nil` when the toolchain came without it.
  var indexLibrary: String? {
    let path = library("libIndexStore.so")
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }

  private struct TargetInfo: Decodable {
    struct Paths: Decodable {
      var runtimeResourcePath: String
    }

    var compilerVersion: String
    var paths: Paths
  }
}

/// There is no usable toolchain.
package struct ToolchainFailure: Error, CustomStringConvertible {
  package var reason: String

  package var description: String {
    "nothing was compiled or run, since \(reason); install Swift from https://swift.org/install"
      + " and put its usr/bin in PATH"
  }
}

/// A toolchain that was found, and the compiler that was asked.
private struct KeptToolchain: ByteCodable {
  var compiler: String
  var stamp: FileStamp
  var folder: String
  var version: String

  init(compiler: String, stamp: FileStamp, folder: String, version: String) {
    (self.compiler, self.stamp) = (compiler, stamp)
    (self.folder, self.version) = (folder, version)
  }

  func write(to writer: inout ByteWriter) {
    writer.put(compiler)
    writer.put(stamp)
    writer.put(folder)
    writer.put(version)
  }

  init(from reader: inout ByteReader) throws(MalformedBytes) {
    compiler = try reader.value()
    stamp = try reader.value()
    folder = try reader.value()
    version = try reader.value()
  }
}
