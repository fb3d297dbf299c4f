// Old and new writer by old and new reader: for each binding that changed, a blob as each revision writes
// it, by its program or else by its schema, read by the programs of both.

import Bindings

/// The four runs of a format.
package struct FourRuns: Codable, Sendable {
  /// What a revision writes, and what both revisions' programs make of it.
  package struct Written: Codable, Sendable {
    /// Hexadecimal digits.
    package var bytes: String
    package var writer: BlobWriter
    package var readByBase: ProgramReading
    package var readByHead: ProgramReading
    /// What the other revision's reader makes of it, against what the writer's own one does; `nil` where
    /// that cannot be told.
    package var comparison: ProgramReading.Comparison?
    /// Where the programs find worse what the schemas find well, or cannot read what they should.
    package var disagreement: String?
  }

  /// The binding, or `layout NAME`.
  package var format: String
  /// `nil` where the revision does not state the format.
  package var base: Written?
  package var head: Written?

  package subscript(direction: Direction) -> Written? { direction == .up ? base : head }

  /// Whether programs and schemas say different things of it.
  package var disagrees: Bool { base?.disagreement != nil || head?.disagreement != nil }
}

extension FourRuns.Written {
  /// - Parameters:
  ///   - fault: what of the blob is not as its writer's schema says.
  ///   - stated: what becomes of the format by the schemas; `nil` for one that did not change.
  fileprivate init(
    _ bytes: [UInt8], _ writing: ProgramWriting, fault: String?, byBase: ProgramReading,
    byHead: ProgramReading, _ direction: Direction, stated: Outcome?
  ) {
    let (own, other) = direction == .up ? (byBase, byHead) : (byHead, byBase)
    let (writer, reader) = direction == .up ? ("base", "head") : ("head", "base")
    self.bytes = bytes.map(DecodedValue.pair).joined()
    (readByBase, readByHead) = (byBase, byHead)
    comparison = other.comparison(with: own)
    self.writer = BlobWriter(writing)
    if case .failed(let reason) = writing {
      disagreement = "\(writer)'s program does not write it: \(reason)"
    } else if let fault {
      disagreement =
        "\(writer)'s program writes it otherwise than \(writer)'s schema says: \(fault)"
    } else if own.state == .refused || own.state == .failed {
      let how = self.writer.source == .program ? "\(writer)'s program" : "by its schema \(writer)"
      disagreement =
        "\(how) writes it, and \(writer)'s own reader does not read it"
    } else if let comparison, comparison != .same, (stated ?? .read) <= .read {
      disagreement =
        "by the schemas \(reader) reads it as \(writer) does, and its program does not"
    }
  }
}

extension Review {
  /// So many blobs are read by programs; a change that breaks more is known for what it is.
  private static let mostBlobs = 60

  /// The blobs that the programs of both revisions should read: those of the findings, the worst first,
  /// and one of each format that changed.
  ///
  /// - Parameters:
  ///   - readers: formats that programs of both revisions read, which are tried in any case.
  ///   - old: what the programs of base wrote, and of head.
  package func questions(
    _ readers: Set<String>, base old: ProgramWritings = .none, head new: ProgramWritings = .none
  ) -> [BlobQuestion] {
    let four = fourBlobs(readers, old, new).flatMap { format, blobs in
      blobs.values.map { BlobQuestion(format: format, bytes: $0) }
    }
    let witnesses = findings.flatMap { finding in
      Direction.allCases.compactMap { direction in
        finding.witnesses[direction].map {
          BlobQuestion(format: finding.change.path.owner, bytes: $0.bytes)
        }
      }
    }
    var seen: Set<BlobQuestion> = []
    return Array((four + witnesses).filter { seen.insert($0).inserted }.prefix(Self.mostBlobs))
  }

  /// The formats of which both revisions write a blob: those that changed, and those that programs read.
  package func fourFormats(_ readers: Set<String>) -> [String] {
    readers.union(changedFormats).filter { base.states($0) || head.states($0) }.sorted()
  }

  /// What each revision writes of each of these formats: what its program wrote, the blob of its worst
  /// finding, or else what a plain writer writes.
  private func fourBlobs(
    _ readers: Set<String>, _ old: ProgramWritings, _ new: ProgramWritings
  ) -> [(format: String, blobs: [Direction: [UInt8]])] {
    fourFormats(readers).map { format in
      var blobs: [Direction: [UInt8]] = [:]
      for direction in Direction.allCases {
        if let written = (direction == .up ? old : new).blob(of: format) {
          blobs[direction] = written
          continue
        }
        let found = findings.lazy.compactMap { finding in
          finding.change.path.owner == format ? finding.witnesses[direction]?.bytes : nil
        }
        blobs[direction] = found.first ?? plainBlob(of: format, direction)
      }
      return (format, blobs)
    }
  }

