// Which memory is followed, and where it begins.

import ArgumentParser
import Handover
import Memblock

/// A number on the command line: decimal, or hexadecimal behind `0x`.
struct MemoryAddress: ExpressibleByArgument {
  let rawValue: UInt64

  init?(argument: String) {
    let isHexadecimal = argument.hasPrefix("0x") || argument.hasPrefix("0X")
    let digits = isHexadecimal ? argument.dropFirst(2) : argument[...]
    // A sign is no digit, though the standard library would take it.
    guard digits.first?.isHexDigit == true,
      let number = UInt64(digits, radix: isHexadecimal ? 16 : 10)
    else { return nil }
    rawValue = number
  }
}

struct DumpOptions: ParsableArguments {
  @Option(
    help: "Follow the addresses through this dump of memory, an ELF core or raw.",
    completion: .file())
  var memory: String?

  @Option(help: "The dump is raw, and its first byte has this address.")
  var memoryBase: MemoryAddress?

  @Option(help: "The root is in the dump, at this address.")
  var fdt: MemoryAddress?

  /// What is wrong with the options, if anything is.
  ///
  /// - Parameter hasBlob: whether a blob is named besides.
  func complaint(hasBlob: Bool) -> String? {
    guard let memory else {
      return memoryBase == nil && fdt == nil ? nil : "--memory-base and --fdt need --memory."
    }
    if memory.isEmpty { return "--memory needs a file." }
    guard hasBlob == (fdt == nil) else {
      return "With --memory, name a blob or --fdt, and not both."
    }
    return nil
  }
}
