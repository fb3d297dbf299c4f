// kho-inspect: shows what a kernel has handed over, and compares it with the layouts of the book.
//
//     file ─── ReadBlob ─┬─ Inspection ─┬─ text: values, violations
//                        └─ Remains ────┴─ JSON
//     folder ─── DebugFolder ─── InspectedFolder ─── text, JSON
//     blob or address, dump ─── FollowedDump ─── text, JSON

import ArgumentParser
import BookTool
import Foundation
import Handover
import Memblock
import TextTables

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

      With --memory, the addresses are followed through a dump of the machine's memory, from the root \
      or from what leads to it: to scratch areas, bitmaps, blobs, reservations, sessions, files and \
      folios. A dump is an ELF core, as QEMU's dump-guest-memory and makedumpfile -E write it, or \
      raw; the kdump-compressed format is not read. Without the four numbers nothing is known of \
      scratch areas.

        kho-inspect setup-data.bin --memory guest.elf
        kho-inspect --fdt 0x2c0000 --memory guest.elf
        kho-inspect root.dtb --memory ram --memory-base 0x40000000

      Then JSON has "dump", "kind", "memory", "segmentsWithoutAddress", "carrier", "blobs", "notes", \
      "scratch", "preserved", "dumpFaults", "faults", "clean" and "complete". More than 4,194,304 \
      preserved blocks are not read, and are a fault.

      A folder with files as debugfs has them, copied from a machine, is read as a whole: kho with \
      in and out, or one of the two, or the files of version 4. Each blob is shown, and each node of \
      the root with the file that it leads to; scratch areas are compared with the addresses. Links \
      are not followed. Then JSON has "folder", "sides", "unknown", "unread" and "clean".

        sudo cp -r /sys/kernel/debug/kho . && kho-inspect kho

      Kernels from 7.1 on show too little in kho/out/fdt: the file is as long as the tree was when \
      the file was made. Read kho/in/fdt of the next kernel instead.

      Exit codes: 0 all is as its layout says; 1 there are violations or faults; 2 the command line is \
      wrong; 3 the file cannot be read; 4 the file is no blob or no dump, or not all of one.
      """,
    version: "1.0")

  @Argument(
    help: "The blob, - for standard input, or a folder with files of kho in debugfs.",
    completion: .file())
  var file: String?

  @OptionGroup var dump: DumpOptions

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
    let isFollowed = dump.fdt != nil && dump.memory != nil && named.isEmpty
    guard isFollowed || named.count == 1 && named != [""] else {
      throw ValidationError("Name a file, a folder with --make, or a blob with --example.")
    }
    if let complaint = dump.complaint(hasBlob: file != nil) { throw ValidationError(complaint) }
    if let example {
      try Console.write(try ExampleBlobs.bytes(of: example))
    } else if let make {
      let folder = make.last == "/" ? make : make + "/"
      for name in try ExampleBlobs(make).write() { try Console.print((folder + name).harmless) }
    } else if let fdt = dump.fdt {
      try follow(.address(PhysicalAddress(fdt.rawValue)))
    } else if let file, Self.isFolder(file), dump.memory == nil {
      try inspectFolder(file)
    } else if let file {
      // Version 5 of the patches allows 10 MiB; no kernel hands over more in one blob.
      try inspect(InputFile(file, mostBytes: 16 << 20))
    }
  }

  private func inspect(_ input: InputFile) throws {
    let blob = ReadBlob(name: input.name, bytes: try input.bytes())
    guard dump.memory == nil else { return try follow(from: blob) }
    if json {
      if let report = blob.report { try Console.print(report.jsonText()) }
    } else if let text = blob.text(colour: Console.isTerminal) {
      try Console.print(text)
    }
    complain(of: blob)
    if blob.status != 0 { throw ExitCode(blob.status) }
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  private func inspectFolder(_ path: String) throws {
    let folder = InspectedFolder(name: path.harmless, folder: try DebugFolder(path))
    try Console.print(json ? folder.json() : folder.text(colour: Console.isTerminal))
    if folder.status != 0 { throw ExitCode(folder.status) }
  }

  private func complain(of blob: ReadBlob) {
    let complaints = blob.complaints
    if let first = complaints.first { Console.complain("\(blob.name): \(first)".harmless) }
    for more in complaints.dropFirst() { Console.complain(more) }
  }

  /// Follows what a blob leads to.
  private func follow(from blob: ReadBlob) throws {
    guard blob.inspection != nil else {
      complain(of: blob)
      throw ExitCode(4)
    }
    guard let start = FollowedHandover.Start(blob.bytes) else {
      let advice = "it is followed from there, by the root or --fdt"
      throw Failure(4, "\(blob.name): no root and no carrier of one; \(advice)")
    }
    var carrier: ReadBlob?
    if case .numbers = start { carrier = blob }
    try follow(start, carrier: carrier)
  }

  private func follow(_ start: FollowedHandover.Start, carrier: ReadBlob? = nil) throws {
    guard let path = dump.memory else { return }
    let open = try OpenDump(path)
    let followed: FollowedDump
    do throws(DumpFault) {
      followed = try FollowedDump(open, base: dump.memoryBase, from: start, carrier: carrier)
    } catch { throw Failure(4, "\(open.name): \(error)") }
    try Console.print(json ? followed.json() : followed.text(colour: Console.isTerminal))
    if open.isExhausted {
      Console.complain(
        "\(open.name): too much was to be read again and again; it is not followed to its end")
    }
    if followed.status != 0 { throw ExitCode(followed.status) }
  }
}
