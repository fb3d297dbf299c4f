// A repository as git has it: revisions and the files in them, read from git's objects. The checkout is
// never touched, and no file of it is read.

import Foundation
import Programs

struct GitRepository {
  let root: URL
  /// The folder's place below the repository's, with a slash at its end, or empty.
  let prefix: String

  /// - Throws: `LoadError` when a package is in no repository, or there is no git.
  init(of package: BookPackage) async throws { try await self.init(in: package.root) }

  /// The repository of a folder, which may be one without a working tree.
  ///
  /// - Throws: `LoadError` when the folder is in none, or there is no git.
  init(in folder: URL) async throws {
    root = folder
    let said = try await Self.git(["rev-parse", "--show-prefix"], in: root)
    guard let said else {
      throw LoadError(
        "\(root.path) is in no git repository, and revisions are those of one")
    }
    prefix = String(decoding: said, as: UTF8.self).trimmingCharacters(in: .newlines)
  }

  /// The commit that a name stands for.
  ///
  /// - Throws: `LoadError` when there is none.
  func commit(_ name: String) async throws -> String {
    let said = try await Self.git(
      ["rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}"], in: root)
    guard let said, !said.isEmpty else {
      // Servers that build a change often fetch nothing but it.
      let shallow = try await Self.git(["rev-parse", "--is-shallow-repository"], in: root)
      let isShallow = shallow.map { String(decoding: $0, as: UTF8.self) } == "true\n"
      throw LoadError(
        "there is no revision '\(name)' in this repository; "
          + (isShallow
            ? "it is a shallow clone, of which 'git fetch --unshallow' gets the rest"
            : "'git log' lists them"))
    }
    return String(decoding: said, as: UTF8.self).trimmingCharacters(in: .newlines)
  }

  /// The name of the object with all files of a commit.
  ///
  /// - Throws: `LoadError` when it cannot be read.
  func tree(of commit: String) async throws -> String {
    try await line(["rev-parse", "--verify", "--quiet", commit + "^{tree}"])
  }

  /// The folder with git's objects, absolute.
  ///
  /// - Throws: `LoadError` when git does not say.
  func gitFolder() async throws -> String { try await line(["rev-parse", "--absolute-git-dir"]) }

  /// The folder of the whole repository, absolute.
  ///
  /// - Throws: `LoadError` when git does not say.
  func topFolder() async throws -> String { try await line(["rev-parse", "--show-toplevel"]) }

  /// What git says in a line, which may hold line breaks of a name.
  private func line(_ arguments: [String]) async throws -> String {
    guard let said = try await Self.git(arguments, in: root), said.count > 1 else {
      throw LoadError("git cannot say '\(arguments.joined(separator: " "))'; 'git fsck' says more")
    }
    return String(decoding: said.dropLast(), as: UTF8.self)
  }

  /// The day of a commit, as its committer's clock had it.
  ///
  /// - Throws: `LoadError` when the commit cannot be read.
  func day(of commit: String) async throws -> String {
    guard let said = try await Self.git(["show", "-s", "--format=%cs", commit], in: root) else {
      throw LoadError("the commit \(commit) cannot be read; 'git fsck' says more")
    }
    return String(decoding: said, as: UTF8.self).trimmingCharacters(in: .newlines)
  }

  /// A file of a revision: what it is, not yet its bytes.
  struct Entry {
    /// From the package's root.
    var path: String
    var object: String
    var kind: Kind
    /// In bytes, where that was asked for; a module has none.
    var size: Int?

    enum Kind { case file, link, module }

    /// A link or a module of another repository is none.
    var isRegular: Bool { kind == .file }

    /// What `git ls-tree -z` says of an entry; `nil` for anything else.
    init?(_ line: ArraySlice<UInt8>) {
      let parts = line.split(separator: UInt8(ascii: "\t"), maxSplits: 1)
      guard parts.count == 2 else { return nil }
      let words = parts[0].split(separator: UInt8(ascii: " ")).map {
        String(decoding: $0, as: UTF8.self)
      }
      guard words.count == 3 || words.count == 4 else { return nil }
      path = String(decoding: parts[1], as: UTF8.self)
      object = words[2]
      size = words.count == 4 ? Int(words[3]) : nil
      switch words[0] {
      case "100644", "100755", "100664": kind = .file
      case "160000": kind = .module
      default: kind = .link
      }
    }
  }

