// What programs make of blobs beside what the schemas say.

import Bindings
import Testing

@testable import Review

struct FourRunsTests {
  private func read(_ lines: String...) -> ProgramReading { ProgramReading(.read, lines: lines) }
  private let refused = ProgramReading(.refused, reason: "another length")

  @Test func `two readers are compared by what they print of one blob`() {
    let own = read("a 1", "b 2", "c 3")
    #expect(own.comparison(with: own) == .same)
    #expect(read("a 1", "c 3").comparison(with: own) == .less)
    #expect(read("c 3", "a 1").comparison(with: own) == .otherwise)
    #expect(read("a 1", "b 2", "c 3", "d 4").comparison(with: own) == .otherwise)
    #expect(refused.comparison(with: own) == .refused)
    #expect(ProgramReading(.failed, reason: "signal 11 ended it").comparison(with: own) == .refused)
    #expect(ProgramReading(.notRun).comparison(with: own) == nil)
    #expect(own.comparison(with: refused) == nil)
  }

  private let base = formats(example)

  /// A review in which a number turns its bytes round, with readings of all its blobs.
  private func review(
    _ old: ProgramReading, _ new: ProgramReading, isChanged: Bool = true
  ) -> (review: Review, runs: [FourRuns]) {
    var head = Formats(base)
    if isChanged { head.bindings["root"]?.node.edit("map") { $0.order = .big } }
    var review = Review(from: base, to: head.set)
    func all(_ reading: ProgramReading) -> ProgramReadings {
      let known = review.questions(["root"]).map { ($0, reading) }
      return ProgramReadings(
        Dictionary(uniqueKeysWithValues: known), otherwise: "nobody asked of it")
    }
    review.confirmWitnesses(base: all(old), head: all(new))
    return (review, review.fourRuns(["root"], base: all(old), head: all(new)))
  }

  private func report(_ found: (review: Review, runs: [FourRuns])) -> ReviewReport {
    var report = ReviewReport(
      found.review, base: .init(name: "a", commit: nil, found.review.base),
      head: .init(name: "b", commit: nil, found.review.head))
    report.add(found.runs)
    return report
  }

