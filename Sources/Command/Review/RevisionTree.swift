// The files of a revision on the disk, put there by git itself from its objects, with an index of their
// own: neither the checkout nor its index is touched, no hook runs, and no link is written through.

import Foundation
import Programs

/// All files of a revision, of the whole repository.
struct RevisionTree {
  let repository: GitRepository
  let commit: String
  /// The name of git's object with all of them; two commits of the same files have the same.
  let name: String
  /// What will not be built, and why, each as a sentence.
  let refusals: [String]
  /// What is not as its author had it, each as a sentence.
  let notes: [String]

  private let links: [String]

  /// More than this is put on no disk, in bytes: a few kilobytes of git's can become any size.
  static let mostBytes = 4 << 30

  /// Reads what is in a revision, and writes nothing.
  ///
  /// - Throws: `LoadError` when git cannot list it.
  init(
    of commit: String, in repository: GitRepository, mostBytes: Int = Self.mostBytes
  ) async throws {
    (self.commit, self.repository) = (commit, repository)
    name = try await repository.tree(of: commit)
    let entries = try await repository.allEntries(of: commit)
    links = entries.filter { $0.kind == .link }.map(\.path)
    let work = "\(repository.prefix).build"
    var refusals: [String] = []
    let size = entries.reduce(0) { $0.addingReportingOverflow($1.size ?? 0).partialValue }
    if size > mostBytes {
      refusals.append("it has \(size) bytes of files, and at most \(mostBytes) are put on a disk")
    }
    if let entry = entries.first(where: { $0.path == work || $0.path.hasPrefix(work + "/") }) {
      refusals.append(
        "it holds \(entry.path), where builds and their verdicts are kept; remove it from git")
    }
    refusals += try await Self.strayLinks(entries, in: repository)
    self.refusals = refusals
    notes = entries.filter { $0.kind == .module }.map {
      "\($0.path) is a module of another repository, and is not there"
    }
  }

  /// Links that lead out of the revision: what is built and written must be its own.
  private static func strayLinks(
    _ entries: [GitRepository.Entry], in repository: GitRepository
  ) async throws -> [String] {
    let links = entries.filter { $0.kind == .link }
    let targets = try await repository.contents(of: links.filter { ($0.size ?? 0) <= 4096 })
    return links.compactMap { link in
      let target = targets[link.object].map { String(decoding: $0, as: UTF8.self) }
      guard let target, staysInside(target, from: link.path) else {
        return "\(link.path) is a link that leads out of it; build it by hand if you trust it"
      }
      return nil
    }
  }

  /// Whether the target of a link at a path lies below the root, whatever is there.
  static func staysInside(_ target: String, from path: String) -> Bool {
    guard !target.hasPrefix("/") else { return false }
    var depth = path.split(separator: "/").count - 1
    for step in target.split(separator: "/") where step != "." {
      depth += step == ".." ? -1 : 1
      guard depth >= 0 else { return false }
    }
    return true
  }

  /// Puts the files into a folder, whatever is there; what is there of another revision stays where it is
  /// the same, so that little is built again.
  ///
  /// - Parameter index: the folder's own index; one that a killed run left is gone on from.
  /// - Throws: `CheckOutFailure` with git's own words.
  func checkOut(into folder: URL, index: URL) async throws {
    let files = FileManager.default
    try files.createDirectory(at: folder, withIntermediateDirectories: true)
    // Whoever wrote it is gone: the folder is ours alone.
    try? files.removeItem(at: index.appendingPathExtension("lock"))
    try await git(["read-tree", "--reset", "-u", name], folder, index)
    let work = "/\(Self.escaped(repository.prefix)).build/"
    try await git(["clean", "-ffdxq", "-e", work], folder, index)
    try requireInside(folder)
  }

  /// Links may lead through each other, which only the disk knows.
  private func requireInside(_ folder: URL) throws {
    guard let root = Self.realPath(folder.path) else { return }
    for link in links {
      guard let real = Self.realPath("\(folder.path)/\(link)"), real != root,
        !real.hasPrefix(root + "/")
      else { continue }
      throw CheckOutFailure("\(link) is a link that leads out of the revision")
    }
  }

  /// A path with all links followed; `nil` where that leads nowhere.
  private static func realPath(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  private func git(_ arguments: [String], _ folder: URL, _ index: URL) async throws {
    let plain = [
      "core.hooksPath=/dev/null", "core.fsmonitor=false", "core.splitIndex=false",
      "core.sparseCheckout=false", "core.untrackedCache=false", "submodule.recurse=false",
    ]
    let said = try await repository.say(
      plain.flatMap { ["-c", $0] } + arguments, in: folder,
      environment: [
        "GIT_DIR": try await repository.gitFolder(), "GIT_WORK_TREE": folder.path,
        "GIT_INDEX_FILE": index.path,
      ])
    guard said.ending.isSuccess else {
      let reason =
        String(decoding: said.standardError, as: UTF8.self)
        .split(separator: "\n").last.map(String.init) ?? "\(said.ending)"
      throw CheckOutFailure(reason)
    }
  }

  /// A path as a pattern of git's that it alone matches.
  private static func escaped(_ path: String) -> String {
    path.map { "\\*?[]!#".contains($0) ? "\\\($0)" : "\($0)" }.joined()
  }
}

/// The files of a revision are not on the disk.
struct CheckOutFailure: Error, CustomStringConvertible {
  var description: String

  init(_ reason: String) { description = "its files cannot be put on the disk: \(reason)" }
}
