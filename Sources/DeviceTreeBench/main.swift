// Compares the part DeviceTree with libfdt: the same trees, written, read and looked up in.
//
//     swift run -c release devicetree-bench [--json]

import DeviceTree
import Foundation
import LibFDT

func complain(_ text: String, exit code: Int32) -> Never {
  FileHandle.standardError.write(Data("devicetree-bench: \(text)\n".utf8))
  exit(code)
}

func measurements(nodes: Int, with library: LibFDT) throws -> [Measurement] {
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

let arguments = CommandLine.arguments.dropFirst()
guard arguments.isEmpty || Array(arguments) == ["--json"] else {
  complain("the only option is --json", exit: 2)
}
guard let library = LibFDT.installed else {
  complain("there is no libfdt.so.1; apt install \(LibFDT.package)", exit: 4)
}
do {
  let all = try [10, 1000, 100_000].flatMap { try measurements(nodes: $0, with: library) }
  if arguments.isEmpty {
    print("work                      nodes      here, ns    libfdt, ns   ratio")
    for measurement in all { print(measurement.line) }
  } else {
    print("[\n" + all.map { "  " + $0.json }.joined(separator: ",\n") + "\n]")
  }
} catch {
  complain("\(error)", exit: 1)
}
