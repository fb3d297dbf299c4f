// A review from names of revisions to a report: all reading of the world for it.

import Bindings
import Review

struct ReviewJob {
  let package: BookPackage
  let profile: Profile
  let threshold: Severity

  /// Compares two revisions; without a head, the working tree.
  ///
  /// - Throws: `LoadError` for what cannot be read.
  func report(_ base: String, _ head: String?) async throws -> ReviewReport {
    let repository = try await GitRepository(of: package)
    let new: BookRevision
    if let head {
      new = try await BookRevision(head, of: repository)
    } else {
      new = try BookRevision(workingTree: package)
    }
    let old = try await BookRevision(base, of: repository, known: new)
    try old.requireReadable()
    try new.requireReadable()
    var review = Review(from: old.bindings, to: new.bindings, profile: profile)
    review.add(new.bindings.findings.map(ReviewFinding.init(lint:)))
    return ReviewReport(
      review, base: .init(name: old.name, commit: old.commit, old.bindings),
      head: .init(name: new.name, commit: new.commit, new.bindings), failOn: threshold)
  }
}
