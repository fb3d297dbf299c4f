// `weft review decode`: a blob in the words of the book.

import ArgumentParser
import Bindings
import Foundation
import Review
import TextTables

struct ReviewDecodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decode",
    abstract: "Shows a blob as the book states it: names, types, values, meaning.",
    discussion: """
      The binding is found by the strings of the root's 'compatible'; --binding says another. A \
      record has no such strings, and --layout says what it is.

      Examples:
        weft review decode tree.dtb                 a tree, by its own name
        weft review decode page.bin --layout chunk  a record
        weft review decode tree.dtb --json | jq '.rows[] | select(.faults != [])'

      Exit codes: 0 it is as stated, 1 it is not, 2 usage, 3 it cannot be read or is no tree, 4 \
      nothing in the book states it, so that it was shown and not checked.
      """)

  @OptionGroup var options: SharedOptions

  @Argument(help: "The file with the blob.", completion: .file())
  var blob: String

  @Option(help: "The binding that it follows.")
  var binding: String?

  @Option(help: "The layout of a record.")
  var layout: String?

  @Option(
    help: "Of the machine that wrote it: little or big.", completion: .list(["little", "big"]))
  var byteOrder = "little"

  func validate() throws {
    guard ["little", "big"].contains(byteOrder) else {
      throw ValidationError("--byte-order takes little or big")
    }
    guard binding == nil || layout == nil else {
      throw ValidationError("a blob is a tree or a record; say --binding or --layout")
    }
  }

  func run() throws {
    let file = try BlobFile(blob)
    let set = try Snapshot(options.bookPackage()).bindings
    let machine = ByteOrder(rawValue: byteOrder) ?? .little
    let reading =
      if let layout {
        try file.record(in: set, as: layout, machine: machine)
      } else {
        try file.tree(in: set, following: binding, machine: machine)
      }
    let console = options.console()
    if options.json {
      console.print(try reading.jsonText())
    } else {
      for line in DecodedText(reading, file: blob).lines { console.print(Console.cleaned(line)) }
    }
    if !reading.faults.isEmpty { throw ExitStatus.findings }
    if reading.owner == nil { throw ExitStatus.incomplete }
  }
}
