// What programs write. A program that writes a format prints a blob of it on standard output and ends with 0,
// so that what two revisions write is known from the revisions and not only from what they state.

import Bindings

/// What a program wrote of a format.
package enum ProgramWriting: Hashable, Sendable {
  case written([UInt8])
  /// There is such a program, and it wrote nothing that can be used.
  case failed(String)
  /// None is named, or nobody asked.
  case notRun(String)
}

/// What the programs of a revision wrote, by format.
package struct ProgramWritings: Sendable {
  private var known: [String: ProgramWriting]
  private var reason: String

  /// - Parameter reason: why a program that is not known was not run.
  package init(_ known: [String: ProgramWriting] = [:], otherwise reason: String) {
    (self.known, self.reason) = (known, reason)
  }

  package static let none = ProgramWritings(otherwise: "nobody asked a program")

  package subscript(format: String) -> ProgramWriting { known[format] ?? .notRun(reason) }

  /// The blob that there is of a format.
  func blob(of format: String) -> [UInt8]? {
    if case .written(let bytes) = self[format] { bytes } else { nil }
  }
}

/// Who made a blob that is read.
package struct BlobWriter: Hashable, Sendable, Codable {
  package enum Source: String, Hashable, Sendable, Codable {
    /// A program of the revision.
    case program
    /// What the revision states.
    case schema
  }

  package var source: Source
  /// Why it is not a program's.
  package var reason: String?

  init(_ writing: ProgramWriting) {
    switch writing {
    case .written: source = .program
    case .failed(let why), .notRun(let why): (source, reason) = (.schema, why)
    }
  }
}

extension Review {
  /// Takes what programs wrote for witnesses, where a finding shows in it as badly as in what was made from
  /// the schema.
  package mutating func adoptWritings(base old: ProgramWritings, head new: ProgramWritings) {
    let up = SpecimenMaker(set: base, other: head)
    let back = SpecimenMaker(set: head, other: base)
    for index in findings.indices {
      let change = findings[index].change
      for direction in Direction.allCases {
        let (maker, writings) = direction == .up ? (up, old) : (back, new)
        guard let known = findings[index].witnesses[direction],
          let bytes = writings.blob(of: change.path.owner),
          let witness = witness(of: change, in: bytes, maker), witness.outcome >= known.outcome
        else { continue }
        setWitness(witness, direction, at: index)
      }
    }
  }
}

extension BindingSet {
  /// The first thing in a blob that is not as its format says; `nil` where all is.
  func firstFault(in bytes: [UInt8], of format: String) -> String? {
    if format.hasPrefix("layout ") {
      guard let layout = layouts[String(format.dropFirst(7))] else { return nil }
      if bytes.count != layout.size, !isRepeated(layout.name) {
        return "it has \(bytes.count) bytes, and the record \(layout.size)"
      }
      let faults = BlobReading(record: bytes, as: layout).faults
      return faults.first.map { "\($0.name): \($0.message)" }
    }
    do {
      let tree = try FlatNode(bytes)
      return faults(in: tree, following: format).first?.description
    } catch { return "it is no tree: \(error)" }
  }
}
