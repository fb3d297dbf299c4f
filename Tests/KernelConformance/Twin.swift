// An operation on both sides: words for the kernel's driver, a call for the book, and what is
// compared of the two answers.

import KernelDriver
import Memblock

struct Twin {
  /// The line that makes the kernel perform it.
  let line: String
  /// Performs it with the book, and answers in the driver's words.
  let perform: (inout Memblock) -> String
  /// What is left of the kernel's reply once the known differences are settled.
  private(set) var comparable: (Reply) -> Reply = { $0 }

  /// An operation that changes something, may be refused, and may raise warnings.
  init(_ line: String, _ change: @escaping (inout Memblock) throws -> Void) {
    self.line = line
    perform = { machine in
      let warnedBefore = machine.warnings.count
      do {
        try change(&machine)
      } catch Memblock.Failure.listFull(let kind) {
        return "panic: memblock: cannot resize \(kind.rawValue) array"
      } catch {
        return "error \(error)"
      }
      return "ok" + words(for: machine.warnings.dropFirst(warnedBefore))
    }
    comparable = KnownDifference.repeatedWarnings.settled
  }

  /// An operation that finds an address, or none.
  init(_ line: String, answering find: @escaping (inout Memblock) throws -> PhysicalAddress?) {
    self.line = line
    perform = { machine in
      do {
        return "at \(try find(&machine) ?? .lowest)"
      } catch Memblock.Failure.listFull(let kind) {
        return "panic: memblock: cannot resize \(kind.rawValue) array"
      } catch {
        return "error \(error)"
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

  /// The same operation, with one more difference settled before the answers are compared.
  func settling(_ difference: KnownDifference) -> Twin {
    var twin = self
    twin.comparable = { [comparable] in difference.settled(in: comparable($0)) }
    return twin
  }
}

/// What the warnings are about, each subject once.
private func words(for warnings: ArraySlice<Warning>) -> String {
  var (ofNodes, ofFlags) = ("", "")
  for warning in warnings {
    if case .nodesDiffer = warning { ofNodes = " warned-of-nodes" }
    if case .flagsDiffer = warning { ofFlags = " warned-of-flags" }
  }
  return ofNodes + ofFlags
}

/// A range as the driver writes it: base, end and node.
struct Shown {
  let text: String

  init(_ range: PhysicalRange, _ node: NodeID) {
    text = "\(range.base)-\(range.end)@\(node)"
  }

  init(_ run: PageRun) {
    text = "\(run.pages.lowerBound)-\(run.pages.upperBound)@\(run.node)"
  }
}

func hex(_ number: UInt64) -> String { "0x" + String(number, radix: 16) }
func hex(_ flags: MemoryFlags) -> String { "0x" + String(flags.rawValue, radix: 16) }

extension Search: CustomStringConvertible {
  var description: String {
    "\(hex(size)) \(alignment) \(hex(start)) \(hex(end)) \(node)"
  }
}

extension Extent: CustomStringConvertible {
  var description: String { "\(hex(base)) \(hex(size))" }
}

extension Memblock {
  subscript(kind: RegionList.Kind) -> RegionList {
    switch kind {
    case .memory: memory
    case .reserved: reserved
    case .physmem: physmem ?? RegionList(.physmem)
    }
  }

  /// All there is to know, as the driver writes it.
  var state: String {
    [self[.memory], self[.reserved], self[.physmem]].reduce(into: "") { text, list in
      text += "\(list.kind.rawValue) \(list.capacity) \(hex(list.totalSize))"
      for region in list.regions {
        text += " \(Shown(region.range, region.node).text)/\(hex(region.flags))"
      }
      text += " | "
    } + "mirror \(hasMirror ? 1 : 0)"
  }
}

extension Memblock.Mark {
  /// The driver's word for it.
  var word: String {
    switch self {
    case .hotplug: "hotplug"
    case .mirror: "mirror"
    case .noMap: "nomap"
    case .scratch: "kho_scratch"
    case .reservedNoInit: "noinit"
    case .reservedKernel: "kern"
    }
  }
}

extension Memblock.ClearableMark {
  /// The driver's word for it.
  var word: String {
    switch self {
    case .hotplug: "hotplug"
    case .noMap: "nomap"
    case .scratch: "kho_scratch"
    }
  }
}
