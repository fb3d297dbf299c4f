// A dump of memory as a file: read in pieces, and not without end.

import BookTool
import Foundation
import Handover
import Memblock
import Synchronization

/// An open file with memory. What is asked of it is bounded: what leads in circles, or to the same
/// pages again and again, ends.
final class OpenDump: Sendable {
  let name: String
  let size: UInt64
  private let descriptor: Int32
  /// How many bytes may still be read.
  private let budget: Mutex<UInt64>

  /// - Throws: ``Failure`` with exit code 3 when there is no such file, or none that has a size.
  init(_ path: String) throws(Failure) {
    name = path.harmless
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw Failure(3, "\(path): \(String(cString: strerror(errno)))")
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw Failure(3, "\(path): a dump must be a file, which can be read at any place")
    }
    size = UInt64(max(status.st_size, 0))
    // Each byte of a dump is needed a few times: as a page of a chain, and as what that is part of.
    budget = Mutex(
      (size.multipliedReportingOverflow(by: 4).partialValue & (1 << 62 - 1)) + 64 << 20)
  }

  deinit { close(descriptor) }

  /// Whether more was asked for than is given.
  var isExhausted: Bool { budget.withLock { $0 == 0 } }

  /// The file as the book reads it.
  var file: DumpFile {
    DumpFile(size: size) { [self] offset, count in self.read(count, at: offset) }
  }

  private func read(_ count: Int, at offset: UInt64) -> [UInt8]? {
    let isAllowed = budget.withLock { budget in
      budget = budget > UInt64(count) ? budget - UInt64(count) : 0
      return budget > 0
    }
    guard isAllowed, let start = Int(exactly: offset) else { return nil }
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let rest = UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
        let got = pread(descriptor, rest.baseAddress, rest.count, start + filled)
        if got < 0, errno == EINTR { continue }
        guard got > 0 else { break }
        filled += got
      }
    }
  }
}
