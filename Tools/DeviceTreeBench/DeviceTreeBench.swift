// Compares the part DeviceTree with libfdt: the same trees, written, read and looked up in.

import ArgumentParser
import DeviceTree
import LibFDT
import TextTables
import BookTool

@main
struct DeviceTreeBench: PlainCommand {
  static let configuration = CommandConfiguration(
    commandName: "devicetree-bench",
    abstract: "Times the part DeviceTree against libfdt.",
    discussion: """
      Both sides write, read and look up in the same trees, by turns; the shortest round counts. \
      Bytes and answers must be the same, or the command fails.

        swift run -c release devicetree-bench
        swift run -c release devicetree-bench --nodes 1000 --rounds 20

      It needs Debian's package \(LibFDT.package). Exit codes: 0 measured, 1 the two sides \
      disagree, 2 the command line is wrong, 4 there is no libfdt.
      """)

  @Option(help: "Numbers of nodes in a tree, comma separated.")
  var nodes = "10,1000,100000"

  @Option(help: "How many rounds; without it as many as 400 ms have, five at least.")
  var rounds: Int?

  @Flag(help: "Print the result as JSON.")
  var json = false

  func validate() throws {
    guard !sizes.isEmpty, sizes.allSatisfy({ (10...1_000_000).contains($0 ?? 0) }) else {
      throw ValidationError("--nodes takes numbers from 10 to 1000000, such as 10,1000")
    }
    guard (1...1000).contains(rounds ?? 1) else {
      throw ValidationError("--rounds takes 1 to 1000")
    }
  }

  private var sizes: [Int?] { nodes.split(separator: ",").map { Int($0) } }

  func run() async throws {
    guard let library = LibFDT.installed else {
      throw Failure(4, "there is no libfdt.so.1; apt install \(LibFDT.package)")
    }
    var all: [Measurement] = []
    do {
      for nodes in sizes.compactMap({ $0 }) {
        all += try await measurements(nodes: nodes, with: library)
      }
    } catch {
      throw Failure(1, "\(error)")
    }
    try Console.print(
      json ? try all.jsonText() : Measurement.table(all).lines.joined(separator: "\n"))
  }

  private func measurements(nodes: Int, with library: LibFDT) async throws -> [Measurement] {
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
    let length =
      rounds.map { Measurement.Length(rounds: $0, duration: .zero) } ?? Measurement.Length()
    return try await [
      Measurement(
        "write", nodes: nodes, length, book: { try book.write(capacity: bytes.count + 4096).count },
        library: { try other.write(capacity: bytes.count + 4096).count }),
      Measurement(
        "check and read all", nodes: nodes, length, book: { try book.read(bytes) },
        library: { try other.read(bytes, checked: true) }),
      Measurement(
        "the same, unchecked C", nodes: nodes, length, book: { try book.read(bytes) },
        library: { try other.read(bytes, checked: false) }),
      Measurement(
        "\(paths.count) paths", nodes: nodes, length, book: { book.look(paths, in: blob) },
        library: { other.look(cPaths, in: bytes) }),
      Measurement(
        "\(handles.count) handles", nodes: nodes, length,
        book: { book.look(handles: handles, in: blob) },
        library: { other.look(handles: handles, in: bytes) }),
    ]
  }
}
