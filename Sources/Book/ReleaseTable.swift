// The releases that a book speaks of, and what a rule's claim comes to among them.

/// Lines of releases, such as those of one program, each in the order in which they came.
package struct ReleaseTable: Hashable, Sendable {
  package struct Release: Hashable, Sendable {
    /// Unlike that of any other release of the book.
    package var name: String
    /// What it is, where the name does not say.
    package var about: String?
  }

  package struct Line: Hashable, Sendable {
    package var name: String
    package var releases: [Release]
  }

  /// Every rule may hold for all of them, and lists them on the site.
  static let most = 200
  static let longestName = 40

  private struct Place: Hashable {
    var line: Int
    var index: Int
  }

  package private(set) var lines: [Line] = []
  /// Whether a rule that claims nothing is a finding.
  package var isRequired = false
  private var places: [String: Place] = [:]

  /// The names of all releases, line by line.
  package var names: [String] { lines.flatMap { $0.releases.map(\.name) } }

  /// Adds a line; of releases whose names are taken the first stays.
  ///
  /// - Returns: whether each of its releases is new.
  mutating func add(_ line: Line) -> [Bool] {
    var new = Line(name: line.name, releases: [])
    let isNew = line.releases.map { release in
      guard places[release.name] == nil else { return false }
      places[release.name] = Place(line: lines.count, index: new.releases.count)
      new.releases.append(release)
      return true
    }
    lines.append(new)
    return isNew
  }
}

/// For which releases a rule holds.
package struct ReleaseScope: Hashable, Sendable {
  /// Their names, in the order of the table.
  package var releases: [String]
  /// In words: `6.18 to 7.0`; empty where there are none.
  package var words: String
  /// Whether the rule is the book's own, stricter than what it describes.
  package var isOurs: Bool
  /// What others do where the rule is the book's own.
  package var elsewhere: String?
}

extension ReleaseTable {
  /// What a claim comes to; what is wrong in it counts as not said.
  package func scope(of claim: ReleaseClaim) -> ReleaseScope {
    var held: [[Int]] = Array(repeating: [], count: lines.count)
    var words: [String] = []
    if let (line, range) = range(of: claim) {
      held[line] += range
      let (first, last) = (name(line, range.lowerBound), name(line, range.upperBound))
      let ends =
        claim.until == nil
        ? "since \(first)" : claim.since == nil ? "until \(last)" : "\(first) to \(last)"
      words.append(spoken(line, first == last ? first : ends))
    }
    let named = Dictionary(grouping: claim.named.compactMap { places[$0.name] }, by: \.line)
    for (line, places) in named.sorted(by: { $0.key < $1.key }) {
      let indices = Set(places.map(\.index)).sorted()
      held[line] += indices
      words.append(spoken(line, indices.map { name(line, $0) }.joined(separator: ", ")))
    }
    let releases = held.indices.flatMap { line in
      Set(held[line]).sorted().map { name(line, $0) }
    }
    return ReleaseScope(
      releases: releases, words: words.joined(separator: "; "), isOurs: claim.isOurs,
      elsewhere: claim.elsewhere)
  }

  private func name(_ line: Int, _ index: Int) -> String { lines[line].releases[index].name }

  /// With the line's name, where there are others.
  private func spoken(_ line: Int, _ words: String) -> String {
    lines.count > 1 ? "\(lines[line].name) \(words)" : words
  }

  /// The releases between the two that a claim names; `nil` when it names none, or wrong ones.
  private func range(of claim: ReleaseClaim) -> (line: Int, indices: ClosedRange<Int>)? {
    let first = claim.since.map { places[$0.name] }
    let last = claim.until.map { places[$0.name] }
    switch (first, last) {
    case (let first??, nil): return (first.line, first.index...lines[first.line].releases.count - 1)
    case (nil, let last??): return (last.line, 0...last.index)
    case (let first??, let last??) where first.line == last.line && first.index <= last.index:
      return (first.line, first.index...last.index)
    default: return nil
    }
  }

  /// What is wrong in a claim.
  func mistakes(
    in claim: ReleaseClaim, _ suggestions: inout FirstSuggestions
  ) -> [Finding] {
    let mentions = [claim.since, claim.until].compactMap(\.self) + claim.named
    let unknown = mentions.filter { places[$0.name] == nil }.map { mention in
      let end = suggestions.suggestion(
        for: mention.name, among: "releases", names,
        otherwise: "list it under 'releases' in book.yml")
      return Finding(
        .unknownRelease, mention.location, "there is no release '\(mention.name)'" + end,
        edits: end.edits(of: mention.name, at: mention.isVerbatim ? mention.location : nil))
    }
    return unknown + (emptyRange(of: claim).map { [$0] } ?? [])
  }

  private func emptyRange(of claim: ReleaseClaim) -> Finding? {
    guard let since = claim.since, let until = claim.until, range(of: claim) == nil,
      let first = places[since.name], let last = places[until.name]
    else { return nil }
    if first.line != last.line {
      return Finding(
        .emptyRange, since.location,
        "'\(since.name)' is of \(lines[first.line].name) and '\(until.name)' of"
          + " \(lines[last.line].name); a range begins and ends in one line of releases")
    }
    let areVerbatim = since.isVerbatim && until.isVerbatim
    return Finding(
      .emptyRange, since.location,
      "'\(until.name)' came before '\(since.name)', so no release is meant; swap them",
      edits: !areVerbatim
        ? []
        : [
          Finding.Edit(since.location, replace: since.name, with: until.name),
          Finding.Edit(until.location, replace: until.name, with: since.name),
        ])
  }
}

extension Manifest {
  /// For which releases a rule holds; `nil` when neither it nor its chapter nor its part says so.
  package func scope(of rule: Rule) -> ReleaseScope? {
    (rule.claim ?? ruleClaims[Self.part(ofChapter: rule.location.file)]).map(releases.scope)
  }
}

extension Book {
  /// Claims name releases of the table, and where the book asks for it each rule has one.
  mutating func checkReleases() {
    var suggestions = FirstSuggestions()
    // A default is the claim of many rules, and wrong once.
    var known: Set<ReleaseClaim> = []
    let rules = chapters.flatMap(\.rules)
    let defaults = manifest.parts.compactMap { manifest.ruleClaims[$0] }
    let claims = rules.compactMap(\.claim) + chapters.flatMap(\.statements).compactMap(\.claim)
    for claim in defaults + claims where known.insert(claim).inserted {
      findings += manifest.releases.mistakes(in: claim, &suggestions)
    }
    checkForms(&suggestions)
    guard manifest.releases.isRequired else { return }
    for rule in rules where manifest.scope(of: rule) == nil {
      report(
        .missingRelease, rule.location,
        "rule '\(rule.id)' does not say for which releases it holds; after its id write since=,"
          + " until=, in= or ours")
    }
  }
}
