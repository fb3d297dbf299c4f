// What libFuzzer calls: one of the readers of hostile bytes, and what must hold of its answer.
//
// An answer that breaks a promise ends the program, like a trap would; libFuzzer keeps the input.

import Glibc

/// A reader that is fuzzed. Its name comes with the environment, in `WEFT_FUZZ_READER`.
enum Reader: String {
  /// The part DeviceTree's.
  case blob
  /// The handover's reading of the root tree, and the comparison with layouts.
  case tree
  /// The successor's, of a list of chunks.
  case list
  /// The successor's, of a radix tree.
  case radix
  /// All of a successor's start, from the numbers that it is given.
  case successor
  /// What carries those numbers: a list of setup_data in memory, or a tree with a node /chosen.
  case carrier
  /// A dump of memory as a file, and the handover that is in it.
  case dump
  /// A handover in memory, followed from its root to the last folio.
  case follow
  /// None, but one that breaks a promise: to see that it would be found.
  case broken

  /// Whether the input was accepted as a whole.
  func read(_ bytes: [UInt8]) -> Bool {
    switch self {
    case .blob: readBlob(bytes)
    case .tree: readTree(bytes)
    case .list: MemoryImage(bytes).map(readList) ?? false
    case .radix: MemoryImage(bytes).map(readRadix) ?? false
    case .successor: MemoryImage(bytes).map(startSuccessor) ?? false
    case .carrier: readCarrier(bytes)
    case .dump: readDump(bytes)
    case .follow: MemoryImage(bytes).map(followMemory) ?? false
    case .broken: readBroken(bytes)
    }
  }
}

/// Ends the program unless something holds.
func must(_ holds: Bool, _ promise: @autoclosure () -> String) {
  if !holds { fatalError("broken: \(promise())") }
}

private func readBroken(_ bytes: [UInt8]) -> Bool {
  must(bytes.count < 8, "no input is long")
  return true
}

private let reader = {
  let name = getenv("WEFT_FUZZ_READER").map { String(cString: $0) } ?? ""
  guard let reader = Reader(rawValue: name) else { fatalError("WEFT_FUZZ_READER: \(name)") }
  // libFuzzer counts inputs; how many of them were more than refused, only we know.
  atexit { print("accepted: \(accepted)") }
  return reader
}()

/// libFuzzer calls from one thread.
nonisolated(unsafe) private var accepted = 0

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  if reader.read(Array(UnsafeBufferPointer(start: bytes, count: count))) { accepted += 1 }
  return 0
}
