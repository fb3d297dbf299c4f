// A review from names of revisions to what is said of them: all reading of the world for it.

import Bindings
import Book
import Evidence
import Foundation
import Review

struct ReviewJob {
  let package: BookPackage
  let profile: Profile
  let threshold: Severity
  /// The day by which waivers are judged; that of the head's commit when it is not given.
  var today: Day?
  /// Whether each release that the head keeps is compared too.
  var againstReleased = false
  /// Whether both revisions are built and run; else what is kept of them is told.
  var runs = false
  var console = Console(isQuiet: true)
  /// How long a test may take.
  var timeLimit = Duration.seconds(Fence.usualTimeLimit)

  /// What a review came to, with what pages of it need.
  struct Result {
    var review: Review
    var report: ReviewReport
    var base: BookRevision
    var head: BookRevision
    var baseEvidence: Evidence
    var headEvidence: Evidence
  }

  /// Compares two revisions; without a head, the working tree.
  ///
  /// - Throws: `LoadError` for what cannot be read.
  func run(_ base: String, _ head: String?) async throws -> Result {
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
    var others = try releases(of: new)
    if let waivers = new.waivers {
      let today = try await day(new, in: repository)
      review.apply(waivers, today: today, others: others.map(\.review))
      for index in others.indices { others[index].review.applySilently(waivers, today: today) }
    }
    let (before, now) = try await outcomes(old, new, &review, in: repository)
    review.confirmWitnesses(base: before.readings, head: now.readings)
    var report = ReviewReport(
      review, base: .init(name: old.name, commit: old.commit, old.bindings),
      head: .init(name: new.name, commit: new.commit, new.bindings), failOn: threshold,
      omissions: old.unread(as: "base") + new.unread(as: "head"), formerWaivers: old.waivers)
    report.rules = RuleChange.all(old.book, new.book)
    if againstReleased {
      let here = Release(report.head.shown, formats: new.bindings)
      let matrix = ReleaseMatrix(new.releases + [here], profile: profile)
      report.add(others, matrix, failOn: threshold)
    }
    if runs {
      report.add(
        review.fourRuns(
          readers(old, new), base: before.readings, head: now.readings,
          written: (before.writings, now.writings)))
    }
    report.add(RunReport(old.ran(before), new.ran(now), isAsked: runs))
    return Result(
      review: review, report: report, base: old, head: new, baseEvidence: before.evidence,
      headEvidence: now.evidence)
  }

  /// What building and running comes to, or what is kept of it.
  private func outcomes(
    _ base: BookRevision, _ head: BookRevision, _ review: inout Review, in repository: GitRepository
  ) async throws -> (base: RevisionRunner.Outcome, head: RevisionRunner.Outcome) {
    var runner = RevisionRunner(
      package: package, repository: repository, console: console, timeLimit: timeLimit)
    guard runs else { return (try await runner.recalled(base), try await runner.recalled(head)) }
    defer { console.clearProgress() }
    let readers = readers(base, head)
    runner.formats = review.fourFormats(readers)
    var old = try await runner.gathered(base, sparing: head)
    var new = try await runner.gathered(head, sparing: base)
    // Only now is known what both write.
    review.adoptWritings(base: old.writings, head: new.writings)
    let questions = review.questions(readers, base: old.writings, head: new.writings)
    try await runner.read(questions, by: base, sparing: head, into: &old)
    try await runner.read(questions, by: head, sparing: base, into: &new)
    return (old, new)
  }

  /// The formats that programs of both revisions read.
  private func readers(_ base: BookRevision, _ head: BookRevision) -> Set<String> {
    Set(base.book.manifest.readers.keys).intersection(head.book.manifest.readers.keys)
  }

  /// Head compared with each release that it keeps, if that was asked for.
  private func releases(
    of head: BookRevision
  ) throws -> [(release: Release, review: Review)] {
    guard againstReleased else { return [] }
    guard !head.releases.isEmpty else {
      throw LoadError(
        "there is no release in \(Release.folder); 'weft review accept-release NAME' makes one")
    }
    return try head.releases.map { release in
      guard release.formats.isReadable else {
        throw LoadError(
          "\(Release.path(release.name, Release.formatsName)) cannot be read; take it as it was"
            + " committed")
      }
      let review = Review(
        from: release.formats, to: head.bindings, profile: profile, seeksWitnesses: false)
      return (release, review)
    }
  }

  /// No clock is asked, so that the same revisions give the same review.
  private func day(_ head: BookRevision, in repository: GitRepository) async throws -> Day {
    if let today { return today }
    let commit: String
    if let known = head.commit {
      commit = known
    } else {
      commit = try await repository.commit("HEAD")
    }
    let text = try await repository.day(of: commit)
    guard let day = Day(text) else {
      throw LoadError("the commit \(commit) has no day that can be read; say --today")
    }
    return day
  }

  /// A review as a page.
  ///
  /// - Throws: `LoadError` when the theme cannot be read.
  func page(_ result: Result) async throws -> String {
    let theme = try ThemeFolder(for: package, parts: [])
    let style = theme.files.first { $0.name == "weft.css" }?.bytes ?? Data()
    let base = result.base.text(result.baseEvidence)
    let head = result.head.text(result.headEvidence, known: base)
    let page = ReviewPage(
      result.review, result.report, base: base, head: head,
      style: String(decoding: style, as: UTF8.self))
    return page.text
  }
}

extension BookRevision {
  /// With what came of it.
  fileprivate func ran(_ outcome: RevisionRunner.Outcome) -> RunRevision {
    RunRevision(
      book, contents: contents, outcome.evidence, outcome.origin, refusals: outcome.refusals,
      notes: outcome.notes)
  }
}
