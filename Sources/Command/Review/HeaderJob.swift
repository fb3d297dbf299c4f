// What the toolchain's C compiler says of headers, held against the formats of a book; and what a change
// to them does.

import Bindings
import Book
import Foundation
import Programs
import Review
import Run

struct HeaderJob {
  let package: BookPackage
  /// The folder from which paths of headers go.
  let folder: URL
  /// What the compiler is told beside what the book says.
  let more: HeaderSettings
  /// The revisions of the folder's repository; `nil` for the folder as it is.
  let range: (base: String, head: String)?
  /// The release whose headers they are, or those of the newer revision; `nil` where nobody said, so that
  /// each form that a format has had is right.
  var release: String?

  /// What came of it.
  struct Result: Codable {
    /// The headers that the compiler laid out.
    var headers: [String] = []
    /// Where the folder, or the newer revision, says something else than the book.
    var differences: [HeaderDifference] = []
    /// What changed between the revisions.
    var changes: [HeaderChange] = []
    /// What the book states and the headers have not, since they have another form.
    var absent: [String] = []
    /// Headers that are not there and were taken as empty.
    var missing: [String] = []
    /// What could not be asked, and why.
    var omissions: [String] = []

    /// Looks for what is new here in the older revision, and for what is gone in the newer one.
    fileprivate mutating func findElsewhere(
      _ base: HeaderTree, _ head: HeaderTree, _ questions: [HeaderQuestions]
    ) async throws {
      let defined = Dictionary(
        questions.map { ($0.header, $0.definitions) }, uniquingKeysWith: { first, _ in first })
      func subjects(_ change: HeaderChange) -> Set<String> {
        change.subject == HeaderChange.whole ? defined[change.header] ?? [] : [change.subject]
      }
      for (tree, isNew) in [(base, true), (head, false)] {
        let moved = changes.indices.filter { changes[$0].isMoved && changes[$0].isNew == isNew }
        let files = try await tree.definitions(
          of: moved.reduce(into: []) { $0.formUnion(subjects(changes[$1])) })
        for index in moved {
          let all = subjects(changes[index]).flatMap { files[$0] ?? [] }
          changes[index].note(elsewhere: Set(all).subtracting([changes[index].header]).sorted())
        }
      }
    }

    /// Holds answers against what the book states.
    fileprivate mutating func compare(
      _ questions: [HeaderQuestions], _ answers: [String: HeaderAnswers], _ set: BindingSet,
      without others: Set<String>
    ) {
      for asked in questions.map({ $0.leavingOut(others) }) {
        guard let known = answers[asked.header] else { continue }
        let (differences, absent) = asked.differences(known, in: set)
        self.differences += differences
        self.absent += absent
      }
    }
  }

  /// - Throws: `LoadError` when there is no book, no such folder, or no such revision.
  func run() async throws -> Result {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder),
      isFolder.boolValue
    else { throw LoadError("there is no folder '\(folder.relativePath)'") }
    let snapshot = try Snapshot(package)
    let (set, settings) = (snapshot.bindings, snapshot.book.manifest.headers.adding(more))
    let questions = HeaderQuestions.all(in: set)
    let others = try otherForms(snapshot.book)
    var result = Result()
    let work = package.url(PackageLayout.workFolder)
    guard let toolchain = try? await Toolchain.found(keptIn: work),
      let clang = toolchain.program("clang")
    else {
      result.omissions.append("there is no clang beside swiftc; install Swift's whole toolchain")
      return result
    }
    guard !questions.isEmpty else {
      result.omissions.append("no format names a header; add 'x-header', or 'header=' to a layout")
      return result
    }
    try await withTemporaryFolder("weft-headers") { scratch in
      if let range {
        let repository = try await GitRepository(in: folder)
        let paths = questions.map(\.header).filter(HeaderSettings.isPath)
        let commits = (
          base: try await repository.commit(range.base),
          head: try await repository.commit(range.head)
        )
        let moves = try await HeaderMoves(
          of: paths, from: commits.base, to: commits.head, in: repository)
        let base = try await HeaderTree(
          commits.base, of: repository, settings, scratch: scratch.appending(path: "base"),
          naming: paths + moves.base.values)
        let head = try await HeaderTree(
          commits.head, of: repository, settings, scratch: scratch.appending(path: "head"),
          naming: paths + moves.head.values)
        // A header that only one revision has is a change, and nothing that could not be looked at.
        let old = try await ask(
          questions, .init(clang: clang, tree: base), &result, range.base, moves.base,
          unless: head.has)
        let new = try await ask(
          questions, .init(clang: clang, tree: head), &result, range.head, moves.head,
          unless: base.has)
        result.changes =
          moves.changes + HeaderHistory(set, snapshot.book.chapters, from: old, to: new).changes()
        try await result.findElsewhere(base, head, questions)
        result.compare(questions, new, set, without: others)
      } else {
        let tree = HeaderTree(folder, settings, scratch: scratch)
        let said = try await ask(questions, .init(clang: clang, tree: tree), &result, nil)
        result.compare(questions, said, set, without: others)
      }
    }
    result.headers = Set(result.headers).sorted()
    result.missing = Set(result.missing).sorted()
    return result
  }

  /// The formats of which the book says that the release does not have them.
  ///
  /// - Throws: `LoadError` for a release that the book does not know.
  private func otherForms(_ book: Book) throws -> Set<String> {
    guard let release else { return [] }
    let table = book.manifest.releases
    guard table.names.contains(release) else {
      let end = suggestion(
        for: release, among: table.names, otherwise: "'releases' in Spec/book.yml lists them")
      throw LoadError("there is no release '\(release)'\(end)")
    }
    return book.formats(notIn: release)
  }

  /// The answers to all questions, by header.
  ///
  /// - Parameter moves: where headers are that are not where the book names them.
  private func ask(
    _ questions: [HeaderQuestions], _ compiler: HeaderCompiler, _ result: inout Result,
    _ revision: String?, _ moves: [String: String] = [:],
    unless isElsewhere: (String) -> Bool = { _ in false }
  ) async throws -> [String: HeaderAnswers] {
    var answers: [String: HeaderAnswers] = [:]
    for asked in questions {
      do {
        let path = moves[asked.header] ?? asked.header
        let answer = try await compiler.answers(to: asked.asked(of: path))
        answers[asked.header] = answer
        result.headers.append(asked.header)
        result.missing += answer.missing
      } catch let reason as HeaderCompiler.Unanswered {
        if reason.isAbsent, isElsewhere(asked.header) { continue }
        let place = revision.map { "\($0):" } ?? ""
        result.omissions.append("\(place)\(asked.header): \(reason.message)")
      }
    }
    return answers
  }
}

extension HeaderSettings {
  fileprivate func adding(_ more: HeaderSettings) -> HeaderSettings {
    var all = self
    all.include += more.include
    all.first += more.first
    all.define += more.define
    all.standIns.merge(more.standIns) { $0 + $1 }
    return all
  }
}
