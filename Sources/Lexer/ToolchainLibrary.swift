// A library that the toolchain ships, loaded while weft runs: nothing of it is linked, so weft starts
// where it is missing, and says what it cannot do without it.

#if canImport(Glibc)
  import Glibc
#endif

/// A library of the toolchain; it stays loaded.
package struct ToolchainLibrary: @unchecked Sendable {
  private let handle: UnsafeMutableRawPointer
  private let path: String

  /// Why a library is of no use.
  package struct Unavailable: Error, Hashable, CustomStringConvertible {
    package var description: String
    package init(description: String) { self.description = description }
  }

  /// - Throws: `Unavailable` when there is no such library, or it cannot be loaded.
  package init(path: String) throws(Unavailable) {
    guard let handle = dlopen(path, RTLD_LAZY | RTLD_LOCAL) else {
      throw Unavailable(description: "\(path) cannot be loaded")
    }
    (self.handle, self.path) = (handle, path)
  }

  /// One of its C functions; whether it has that type, nobody checks.
  ///
  /// - Throws: `Unavailable` when the library has no such function.
  package func function<Function>(
    _ name: String, as type: Function.Type = Function.self
  ) throws(Unavailable) -> Function {
    guard let symbol = dlsym(handle, name) else {
      throw Unavailable(description: "\(path) has no function \(name)")
    }
    return unsafeBitCast(symbol, to: type)
  }
}
