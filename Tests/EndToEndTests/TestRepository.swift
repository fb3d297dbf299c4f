// A repository of git made by a test: the same commits at each run, whatever the user has set.

import Foundation
import Programs
import Testing
import Trials

protocol TestRepository {
  var folder: URL { get }
}

extension TestRepository {
  /// Commits all that is there, and gives it a tag.
  func commit(as tag: String) async throws {
    try await git("add", "--all", ".")
    try await git(
      "-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "--quiet",
      "--allow-empty", "-m", tag)
    try await git("tag", tag)
  }

  @discardableResult
  func git(_ arguments: String...) async throws -> String {
    var git = ChildProcess("git", arguments, in: folder)
    git.environment = [
      "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null",
      "GIT_AUTHOR_DATE": "2026-06-01T12:00:00Z", "GIT_COMMITTER_DATE": "2026-06-01T12:00:00Z",
      "LLVM_PROFILE_FILE": "/dev/null",
    ]
    let said = try await git.output()
    try #require(said.status == 0, "git \(arguments): \(said.errors)")
    return said.text
  }

  func review(_ arguments: String...) async throws -> ChildProcess.Output {
    try await BuiltProgram.weft(["review"] + arguments, in: folder)
  }
}
