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
  private var isSilent = false

  /// An operation that changes something, may be refused, and may raise warnings.
  init(_ line: String, _ change: @escaping (inout Memblock) throws -> Void) {
    self.init(
      line,
      saying: { machine in
        try change(&machine)
        return "ok"
      })
    comparable = { reply in
      KnownDifference.staleTotalWarning.settled(
        in: KnownDifference.repeatedWarnings.settled(in: reply))
    }
  }

  /// An operation that finds an address, or none.
  init(_ line: String, answering find: @escaping (inout Memblock) throws -> PhysicalAddress?) {
    self.init(line, saying: { "at \(try find(&$0) ?? .lowest)" })
  }

  /// An operation with an answer of its own.
  init(_ line: String, saying answer: @escaping (inout Memblock) throws -> String) {
    self.line = line
    perform = { machine in
      let warnedBefore = machine.warnings.count
      defer { KnownDifference.forgetWhoTook(in: &machine) }
      do {
        return try answer(&machine) + words(for: machine.warnings.dropFirst(warnedBefore))
      } catch {
        let words = words(for: machine.warnings.dropFirst(warnedBefore))
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
    if difference == .silentFailures { twin.isSilent = true }
    return twin
  }

  /// Whether two answers leave the sides in states that need not be equal: after the kernel has
  /// failed in silence, and after both have stopped in the middle of something.
  func isEnd(book: String, kernel: String) -> Bool {
    isSilent && book.hasPrefix("error -12") && !kernel.hasPrefix("error")
      || book.hasPrefix("bug") && kernel == book
  }
}

/// What the warnings are about: each of two subjects once, and all that was wished for in vain.
private func words(for warnings: ArraySlice<Warning>) -> String {
  var (ofNodes, ofFlags, others) = ("", "", "")
  for warning in warnings {
    switch warning {
    case .nodesDiffer: ofNodes = " warned-of-nodes"
    case .flagsDiffer: ofFlags = " warned-of-flags"
    case .mirrorExhausted(let size): others += " unmirrored-\(hex(size))"
    case .nothingToCap: others += " nothing-to-cap"
    case .freedTooEarly, .allocatedTooLate, .notRevived: others += " warned: \(warning)"
    }
  }
  return ofNodes + ofFlags + others
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
    "bug: memblock_reserve(addr, new_alloc_size)"
  default: "error \(error)"
  }
}
