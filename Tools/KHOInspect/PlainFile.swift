// A file of which nothing is known: it is read only if it is one, and not beyond a bound.

import Foundation

struct PlainFileFailure: Error, CustomStringConvertible {
  var description: String
}

enum PlainFile {
  /// The bytes of a regular file, which no link leads to.
  static func bytes(_ path: String, atMost limit: Int) throws(PlainFileFailure) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else {
      let isLink = errno == ELOOP
      throw PlainFileFailure(
        description: isLink ? "a link, which is not followed" : String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw PlainFileFailure(description: "no file")
    }
    // The size says nothing: debugfs gives 0 for some of its files.
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
    let data: Data
    do { data = try file.read(upToCount: limit + 1) ?? Data() } catch {
      throw PlainFileFailure(description: (error as NSError).localizedDescription)
    }
    guard data.count <= limit else {
      throw PlainFileFailure(description: "more than \(limit) bytes are too much to be true")
    }
    return [UInt8](data)
  }
}
