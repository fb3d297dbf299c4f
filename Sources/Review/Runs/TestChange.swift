// The tests of two revisions: which fail now, which pass now, which came and went.

package import Book
package import Evidence

/// A test that is not what it was, or fails.
package struct TestChange: Codable, Sendable {
  /// The worst first.
  package enum Kind: String, Codable, Sendable, CaseIterable {
    /// It did not fail in base.
    case newlyFailing = "newly-failing"
    /// It is not in base.
    case newAndFailing = "new-and-failing"
    /// It passed in base, and did not run to its end, or not at all, in head.
    case noLongerPassing = "no-longer-passing"
    /// It fails in head, and of base nothing is known.
    case failing
    /// It fails in both.
    case stillFailing = "still-failing"
    /// It is in base alone.
    case gone
    /// It did not pass in base.
    case newlyPassing = "newly-passing"
    /// It is not in base, and does not fail.
    case new
    /// It passes in neither, for another reason.
    case other

    /// Whether the change made it worse.
    package var isWorse: Bool {
      self == .newlyFailing || self == .newAndFailing || self == .noLongerPassing
    }

    package var words: String {
      switch self {
      case .newlyFailing: "newly failing"
      case .newAndFailing: "new and failing"
      case .noLongerPassing: "no longer passing"
      case .failing: "failing"
      case .stillFailing: "still failing"
      case .gone: "gone"
      case .newlyPassing: "newly passing"
      case .new: "new"
      case .other: "otherwise"
      }
    }
  }

  package var kind: Kind
  package var test: String
  /// `nil` where it is not there, or nothing is known of it.
  package var base: Verdict?
  package var head: Verdict?
  /// In head, or in base for one that is gone.
  package var place: Location
  /// What went wrong in head, at most three things.
  package var messages: [String]

  /// All that are to be told.
  ///
  /// - Parameter base: `nil` where nothing is known of it.
  static func all(_ base: RunRevision?, _ head: RunRevision) -> [TestChange] {
    let now = FoundTest.all(in: head)
    guard let base else {
      let failing = now.values.filter(\.verdict.isFailure)
      return failing.map { TestChange(.failing, nil, $0) }.sorted(by: isBefore)
    }
    var before = FoundTest.all(in: base)
    var changes: [TestChange] = []
    var come: [FoundTest] = []
    for (id, test) in now {
      guard let old = before.removeValue(forKey: id) else {
        come.append(test)
        continue
      }
      if let kind = kind(old.verdict, test.verdict) { changes.append(TestChange(kind, old, test)) }
    }
    // A test that moved to another chapter under a name of its own is the same one.
    let gone = Dictionary(grouping: before.values, by: \.name)
    let new = Dictionary(grouping: come, by: \.name)
    for test in come {
      if new[test.name]?.count == 1, let olds = gone[test.name], olds.count == 1 {
        before[olds[0].id] = nil
        if let kind = kind(olds[0].verdict, test.verdict) {
          changes.append(TestChange(kind, olds[0], test))
        }
      } else {
        changes.append(TestChange(test.verdict.isFailure ? .newAndFailing : .new, nil, test))
      }
    }
    changes += before.values.map { TestChange(.gone, $0, nil) }
    return changes.sorted(by: isBefore)
  }

  private init(_ kind: Kind, _ old: FoundTest?, _ new: FoundTest?) {
    let shown = new ?? old
    self.kind = kind
    test = shown?.name ?? ""
    (base, head) = (old?.verdict, new?.verdict)
    place = shown?.place ?? Location(file: "")
    messages = new?.messages ?? []
  }

  /// `nil` for what is as it was and well.
  private static func kind(_ old: Verdict, _ new: Verdict) -> Kind? {
    if new.isFailure { return old.isFailure ? .stillFailing : .newlyFailing }
    if old == new { return nil }
    if new == .passed { return .newlyPassing }
    return old == .passed ? .noLongerPassing : .other
  }

  private static func isBefore(_ a: TestChange, _ b: TestChange) -> Bool {
    let kinds = Kind.allCases
    let (first, second) = (kinds.firstIndex(of: a.kind), kinds.firstIndex(of: b.kind))
    if let first, let second, first != second { return first < second }
    return (a.place, a.test) < (b.place, b.test)
  }
}

/// A test of one revision, with what it came to.
private struct FoundTest {
  /// What it is known by in both revisions: its chapter and its name, and its number among equals.
  var id: String
  var name: String
  var verdict: Verdict
  var place: Location
  var messages: [String]

  static func all(in revision: RunRevision) -> [String: FoundTest] {
    var found: [String: FoundTest] = [:]
    func add(
      _ path: String, _ name: String, _ line: Int, _ verdict: Verdict, _ issues: [Issue] = []
    ) {
      let ids = (1...).lazy.map { "\(path)\n\(name)\n\($0)" }
      guard let id = ids.first(where: { found[$0] == nil }) else { return }
      let messages = issues.filter { !$0.isKnown }.prefix(3).map { String($0.message.prefix(400)) }
      found[id] = FoundTest(
        id: id, name: name, verdict: verdict, place: Location(file: path, line: line),
        messages: Array(messages))
    }
    let verdicts = Verdicts(revision.book, revision.evidence)
    for chapter in revision.book.chapters {
      for fence in chapter.checkedFences {
        let known = verdicts.fence(atLine: fence.line, of: chapter.path)
        if !fence.role.isRun {
          add(
            chapter.path, "code that must not compile", fence.line, known?.verdict ?? .notRun)
        } else if let known, !known.tests.isEmpty {
          for test in known.tests {
            let result = test.result
            add(chapter.path, result.name, result.line, test.verdict, result.issues)
          }
        } else {
          for test in fence.tests {
            add(chapter.path, test.name, test.line, known?.verdict ?? .notRun)
          }
        }
      }
    }
    for (path, file) in revision.evidence.elsewhere {
      for test in file.tests { add(path, test.name, test.line, test.verdict, test.issues) }
    }
    return found
  }
}