  /// All files of the whole repository, by their paths from its root, with their sizes.
  ///
  /// - Throws: `LoadError` when git cannot list them.
  func allEntries(of commit: String) async throws -> [Entry] {
    guard
      let said = try await Self.git(["ls-tree", "-r", "-l", "-z", "--full-tree", commit], in: root)
    else {
      throw LoadError("the files of revision \(commit) cannot be listed; an object may be missing")
    }
    return said.split(separator: 0).compactMap(Entry.init)
  }

  /// The files below folders of the package.
  func entries(of commit: String, below folders: String...) async throws -> [Entry] {
    try await entries(of: commit, below: folders)
  }

  func entries(of commit: String, below folders: [String]) async throws -> [Entry] {
    let said = try await Self.git(
      ["ls-tree", "-r", "-z", "--full-tree", commit, "--"] + folders.map { prefix + $0 }, in: root)
    guard let said else {
      throw LoadError("the files of revision \(commit) cannot be listed; an object may be missing")
    }
    return said.split(separator: 0).compactMap { line in
      guard var entry = Entry(line), entry.path.hasPrefix(prefix) else { return nil }
      entry.path = String(entry.path.dropFirst(prefix.count))
      return entry
    }
  }

  /// The headers that one revision has elsewhere than another, by git's likeness of files: the new paths by
  /// the old ones.
  func movedHeaders(from base: String, to head: String) async throws -> [String: String] {
    let said = try await Self.git(
      [
        "-c", "diff.renameLimit=4000", "diff-tree", "-r", "-z", "-M", "--relative",
        "--diff-filter=R", "--name-status", base, head, "--", "*.h",
      ], in: root)
    guard let said else {
      throw LoadError("git cannot compare \(base) with \(head); an object may be missing")
    }
    let words = said.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    let triples = stride(from: 0, to: words.count - 2, by: 3).map { (words[$0 + 1], words[$0 + 2]) }
    return Dictionary(triples, uniquingKeysWith: { first, _ in first })
  }

  /// The bytes of objects, by their names.
  ///
  /// - Throws: `LoadError` that names an object which is not there.
  func contents(of entries: [Entry]) async throws -> [String: [UInt8]] {
    guard !entries.isEmpty else { return [:] }
    let names = entries.map(\.object)
    let input = Array((names.joined(separator: "\n") + "\n").utf8)
    guard let said = try await Self.git(["cat-file", "--batch"], input: input, in: root) else {
      throw LoadError("git cannot read the objects of this repository; 'git fsck' says more")
    }
    var contents: [String: [UInt8]] = [:]
    var rest = said[...]
    for entry in entries {
      guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { break }
      let words = String(decoding: rest[..<end], as: UTF8.self).split(separator: " ")
      rest = rest[(end + 1)...]
      guard words.count == 3, words[1] == "blob", let size = Int(words[2]), size < rest.count else {
        throw LoadError(
          "\(entry.path): the object \(entry.object) is missing; 'git fsck' says more")
      }
      contents[entry.object] = Array(rest.prefix(size))
      rest = rest.dropFirst(size + 1)
    }
    guard contents.count == Set(names).count else {
      throw LoadError("git ended before all objects were read; 'git fsck' says more")
    }
    return contents
  }

  /// What git prints; `nil` when it fails.
  private static func git(
    _ arguments: [String], input: [UInt8] = [], in folder: URL
  ) async throws -> [UInt8]? {
    let output = try await say(arguments, input: input, in: folder)
    return output.ending.isSuccess && !output.isCut ? output.standardOutput : nil
  }

  /// What git says, and how it ends.
  ///
  /// - Throws: `LoadError` when there is no git.
  func say(
    _ arguments: [String], in folder: URL, environment: [String: String]
  ) async throws -> ChildProcess.Output {
    try await Self.say(arguments, in: folder, environment: environment)
  }

  private static func say(
    _ arguments: [String], input: [UInt8] = [], in folder: URL, environment: [String: String] = [:]
  ) async throws -> ChildProcess.Output {
    var process = ChildProcess("git", arguments, in: folder)
    process.input = input
    // Neither a prompt nor a fetch of missing objects: what is not here is not here.
    process.environment = ["GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"]
      .merging(environment) { _, new in new }
    do { return try await process.output(limit: 1 << 30) } catch let failure as ProcessFailure {
      throw LoadError("\(failure); revisions are read with git, from the package git")
    }
  }
}
