// The headers of a program, as they lie in a folder, or as a revision of its repository has them.

import Book
import Foundation
import Programs
import Review

/// A folder with headers, and what else a compiler needs to read them.
struct HeaderTree {
  /// Where headers are looked for.
  let folder: URL
  /// A folder of our own beside them, for what is missing.
  let scratch: URL
  let settings: HeaderSettings
  /// The commit, where it is not the folder as it is.
  private let commit: String?
  /// Where the program's other files are.
  private let program: URL

  /// The folder as it is.
  init(_ folder: URL, _ settings: HeaderSettings, scratch: URL) {
    (self.folder, program, self.settings, self.scratch) = (folder, folder, settings, scratch)
    commit = nil
  }

  /// A revision: its headers are written into a folder of their own.
  ///
  /// - Throws: `LoadError` when git cannot read them.
  init(
    _ commit: String, of repository: GitRepository, _ settings: HeaderSettings, scratch: URL,
    naming headers: [String]
  ) async throws {
    (self.commit, self.settings, self.scratch) = (commit, settings, scratch)
    program = repository.root
    folder = scratch.appending(path: "tree")
    let parents = (headers + settings.first).map {
      $0.split(separator: "/").dropLast().joined(separator: "/")
    }
    let folders = settings.include + settings.standIns.values.joined() + parents
    let roots = Set(folders.filter { !$0.isEmpty }).sorted()
    let entries = try await repository.entries(of: commit, below: roots)
      .filter { $0.isRegular && $0.path.hasSuffix(".h") && HeaderSettings.isPath($0.path) }
    let contents = try await repository.contents(of: entries)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var made: Set<String> = []
    for entry in entries {
      let url = folder.appending(path: entry.path)
      let parent = url.deletingLastPathComponent()
      if made.insert(parent.path).inserted {
        try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
      }
      try Data(contents[entry.object] ?? []).write(to: url)
    }
  }

  func has(_ header: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: header).path)
  }

  /// The compiler's options for it.
  func options() throws -> [String] {
    // A struct with a tag and no name as a member is C to some compilers only.
    var options = ["-fno-caret-diagnostics", "-w", "-fms-extensions"]
    options += settings.define.map { "-D\($0)" }
    options += (["."] + settings.include).flatMap { ["-I", $0] }
    for (name, folders) in settings.standIns.sorted(by: { $0.key < $1.key }) {
      for (index, target) in folders.enumerated() {
        let place = scratch.appending(path: "stand-in-\(name)-\(index)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        let link = place.appending(path: name)
        if !FileManager.default.fileExists(atPath: link.path) {
          try FileManager.default.createSymbolicLink(
            at: link, withDestinationURL: folder.appending(path: target))
        }
        options += ["-idirafter", place.path]
      }
    }
    options += ["-idirafter", scratch.appending(path: "empty").path]
    return options + settings.first.flatMap { ["-include", $0] }
  }

  /// Makes an empty header where one is not there; `false` where that cannot be its path.
  func addEmpty(_ header: String) throws -> Bool {
    guard HeaderSettings.isPath(header) else { return false }
    let url = scratch.appending(path: "empty/\(header)")
    guard !FileManager.default.fileExists(atPath: url.path) else { return false }
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data().write(to: url)
    return true
  }

  /// The strings in files of the program that include a header; `nil` when none does.
  func literals(around header: String) async throws -> Set<String>? {
    // A file names it from one of the folders in which headers are looked for.
    let names = ([""] + settings.include.map { $0 + "/" }).filter(header.hasPrefix)
      .map { "#include <\(header.dropFirst($0.utf8.count))>" }
    let files = try await grep(
      ["-l", "-F"] + names.flatMap { ["-e", $0] }, ["*.c", "*.h"], ending: "\0")
    guard !files.isEmpty else { return nil }
    let paths = files.map { path in
      commit == nil ? path : String(path.split(separator: ":", maxSplits: 1).last ?? "")
    }
    let said = try await grep(["-h", "-o", "-E", "-e", "\"[^\"\\\\]*\""], paths, ending: "\n")
    return Set(said.map { String($0.dropFirst().dropLast()) })
  }

  /// The files in which structs and macros are defined, by these: `struct note` or a macro's name.
  func definitions(of subjects: Set<String>) async throws -> [String: [String]] {
    let names = subjects.filter { $0.wholeMatch(of: /(?:struct )?[A-Za-z_][A-Za-z_0-9]*/) != nil }
    guard !names.isEmpty else { return [:] }
    let patterns = names.sorted().map { name in
      name.hasPrefix("struct ")
        ? "^\(name)[[:space:]]*[{]"
        : "^[[:space:]]*#[[:space:]]*define[[:space:]]+\(name)[[:space:]]"
    }
    let lines = try await grep(
      ["-n", "-E"] + patterns.flatMap { ["-e", $0] }, ["*.c", "*.h"], ending: "\n")
    var files: [String: [String]] = [:]
    for line in lines {
      // A commit stands before the path.
      let text = commit.map { line.hasPrefix("\($0):") ? line.dropFirst($0.count + 1) : line[...] }
      let parts = (text ?? line[...]).split(separator: ":", maxSplits: 2)
      guard parts.count == 3,
        let match = parts[2].firstMatch(of: /struct ([A-Za-z_0-9]+)|define\s+([A-Za-z_0-9]+)/),
        let name = match.1.map({ "struct \($0)" }) ?? match.2.map(String.init), names.contains(name)
      else { continue }
      files[name, default: []].append(String(parts[0]))
    }
    return files
  }

  private func grep(
    _ arguments: [String], _ paths: [String], ending: Character
  ) async throws -> [String] {
    let place = commit.map { [$0] } ?? ["--no-index"]
    var git = ChildProcess(
      "git",
      ["grep", "-I", "--no-color"] + (ending == "\0" ? ["-z"] : [])
        + (commit == nil ? place + arguments : arguments + place) + ["--"] + paths,
      in: program)
    git.environment = ["GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"]
    let output = try await git.output(limit: 1 << 26)
    // 1 is that nothing was found.
    guard [.exited(0), .exited(1)].contains(output.ending) else { return [] }
    return String(decoding: output.standardOutput, as: UTF8.self)
      .split(separator: ending).map(String.init)
  }
}