  private var changedFormats: Set<String> {
    Set(verdicts.map(\.binding) + findings.map(\.change.path.owner))
  }

  private func plainBlob(of format: String, _ direction: Direction) -> [UInt8]? {
    let (writer, reader) = direction == .up ? (base, head) : (head, base)
    guard let binding = writer.bindings[format] else { return nil }
    let maker = SpecimenMaker(set: writer, other: reader)
    return maker.specimens(of: binding, focus: ElementPath(format), isPlain: true).first?.tree.bytes
  }

  /// The four runs of each format that changed, and of each other one on which programs differ.
  ///
  /// - Parameters:
  ///   - readers: formats that programs of both revisions read.
  ///   - written: what the programs of both wrote.
  package func fourRuns(
    _ readers: Set<String>, base old: ProgramReadings, head new: ProgramReadings,
    written: (base: ProgramWritings, head: ProgramWritings) = (.none, .none)
  ) -> [FourRuns] {
    let changed = changedFormats
    return fourBlobs(readers, written.base, written.head).compactMap { format, blobs in
      func made(_ direction: Direction) -> FourRuns.Written? {
        guard let bytes = blobs[direction] else { return nil }
        let question = BlobQuestion(format: format, bytes: bytes)
        let (set, writings) = direction == .up ? (base, written.base) : (head, written.head)
        let fault = writings.blob(of: format).flatMap { set.firstFault(in: $0, of: format) }
        return FourRuns.Written(
          bytes, writings[format], fault: fault, byBase: old[question], byHead: new[question],
          direction,
          stated: verdicts.first { $0.binding == format }?.outcomes[direction])
      }
      let runs = FourRuns(format: format, base: made(.up), head: made(.back))
      guard runs.base != nil || runs.head != nil else { return nil }
      return changed.contains(format) || runs.disagrees ? runs : nil
    }
  }

  /// Says of each witness what the programs of both revisions made of it. Where they differ on it, it is a
  /// witness by programs; where they say something else than the schemas, both are told.
  package mutating func confirmWitnesses(base old: ProgramReadings, head new: ProgramReadings) {
    for index in findings.indices {
      let finding = findings[index]
      for direction in Direction.allCases {
        guard var witness = finding.witnesses[direction] else { continue }
        let question = BlobQuestion(format: finding.change.path.owner, bytes: witness.bytes)
        let (byBase, byHead) = (old[question], new[question])
        let (own, other) = direction == .up ? (byBase, byHead) : (byHead, byBase)
        let isDeclared = finding.outcomes?[direction] == .refusedDeclared
        witness.confirm(own: own, other: other, isDeclared: isDeclared)
        setWitness(witness, direction, at: index)
      }
    }
  }
}

extension BindingSet {
  /// Whether a binding, or `layout NAME`, is stated here.
  fileprivate func states(_ format: String) -> Bool {
    format.hasPrefix("layout ")
      ? layouts[String(format.dropFirst(7))] != nil : bindings[format] != nil
  }
}

extension Witness {
  /// What the programs of both revisions made of it.
  package struct Programs: Hashable, Sendable, Codable {
    /// What the reader made of it; `nil` where the two cannot be compared.
    package var outcome: String?
    /// What the writer's own reader says of it that the other does not, and the reverse.
    package var meant: String
    package var seen: String
    /// What the schemas say otherwise, in a sentence.
    package var disagreement: String?
  }

  fileprivate mutating func confirm(
    own: ProgramReading, other: ProgramReading, isDeclared: Bool
  ) {
    guard own.state != .notRun, other.state != .notRun else { return }
    let expected = isDeclared ? Outcome.refusedDeclared : outcome
    var programs = Programs(
      outcome: nil, meant: own.words(beside: other), seen: other.words(beside: own))
    if let found = other.comparison(with: own)?.outcome(isDeclared: isDeclared) {
      programs.outcome = found.name
      if found > .read { (source, outcome) = (.programs, found) }
      if found != expected {
        programs.disagreement =
          "by the schemas it is \(expected.words), and by the programs \(found.words)"
      }
    } else {
      programs.disagreement =
        "by the schema its writer writes it, and the writer's own reader does not read it"
    }
    self.programs = programs
  }
}
