// The results of all shares become the evidence of one run of everything, or it is said of each file, and
// of each share, what is wrong.

import Book
import Evidence

/// Results as they came, and what this machine's checkout is.
struct ShareMerge: Sendable {
  /// In any order: what the file is called, and its bytes.
  let files: [(name: String, bytes: [UInt8])]
  let book: Book
  let key: String
  let toolchain: String
  /// Where the code stands here, by the chapter's path.
  let lines: [String: CodeLines]

  /// Results that are of this book, code and toolchain, in the lines where the code stands here.
  private struct Sound {
    var name: String
    var share: TestShare
    var build: Evidence
    var tests: Evidence
  }

  /// What a whole run comes to.
  ///
  /// - Throws: `MergeFailure` with all that is wrong.
  func evidence() throws(MergeFailure) -> Evidence {
    var faults: [String] = []
    var sound: [Sound] = []
    for file in files {
      do throws(MergeFailure) { sound.append(try results(file.name, file.bytes)) } catch {
        faults += error.faults
      }
    }
    faults += completenessFaults(sound, isCertain: faults.isEmpty)
    guard faults.isEmpty else { throw MergeFailure(faults: faults) }
    return Self.sum(sound)
  }

  private func results(_ name: String, _ bytes: [UInt8]) throws(MergeFailure) -> Sound {
    let results: ShareResults
    do throws(ShareResults.Fault) { results = try ShareResults(decoding: bytes) } catch {
      throw MergeFailure(faults: ["\(name): \(Self.sentence(for: error))"])
    }
    let share = "shard \(results.share)"
    func failure(_ what: String) -> MergeFailure { MergeFailure(faults: ["\(name): \(what)"]) }
    guard results.title == book.manifest.title else {
      throw failure(
        "these are results of the book '\(results.title)', and this is '\(book.manifest.title)'")
    }
    guard results.build.toolchain == toolchain else {
      throw failure(
        "\(share) was run with \(results.build.toolchain), and here is \(toolchain); run it, or"
          + " merge, with the other toolchain")
    }
    guard results.build.key == key, let moved = results.moved(to: lines) else {
      throw failure(
        "\(share) is of other code than the book here; run all shards and merge them on one revision"
      )
    }
    guard isOfThisBook(moved.build), isOfThisBook(moved.tests),
      hasOnlyTests(of: results.share, moved.tests)
    else {
      throw failure(Self.sentence(for: .damaged))
    }
    return Sound(name: name, share: results.share, build: moved.build, tests: moved.tests)
  }

  private static func sentence(for fault: ShareResults.Fault) -> String {
    switch fault {
    case .foreign: "this is no file of results; 'weft test --shard I/N --results DIR' writes them"
    case .otherVersion:
      "another version of weft wrote this; run the shard and merge with the same one"
    case .damaged: "this file is cut off or damaged; copy it again, or run its shard again"
    }
  }

  /// Whether none of the tests is one of another share, as in a file that was relabelled.
  private func hasOnlyTests(of share: TestShare, _ evidence: Evidence) -> Bool {
    let own = Set(share.chosen(from: book).tests.map { "\($0.file):\($0.line)" })
    let others = Set(book.listedTests.map { "\($0.file):\($0.line)" }).subtracting(own)
    return evidence.chapters.allSatisfy { path, chapter in
      chapter.tests.allSatisfy { !others.contains("\(path):\($0.line)") }
    }
  }

  /// A file may have been edited: whatever it speaks of has to be there.
  private func isOfThisBook(_ evidence: Evidence) -> Bool {
    evidence.chapters.keys.allSatisfy { lines[$0] != nil }
      && evidence.chapters.values.allSatisfy { chapter in
        chapter.isSound && chapter.names.allSatisfy { evidence.symbols.indices.contains($0.symbol) }
      } && evidence.elsewhere.values.allSatisfy(\.isSound)
  }

  /// Shares of another number than the first's, doubled ones, and missing ones.
  ///
  /// - Parameter isCertain: whether all files could be read; a share that none of them is may be in one
  ///   of the others.
  private func completenessFaults(_ sound: [Sound], isCertain: Bool) -> [String] {
    guard let first = sound.first else {
      return isCertain ? ["there are no results; give the files or folders with them"] : []
    }
    let count = first.share.count
    var faults: [String] = []
    var names: [Int: String] = [:]
    for one in sound {
      if one.share.count != count {
        faults.append(
          "\(one.name): this is shard \(one.share), and \(first.name) is shard \(first.share); merge"
            + " shards of one number")
      } else if let other = names[one.share.number] {
        faults.append("\(one.name): this is shard \(one.share), as is \(other); give one of them")
      } else {
        names[one.share.number] = one.name
      }
    }
    let missing = (1...count).filter { names[$0] == nil }.map { "\($0)/\(count)" }
    if !missing.isEmpty, isCertain {
      let list = missing.joined(separator: ", ")
      let what = missing.count == 1 ? "shard \(list) is" : "shards \(list) are"
      faults.append("\(what) missing; give the results of all \(count)")
    }
    return faults
  }

  /// The sum of all shares, whatever their order.
  private static func sum(_ all: [Sound]) -> Evidence {
    let all = all.sorted { $0.share.number < $1.share.number }
    guard var sum = all.first?.build else { return .absent }
    for other in all.dropFirst().map(\.build) { sum.add(build: other) }
    for one in all { sum.add(tests: one.tests) }
    sum.sortTests()
    return sum
  }
}

/// Why results cannot be put together.
package struct MergeFailure: Error {
  /// Sentences, each about one file or share.
  package var faults: [String]
}

extension Evidence {
  /// Adds what another build of the same code came to; what several say counts once.
  mutating func add(build other: Evidence) {
    if other.state == .broken { state = .broken }
    for (path, own) in other.chapters {
      chapters[path, default: ChapterEvidence()].add(own.diagnostics)
      let known = Set(chapters[path]?.uncompiled ?? [])
      chapters[path]?.uncompiled += own.uncompiled.filter { !known.contains($0) }
      chapters[path]?.uncompiled.sort()
    }
    for (path, own) in other.elsewhere {
      elsewhere[path, default: ChapterEvidence()].add(own.diagnostics)
    }
    messages += other.messages.filter { !messages.contains($0) }
    omissions += other.omissions.filter { !omissions.contains($0) }
  }
}

extension ChapterEvidence {
  /// Whether it speaks of lines alone that a file can have.
  fileprivate var isSound: Bool {
    let own = tests.map(\.line) + tests.flatMap(\.issues).compactMap(\.line)
    let refused = refusals.map(\.line) + (refusals.flatMap(\.diagnostics) + diagnostics).map(\.line)
    let counted = Array(hits.keys) + Array(reachedChecks.keys) + Array(ends.keys) + ends.values
    let lines = own + refused + counted + uncompiled + names.map(\.line)
    return lines.allSatisfy { 0 <= $0 && $0 < 1 << 32 }
  }
}
