// An operation on both sides: words for the kernel's driver, a call for the book, and what is
// compared of the two answers.

import KernelDriver

@testable import Memblock

struct Twin {
  /// The line that makes the kernel perform it.
  let line: String
  /// Performs it with the book, and answers in the driver's words.
  let perform: (inout Memblock) -> String
  /// What is left of the kernel's reply once the known differences are settled.
  private(set) var comparable: (Reply) -> Reply = { $0 }

  /// An operation that changes something, may be refused, and may raise warnings.
  init(_ line: String, _ change: @escaping (inout Memblock) throws -> Void) {
    self.init(
      line,
      saying: { machine in
        try change(&machine)
        return "ok"
      })
  }

  /// The addition of a region to a list, with what only the kernel warns of.
  init(
    _ line: String, adding new: Region, to kind: RegionList.Kind,
    _ change: @escaping (inout Memblock) throws -> Void
  ) {
    self.init(
      line,
      saying: { machine in
        try machine.add(new, to: kind, by: change)
        return "ok"
      })
  }

  /// An operation that changes something, and goes on when a list cannot grow; see
  /// ``KnownDifference/silentFailures``.
  init(_ line: String, goingOn change: @escaping (inout Memblock) throws -> Void) {
    self.init(
      line,
      saying: { machine in
        try machine.passOverFailureToGrow(in: change)
        return "ok"
      })
  }

  /// An operation that finds an address, or none.
  init(_ line: String, answering find: @escaping (inout Memblock) throws -> PhysicalAddress?) {
    self.init(line, saying: { "at \(try find(&$0) ?? .lowest)" })
  }

  /// An operation with an answer of its own.
  init(_ line: String, saying answer: @escaping (inout Memblock) throws -> String) {
    self.line = line
    perform = { machine in
      machine.warnings = []
      defer { KnownDifference.forgetWhoTook(in: &machine) }
      do {
        let text = try answer(&machine)
        return text + words(for: KnownDifference.warningsOfBoth(machine.warnings))
      } catch {
        // The kernel writes that a list cannot grow, whether or not it returns that.
        if case Memblock.Failure.cannotGrow(let kind) = error {
          machine.warnings.append(.cannotGrow(kind))
        }
        let words = words(for: KnownDifference.warningsOfBoth(machine.warnings))
        return refusal(for: error).map { $0 + words } ?? stop(for: error)
      }
    }
  }

  /// A question that is answered with yes or no.
  init(_ line: String, asking question: @escaping (Memblock) -> Bool) {
    self.line = line
    perform = { question($0) ? "yes" : "no" }
  }

  /// A walk.
  init(_ line: String, showing walk: @escaping (Memblock) -> [Shown]) {
    self.line = line
    perform = { machine in walk(machine).reduce(into: "shows") { $0 += " " + $1.text } }
  }

  /// A text for people, in one line.
  init(_ line: String, writing text: @escaping (Memblock) -> String) {
    self.line = line
    perform = { machine in
      let escaped = text(machine).map { $0 == "\n" ? "\\n" : $0 == "\t" ? "\\t" : String($0) }
      return "shows " + escaped.joined()
    }
  }

  /// The same operation, with one more difference settled before the answers are compared.
  func settling(_ difference: KnownDifference) -> Twin {
    var twin = self
    twin.comparable = { [comparable] in difference.settled(in: comparable($0)) }
    return twin
  }

  /// Whether two answers leave the sides in states that need not be equal: after both have stopped
  /// in the middle of something.
  static func isEnd(book: String, kernel: String) -> Bool {
    book.hasPrefix("bug") && kernel == book
  }
}

/// What the warnings are about: three subjects and how often, and all that was wished for in vain.
private func words(for warnings: [Warning]) -> String {
  var (nodes, flags, totals, unmirrored, ungrown, others) = (0, 0, 0, "", "", "")
  for warning in warnings {
    switch warning {
    case .nodesDiffer: nodes += 1
    case .flagsDiffer: flags += 1
    case .totalNotZero: totals += 1
    case .mirrorExhausted(let size): unmirrored += " unmirrored-\(hex(size))"
    case .cannotGrow(let kind): ungrown += " cannot-double-\(kind.rawValue)"
    case .nothingToCap: others += " nothing-to-cap"
    case .freedTooEarly, .allocatedTooLate, .notRevived: others += " warned: \(warning)"
    }
  }
  let counted = zip(["nodes", "flags", "totals"], [nodes, flags, totals]).map { subject, count in
    count == 0 ? "" : " warned-of-\(subject)*\(count)"
  }
  return counted.joined() + unmirrored + others + ungrown
}

/// The number that the kernel returns for an error, or `nil` where it does not return.
private func refusal(for error: any Error) -> String? {
  switch error {
  case Memblock.Failure.cannotGrow, ReserveMemFailure.noMemory: "error -12"
  case ReserveMemFailure.busy: "error -16"
  case ReserveMemFailure.invalid: "error -22"
  default: nil
  }
}

/// What the kernel says when it stops.
private func stop(for error: any Error) -> String {
  switch error {
  case Memblock.Failure.listFull(let kind), ReserveMemFailure.panic(.listFull(let kind)):
    "panic: memblock: cannot resize \(kind.rawValue) array"
  case Memblock.Failure.arrayNotReserved, ReserveMemFailure.panic(.arrayNotReserved):
    KnownDifference.allocationFlags.isThere
      ? "bug: memblock_reserve(addr, new_alloc_size)"
      : "bug: memblock_reserve_kern(addr, new_alloc_size)"
  case Memblock.Failure.slotMissing, ReserveMemFailure.panic(.slotMissing):
    "bug: type->cnt >= type->max"
  default: "error \(error)"
  }
}
