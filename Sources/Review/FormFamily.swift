// The forms that a format has had, each with each: what a reader of one makes of what a writer of
// another left.

import Bindings
import Book

/// A format with its forms, in the order of the releases that have them.
struct FormFamily: Sendable {
  /// A form, and which releases have it.
  struct Form: Sendable {
    let statement: FormStatement
    /// In words: `6.18 to 7.0`.
    let releases: String
  }

  /// What a reader of one form makes of what a writer of another left.
  struct Meeting: Sendable {
    let writer: Int
    let reader: Int
    let outcome: Outcome
    /// Why, the worst first; empty for what is read.
    let reasons: [String]
  }

  let format: String
  /// What has the releases: `Linux`.
  let line: String
  /// The newest of them, since each meets each.
  let forms: [Form]
  /// How many older ones there were.
  let omitted: Int

  /// How many rows and columns of writers and readers a page has at most.
  static let most = 24

  /// The formats of which releases have had more than one form.
  static func all(of book: Book) -> [FormFamily] {
    let table = book.manifest.releases
    let lines = table.lines.flatMap { line in line.releases.map { _ in line.name } }
    let places = Dictionary(
      table.names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var order: [String] = []
    var known: [String: [(place: Int, form: Form)]] = [:]
    for statement in book.forms {
      guard let scope = statement.fence.claim.map(table.scope),
        let first = scope.releases.first.flatMap({ places[$0] })
      else { continue }
      if known[statement.format] == nil { order.append(statement.format) }
      // The line stands above its releases once.
      let own = "\(lines[first]) "
      let words = scope.words.hasPrefix(own) ? scope.words.dropFirst(own.count) : scope.words[...]
      known[statement.format, default: []]
        .append((first, Form(statement: statement, releases: String(words))))
    }
    return order.compactMap { format in
      let forms = (known[format] ?? []).sorted { $0.place < $1.place }
      guard forms.count > 1, let first = forms.first?.place else { return nil }
      let newest = forms.suffix(most).map(\.form)
      return FormFamily(
        format: format, line: lines[first], forms: newest, omitted: forms.count - newest.count)
    }
  }

  /// Each writer with each reader of another form.
  ///
  /// - Parameter formats: those of the whole book, in which the forms are stated.
  func meetings(in formats: BindingSet) -> [Meeting] {
    let sets = forms.map { revision(of: $0, in: formats) }
    return sets.indices.flatMap { old in
      sets.indices.dropFirst(old + 1).flatMap { new in
        meetings(from: old, to: new, Review(from: sets[old], to: sets[new], seeksWitnesses: false))
      }
    }
  }

  /// The formats as they are where the form is the format.
  private func revision(of form: Form, in formats: BindingSet) -> BindingSet {
    let binding = formats.bindings[form.statement.binding].map { stated in
      var binding = stated
      binding.id = format
      return binding
    }
    return BindingSet(binding.map { [$0] } ?? [], layouts: formats.layouts.values)
  }

  /// The element with what it was and is, unless that is a whole sentence.
  private static func shortened(_ item: ReviewReport.Item) -> String {
    let isLong = [item.old, item.new].contains { $0.contains { $0 == " " } && $0.count > 30 }
    return isLong ? item.element : item.subject
  }

  private func meetings(from old: Int, to new: Int, _ review: Review) -> [Meeting] {
    Direction.allCases.map { direction in
      let (writer, reader) = direction == .up ? (old, new) : (new, old)
      let met = review.findings.compactMap { finding in
        finding.outcomes.map { (outcome: $0[direction], finding: finding) }
      }
      .filter { $0.outcome != .read }.sorted { $0.outcome > $1.outcome }
      let verdicts = review.verdicts.map { $0.outcomes[direction] }
      return Meeting(
        writer: writer, reader: reader, outcome: verdicts.max() ?? .read,
        reasons: met.map { pair in
          let item = ReviewReport.Item(pair.finding, review)
          let subject = Self.shortened(item).replacing("\(format):/", with: "/")
          return "\(subject): \(item.message)"
        })
    }
  }
}
