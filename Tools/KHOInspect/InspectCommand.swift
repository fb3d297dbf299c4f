// kho-inspect: shows what a kernel has handed over, and compares it with the layouts of the book.
//
//     file ─┬─ Inspection ─┬─ text: values, violations
//           └─ Remains ────┴─ JSON

import ArgumentParser
import DeviceTree
import Foundation
import Handover
import BookTool

@main
struct InspectCommand: PlainCommand {
  static let configuration = CommandConfiguration(
    commandName: "kho-inspect",
    abstract: "Show what a kernel has handed over to the next, and what is wrong with it.",
    discussion: """
      Reads a blob of Kexec HandOver, the root tree or what a participant has left, says which \
      layout it has, and prints each property as what it means: texts, addresses and sizes with \
      the lowest byte first. With it stand the offset in the blob and the path in the tree.

        sudo cat /sys/kernel/debug/kho/in/fdt | kho-inspect -
        kho-inspect root.dtb
        kho-inspect --make examples && kho-inspect examples/wrong-name.dtb
        kho-inspect --example kho-v4.dtb | kho-inspect -

      Known are kho-v1 (as merged in Linux 6.16, and as in the patches of February and March 2025), \
      kho-v2, kho-v3 and kho-v4; memblock-v1; kho-test-v1; luo-v1 and luo-v5; kexec-metadata 1; and \
      what leads to them: the data of a setup_data entry on x86, with the entry's head or without, and \
      /chosen of the tree with which a kernel was booted on arm64.

        sudo kho-inspect /sys/kernel/boot_params/setup_data/1/data
        sudo kho-inspect /sys/firmware/fdt

      A blob that violates its layout under its name may follow another: then that is named.

      Of a blob that was cut off or is damaged, what stands before the break is shown, and where the \
      break is.

      JSON has "layout", "clean", "values", "violations", "unmentioned" and "resembles", and of a \
      broken blob "fault" and "readTo". A value has its offset, node, property, text, and "numbers": \
      what is a number in the text, in its order. A path of more than 128 characters is cut to its \
      end.

      Text has at most 10,000 lines each of values, violations and what is unmentioned.

      A pipe is read up to its end, however long that takes.

      Kernels from 7.1 on show too little in kho/out/fdt: the file is as long as the tree was when \
      the file was made. Read kho/in/fdt of the next kernel instead.

      Exit codes: 0 all is as its layout says; 1 there are violations; 2 the command line is wrong; \
      3 the file cannot be read; 4 the file is no blob, or not all of one.
      """,
    version: "1.0")

  @Argument(help: "The blob; - for standard input.", completion: .file())
  var file: String?

  @Flag(help: "Print everything as JSON.")
  var json = false

  @Option(
    help: "Write example blobs of each layout into this folder.", completion: .directory)
  var make: String?

  @Option(help: "Write one of these example blobs to standard output.")
  var example: String?

  func run() throws {
    // In `validate` this would come before the complaint about an unknown option.
    let named = [file, make, example].compactMap { $0 }
    guard named.count == 1, named != [""] else {
      throw ValidationError("Name a file, a folder with --make, or a blob with --example.")
    }
    if let example {
      try Console.write(try ExampleBlobs.bytes(of: example))
    } else if let make {
      let folder = make.last == "/" ? make : make + "/"
      for name in try ExampleBlobs(make).write() { try Console.print((folder + name).harmless) }
    } else if let file {
      // Version 5 of the patches allows 10 MiB; no kernel hands over more in one blob.
      try inspect(InputFile(file, mostBytes: 16 << 20))
    }
  }

  private func inspect(_ input: InputFile) throws {
    let (name, bytes) = (input.name, try input.bytes())
    let inspection: Inspection
    do { inspection = try Inspection(bytes) } catch {
      let remaining = Remaining(
        name: name, byteCount: bytes.count, remains: Remains(of: bytes, before: error))
      if json {
        try Console.print(remaining.json())
      } else if let text = remaining.text(colour: Console.isTerminal) {
        try Console.print(text)
      }
      complain(error, of: bytes, name)
      throw ExitCode(4)
    }
    let inspected = Inspected(name: name, byteCount: bytes.count, inspection: inspection)
    try Console.print(json ? inspected.json() : inspected.text(colour: Console.isTerminal))
    if !inspected.isClean { throw ExitCode(1) }
  }

  private func complain(_ error: MalformedBlob, of bytes: [UInt8], _ name: String) {
    Console.complain("\(name): \(error)".harmless)
    if case .totalSize(let size, let count) = error.reason, size > count {
      Console.complain(
        """
        The blob was cut off: its header promises \(size) bytes, and \(count) are there. From Linux \
        7.1 on, kho/out/fdt in debugfs is as short as that; kho/in/fdt of the next kernel is whole.
        """)
    }
  }
}