  @Test func `a blob on which programs differ is a witness by programs`() throws {
    let found = review(read("name x", "map 0x1"), read("name x", "map 0x100"))
    let report = report(found)
    let item = try #require(report.findings.first { $0.rule == "order-changed" })
    let up = try #require(item.witnesses.first)
    #expect(up.source == .programs && up.outcome == "misread" && up.programs?.disagreement == nil)
    #expect(up.sentence == "UP: 'map 0x1' is misread: 'map 0x100'")
    let runs = try #require(report.fourRuns.first { $0.format == "root" })
    #expect(runs.base?.comparison == .otherwise && runs.base?.disagreement == nil)
    #expect(ReviewText(report).lines.contains { $0.contains("witness by programs, UP: 'map 0x1'") })
    #expect(ReviewText(report).lines.contains { $0.contains("they read different things") })
    #expect(
      ReviewMarkdown(report).text.contains(
        "| root | base, schema | read: map 0x1 | read: map 0x100 |"))
    #expect(report.status == .findings)
  }

  @Test func `where programs and schemas disagree, both are told`() throws {
    let alike = report(review(read("map 0x1"), read("map 0x1")))
    let item = try #require(alike.findings.first { $0.rule == "order-changed" })
    let up = try #require(item.witnesses.first)
    #expect(up.source == .schemas && up.programs?.outcome == "read")
    #expect(
      up.sentence.hasSuffix("(by the schemas it is misread, and by the programs read)"),
      "\(up.sentence)")
    let refusing = report(review(read("map 0x1"), refused))
    let other = try #require(refusing.findings.first { $0.rule == "order-changed" }?.witnesses[0])
    #expect(other.source == .programs && other.outcome == "refused-undeclared")
    #expect(other.programs?.disagreement?.hasPrefix("by the schemas it is misread") == true)
  }

  @Test func `a reader that changed though its format did not leaves a review open`() throws {
    let report = report(review(read("map 0x1"), read("map 0x100"), isChanged: false))
    #expect(report.status == .inconclusive)
    #expect(
      report.omissions.first
        == "root, UP: by the schemas head reads it as base does, and its program does not")
    // A format that is as it was, and read as it was, is no row.
    #expect(review(read("map 0x1"), read("map 0x1"), isChanged: false).runs.isEmpty)
  }

  @Test func `a writer whose own reader refuses its blob is told`() throws {
    let runs = review(refused, read("map 0x1")).runs
    let written = try #require(runs.first { $0.format == "root" }?.base)
    #expect(written.comparison == nil)
    #expect(
      written.disagreement == "by its schema base writes it, and base's own reader does not read it"
    )
  }

  /// The review with what programs wrote of the root, all of which each reads.
  private func written(
    _ old: ProgramWriting, _ new: ProgramWriting
  ) throws -> (review: Review, runs: FourRuns) {
    var head = Formats(base)
    head.bindings["root"]?.node.edit("map") { $0.order = .big }
    var review = Review(from: base, to: head.set)
    let writings = (
      base: ProgramWritings(["root": old], otherwise: "-"),
      head: ProgramWritings(["root": new], otherwise: "-")
    )
    review.adoptWritings(base: writings.base, head: writings.head)
    let questions = review.questions(["root"], base: writings.base, head: writings.head)
    let readings = ProgramReadings(
      Dictionary(uniqueKeysWithValues: questions.map { ($0, read("map 0x1")) }), otherwise: "-")
    let runs = review.fourRuns(["root"], base: readings, head: readings, written: writings)
    return (review, try #require(runs.first { $0.format == "root" }))
  }

  private func blob() throws -> [UInt8] {
    let all = Review(from: base, to: base).questions(["root"])
    return try #require(all.first { $0.format == "root" }).bytes
  }

  @Test func `what a program wrote is read, and is the witness where it shows as much`() throws {
    let blob = try blob()
    let (review, runs) = try written(
      .written(blob), .notRun("its book.yml names no writer of root"))
    #expect(runs.base?.writer.source == .program && runs.base?.disagreement == nil)
    #expect(
      runs.base?.bytes
        == blob.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined())
    #expect(runs.head?.writer.source == .schema)
    #expect(runs.head?.writer.reason == "its book.yml names no writer of root")
    let finding = try #require(review.findings.first { $0.rule.id == "order-changed" })
    #expect(finding.witnesses[.up]?.writer == .program && finding.witnesses[.up]?.bytes == blob)
    #expect(finding.witnesses[.up]?.outcome == .misread && finding.witnesses[.up]?.element != nil)
    #expect(finding.witnesses[.back]?.writer == .schema)
  }

  @Test func `a program that writes otherwise than its schema says is told`() throws {
    let wrong = try written(.written([1, 2, 3]), .failed("it ended with 3"))
    let words = wrong.runs.base?.disagreement ?? ""
    #expect(
      words.hasPrefix("base's program writes it otherwise than base's schema says: it is no tree"),
      "\(words)")
    #expect(wrong.runs.head?.disagreement == "head's program does not write it: it ended with 3")
    // What is no blob of the format stands for nothing.
    let finding = try #require(wrong.review.findings.first { $0.rule.id == "order-changed" })
    #expect(finding.witnesses[.up]?.writer == .schema)
    var report = ReviewReport(
      wrong.review, base: .init(name: "a", commit: nil, wrong.review.base),
      head: .init(name: "b", commit: nil, wrong.review.head))
    report.add([wrong.runs])
    #expect(report.omissions.count { $0.hasPrefix("root, ") } == 2, "\(report.omissions)")
  }

  @Test func `what was not run says why, and is no witness by programs`() throws {
    let missing = ProgramReading(.notRun, reason: "its book.yml names no reader of root")
    let found = review(missing, read("map 0x1"))
    let report = report(found)
    #expect(report.findings.flatMap(\.witnesses).allSatisfy { $0.source == .schemas })
    let runs = try #require(report.fourRuns.first { $0.format == "root" })
    #expect(runs.base?.cells == ["not run: its book.yml names no reader of root", "read, 1 line"])
    #expect(runs.base?.disagreement == nil && runs.base?.comparisonWords == "not to be compared")
  }
}
