// Compares the part DeviceTree with libfdt: the same trees, written, read and looked up in.

import ArgumentParser
import DeviceTree
import LibFDT
import BookTool

@main
struct DeviceTreeBench: PlainCommand {
  static let configuration = CommandConfiguration(
    commandName: "devicetree-bench",
    abstract: "Times the part DeviceTree against libfdt.",
    discussion: """
      Both sides write, read and look up in the same trees, by turns; the shortest of five rounds \
      or more counts. Bytes and answers must be the same, or the command fails.

        swift run -c release devicetree-bench

      It needs Debian's package \(LibFDT.package). Exit codes: 0 measured, 1 the two sides \
      disagree, 2 the command line is wrong, 4 there is no libfdt.
      """)

  @Flag(help: "Print the result as JSON.")
  var json = false

  func run() throws {
    guard let library = LibFDT.installed else {
      throw Failure(4, "there is no libfdt.so.1; apt install \(LibFDT.package)")
    }
    let all: [Measurement]
    do {
      all = try [10, 1000, 100_000].flatMap { try measurements(nodes: $0, with: library) }
    } catch {
      throw Failure(1, "\(error)")
    }
    if json {
      try Console.print("[\n" + all.map { "  " + $0.json }.joined(separator: ",\n") + "\n]")
    } else {
      try Console.print("work                      nodes      here, ns    libfdt, ns   ratio")
      for measurement in all { try Console.print(measurement.line) }
    }
  }

  private func measurements(nodes: Int, with library: LibFDT) throws -> [Measurement] {
    let workload = Workload(nodes: nodes)
    let (book, other) = (
      BookSide(workload: workload), LibrarySide(workload: workload, library: library)
    )
    let bytes = try book.write(capacity: 0)
    guard try other.write(capacity: bytes.count + 4096) == bytes else {
      throw Measurement.Disagreement(work: "bytes", book: bytes.count, library: 0)
    }
    let blob = try DeviceTreeBlob(bytes)
    let paths = workload.paths
    let cPaths = paths.map { $0.utf8.map { CChar($0) } + [0] }
    let handles = paths.indices.map { UInt32(nodes - 1 - $0 * (nodes - 1) / paths.count) }
    return try [
      Measurement(
        "write", nodes: nodes, book: { try book.write(capacity: bytes.count + 4096).count },
        library: { try other.write(capacity: bytes.count + 4096).count }),
      Measurement(
        "check and read all", nodes: nodes, book: { try book.read(bytes) },
        library: { try other.read(bytes, checked: true) }),
      Measurement(
        "the same, unchecked C", nodes: nodes, book: { try book.read(bytes) },
        library: { try other.read(bytes, checked: false) }),
      Measurement(
        "\(paths.count) paths", nodes: nodes, book: { book.look(paths, in: blob) },
        library: { other.look(cPaths, in: bytes) }),
      Measurement(
        "\(handles.count) handles", nodes: nodes, book: { book.look(handles: handles, in: blob) },
        library: { other.look(handles: handles, in: bytes) }),
    ]
  }
}
