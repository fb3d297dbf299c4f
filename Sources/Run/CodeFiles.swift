// The files that evidence depends on besides the chapters, each with the digest of its content. A file
// with the same stamp as before is not read again.

import Book
import Foundation

struct CodeFiles: Sendable {
  /// The package's folder, without a slash at its end.
  let root: String
  let parts: [String]

  init(root: String, parts: [String]) {
    self.root = root.hasSuffix("/") ? String(root.dropLast()) : root
    self.parts = parts
  }

  private var work: URL { URL(filePath: root).appending(path: PackageLayout.workFolder) }

  /// A file that evidence depends on.
  struct Known: Sendable {
    /// From the root where it lies below it.
    var path: String
    var digest: Digest
    /// The parts whose tests depend on it.
    var parts: Set<String>
  }

  /// Files in the order of their paths, and which chapters count for which part.
  ///
  /// - Throws: `RunFailure` when a file cannot be read.
  func known() async throws -> (files: [Known], folders: EvidenceFolders) {
    let folders = try await folders()
    var paths: Set<String> = []
    for name in manifestNames(in: root) + ["Package.resolved"] { paths.insert("\(root)/\(name)") }
    for folder in folders.targets {
      let isPart = parts.contains { folder == "\(root)/Spec/\($0)" }
      var walk = FolderWalk { isPart && Chapter.isNamed($0) }
      walk.add(folder)
      paths.formUnion(walk.files)
    }
    for package in folders.packages {
      var walk = FolderWalk { _ in false }
      walk.add(package)
      paths.formUnion(walk.files)
    }
    let files = try digests(of: paths.sorted()).map { path, digest in
      Known(
        path: path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path,
        digest: digest,
        parts: Set(parts.filter { folders.tests(of: $0, mayDependOn: path) }))
    }
    return (files, folders)
  }

  /// The folders as SwiftPM describes them, asked for again when a manifest changed. Where it cannot
  /// say, all that could matter counts.
  private func folders() async throws -> EvidenceFolders {
    let kept = KeptFile(url: work.appending(path: "folders"))
    if let known: KeptFolders = kept.value(), known.manifests == manifests(known.folders) {
      return known.folders
    }
    do {
      let folders = try await EvidenceFolders.asking(
        root: root, scratch: work.appending(path: "swift").path, parts: parts)
      kept.keep(KeptFolders(manifests: manifests(folders), folders: folders))
      return folders
    } catch is RunFailure {
      let names = ["Spec", "Tests", "Sources", "Tools", "Plugins"]
      return EvidenceFolders(targets: names.map { "\(root)/\($0)" }, packages: [])
    }
  }

  private func manifests(_ folders: EvidenceFolders) -> Digest {
    var hasher = DigestHasher()
    for part in parts { hasher.add(part) }
    for folder in [root] + folders.packages {
      hasher.add(folder)
      for name in manifestNames(in: folder) {
        let manifest = try? Data(contentsOf: URL(filePath: "\(folder)/\(name)"))
        hasher.add(name)
        hasher.add(manifest.map { [UInt8]($0) } ?? [])
      }
    }
    return hasher.digest()
  }

  /// Package.swift, and those for single versions of the tools: Package@swift-6.2.swift.
  private func manifestNames(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0 == "Package.swift" || $0.hasPrefix("Package@swift-") }.sorted()
  }

  private func digests(of paths: [String]) throws -> [(String, Digest)] {
    let kept = KeptFile(url: work.appending(path: "files"))
    let known: [String: StampedDigest] = kept.value() ?? [:]
    let now = Int(Date().timeIntervalSince1970)
    var found: [String: StampedDigest] = [:]
    var digests: [(String, Digest)] = []
    for path in paths {
      guard var stamp = FileStamp(path: path, followingLinks: true) else { continue }
      if let entry = known[path], entry.stamp == stamp {
        found[path] = entry
      } else {
        let bytes: Data
        do { bytes = try Data(contentsOf: URL(filePath: path)) } catch {
          throw RunFailure("\(path) cannot be read")
        }
        // Of a change that is this fresh a later one could bear the same time.
        if stamp.isRecent(at: now) { stamp.seconds = 0 }
        found[path] = StampedDigest(stamp: stamp, digest: Digest(of: bytes))
      }
      if let digest = found[path]?.digest { digests.append((path, digest)) }
    }
    if found != known { kept.keep(found) }
    return digests
  }
}

/// The regular files below folders, links followed, each folder once.
private struct FolderWalk {
  private(set) var files: Set<String> = []
  private var visited: Set<String> = []
  private let isLeftOut: (String) -> Bool
  /// What builds and tools write, and no test depends on.
  private static let leftOut: Set<String> = [".build", ".git", ".swiftpm"]

  init(isLeftOut: @escaping (String) -> Bool) { self.isLeftOut = isLeftOut }

  mutating func add(_ folder: String) {
    guard visited.insert(URL(filePath: folder).resolvingSymlinksInPath().path).inserted else {
      return
    }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names where !isLeftOut(name) && !Self.leftOut.contains(name) {
      let path = "\(folder)/\(name)"
      guard !path.hasSuffix("/\(PackageLayout.siteFolder)") else { continue }
      var status = stat()
      guard stat(path, &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFREG: files.insert(path)
      case S_IFDIR: add(path)
      default: continue
      }
    }
  }
}

private struct KeptFolders: ByteCodable {
  var manifests: Digest
  var folders: EvidenceFolders

  init(manifests: Digest, folders: EvidenceFolders) {
    self.manifests = manifests
    self.folders = folders
  }

  func write(to writer: inout ByteWriter) {
    writer.put(manifests)
    writer.put(folders)
  }

  init(from reader: inout ByteReader) throws(MalformedBytes) {
    manifests = try reader.value()
    folders = try reader.value()
  }
}

private struct StampedDigest: Hashable, ByteCodable {
  var stamp: FileStamp
  var digest: Digest

  init(stamp: FileStamp, digest: Digest) {
    self.stamp = stamp
    self.digest = digest
  }

  func write(to writer: inout ByteWriter) {
    writer.put(stamp)
    writer.put(digest)
  }

  init(from reader: inout ByteReader) throws(MalformedBytes) {
    stamp = try reader.value()
    digest = try reader.value()
  }
}
