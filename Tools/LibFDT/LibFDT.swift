// Debian's libfdt, loaded while the program runs: it is compared with, and nothing is built on it.
// So the package builds where there is no libfdt, and says what is missing when it is asked for.

#if canImport(Glibc)
  import Glibc
#endif

/// The functions of `libfdt.so.1` that write blobs and read them, under their own names.
///
/// Each returns what the library returns: zero or an offset, or a negative error.
package struct LibFDT: Sendable {
  package typealias Blob = UnsafeMutableRawPointer
  package typealias Text = UnsafePointer<CChar>
  package typealias Length = UnsafeMutablePointer<Int32>

  package let create: @convention(c) (Blob, Int32) -> Int32
  package let addReservation: @convention(c) (Blob, UInt64, UInt64) -> Int32
  package let finishReservations: @convention(c) (Blob) -> Int32
  package let beginNode: @convention(c) (Blob, Text) -> Int32
  package let property: @convention(c) (Blob, Text, UnsafeRawPointer?, Int32) -> Int32
  package let endNode: @convention(c) (Blob) -> Int32
  package let finish: @convention(c) (Blob) -> Int32

  package let checkFull: @convention(c) (UnsafeRawPointer, Int) -> Int32
  package let nextNode: @convention(c) (UnsafeRawPointer, Int32, Length) -> Int32
  package let name: @convention(c) (UnsafeRawPointer, Int32, Length?) -> Text?
  package let firstProperty: @convention(c) (UnsafeRawPointer, Int32) -> Int32
  package let nextProperty: @convention(c) (UnsafeRawPointer, Int32) -> Int32
  package let propertyAt:
    @convention(c) (UnsafeRawPointer, Int32, UnsafeMutablePointer<Text?>, Length)
      -> UnsafeRawPointer?
  package let pathOffset: @convention(c) (UnsafeRawPointer, Text) -> Int32
  package let value: @convention(c) (UnsafeRawPointer, Int32, Text, Length) -> UnsafeRawPointer?
  package let nodeOfHandle: @convention(c) (UnsafeRawPointer, UInt32) -> Int32
}

extension LibFDT {
  /// What to install when there is none.
  package static let package = "libfdt-dev"

  /// The library, unless it is not installed or lacks one of the functions.
  package static let installed: LibFDT? = {
    guard let library = dlopen("libfdt.so.1", RTLD_NOW) else { return nil }
    return LibFDT(Symbols(library: library))
  }()

  /// The symbols of a loaded library, as functions.
  private struct Symbols {
    let library: UnsafeMutableRawPointer

    /// The function of a name; its type is believed, since a C library does not tell it.
    func callAsFunction<Function>(_ name: String) -> Function? {
      dlsym(library, name).map { unsafeBitCast($0, to: Function.self) }
    }
  }

  private init?(_ symbol: Symbols) {
    guard
      let create: @convention(c) (Blob, Int32) -> Int32 = symbol("fdt_create"),
      let addReservation: @convention(c) (Blob, UInt64, UInt64) -> Int32 =
        symbol("fdt_add_reservemap_entry"),
      let finishReservations: @convention(c) (Blob) -> Int32 = symbol("fdt_finish_reservemap"),
      let beginNode: @convention(c) (Blob, Text) -> Int32 = symbol("fdt_begin_node"),
      let property: @convention(c) (Blob, Text, UnsafeRawPointer?, Int32) -> Int32 =
        symbol("fdt_property"),
      let endNode: @convention(c) (Blob) -> Int32 = symbol("fdt_end_node"),
      let finish: @convention(c) (Blob) -> Int32 = symbol("fdt_finish"),
      let checkFull: @convention(c) (UnsafeRawPointer, Int) -> Int32 = symbol("fdt_check_full"),
      let nextNode: @convention(c) (UnsafeRawPointer, Int32, Length) -> Int32 =
        symbol("fdt_next_node"),
      let name: @convention(c) (UnsafeRawPointer, Int32, Length?) -> Text? = symbol("fdt_get_name"),
      let firstProperty: @convention(c) (UnsafeRawPointer, Int32) -> Int32 =
        symbol("fdt_first_property_offset"),
      let nextProperty: @convention(c) (UnsafeRawPointer, Int32) -> Int32 =
        symbol("fdt_next_property_offset"),
      let propertyAt:
        @convention(c) (UnsafeRawPointer, Int32, UnsafeMutablePointer<Text?>, Length) ->
          UnsafeRawPointer? = symbol("fdt_getprop_by_offset"),
      let pathOffset: @convention(c) (UnsafeRawPointer, Text) -> Int32 = symbol("fdt_path_offset"),
      let value: @convention(c) (UnsafeRawPointer, Int32, Text, Length) -> UnsafeRawPointer? =
        symbol("fdt_getprop"),
      let nodeOfHandle: @convention(c) (UnsafeRawPointer, UInt32) -> Int32 =
        symbol("fdt_node_offset_by_phandle")
    else { return nil }
    (self.create, self.addReservation) = (create, addReservation)
    (self.finishReservations, self.beginNode) = (finishReservations, beginNode)
    (self.property, self.endNode, self.finish) = (property, endNode, finish)
    (self.checkFull, self.nextNode, self.name) = (checkFull, nextNode, name)
    (self.firstProperty, self.nextProperty) = (firstProperty, nextProperty)
    (self.propertyAt, self.pathOffset) = (propertyAt, pathOffset)
    (self.value, self.nodeOfHandle) = (value, nodeOfHandle)
  }
}
