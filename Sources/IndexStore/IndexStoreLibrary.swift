// The few functions of the index store's C interface that reading occurrences needs, found by name in
// the library that the toolchain ships.

import CIndexStore
import Lexer

/// `libIndexStore.so`, loaded. Its functions may be called from any thread.
struct IndexStoreLibrary: Sendable {
  typealias Object = UnsafeMutableRawPointer
  typealias Text = indexstore_string_ref_t
  /// Called for each of many; goes on while it returns true.
  typealias Visitor = @convention(c) (UnsafeMutableRawPointer?, Object?) -> Bool
  typealias NameVisitor = @convention(c) (UnsafeMutableRawPointer?, Text) -> Bool
  typealias Error = UnsafeMutablePointer<Object?>

  let createStore: @convention(c) (UnsafePointer<CChar>, Error?) -> Object?
  let disposeStore: @convention(c) (Object?) -> Void
  let visitUnits: @convention(c) (Object?, UInt32, UnsafeMutableRawPointer?, NameVisitor) -> Bool
  let createUnit: @convention(c) (Object?, UnsafePointer<CChar>, Error?) -> Object?
  let disposeUnit: @convention(c) (Object?) -> Void
  let mainFile: @convention(c) (Object?) -> Text
  let modified:
    @convention(c) (Object?, UnsafeMutablePointer<Int64>, UnsafeMutablePointer<Int64>) -> Void
  let visitDependencies: @convention(c) (Object?, UnsafeMutableRawPointer?, Visitor) -> Bool
  let dependencyKind: @convention(c) (Object?) -> UInt32
  let dependencyName: @convention(c) (Object?) -> Text
  let createRecord: @convention(c) (Object?, UnsafePointer<CChar>, Error?) -> Object?
  let disposeRecord: @convention(c) (Object?) -> Void
  let visitOccurrences: @convention(c) (Object?, UnsafeMutableRawPointer?, Visitor) -> Bool
  let occurrenceSymbol: @convention(c) (Object?) -> Object?
  let occurrenceRoles: @convention(c) (Object?) -> UInt64
  let occurrencePlace:
    @convention(c) (Object?, UnsafeMutablePointer<UInt32>, UnsafeMutablePointer<UInt32>) -> Void
  let symbolKind: @convention(c) (Object?) -> UInt32
  let symbolSubkind: @convention(c) (Object?) -> UInt32
  let symbolName: @convention(c) (Object?) -> Text
  let symbolUSR: @convention(c) (Object?) -> Text

  init(path: String) throws(ToolchainLibrary.Unavailable) {
    let library = try ToolchainLibrary(path: path)
    func find<Function>(_ name: String) throws(ToolchainLibrary.Unavailable) -> Function {
      try library.function("indexstore_" + name)
    }
    createStore = try find("store_create")
    disposeStore = try find("store_dispose")
    visitUnits = try find("store_units_apply_f")
    createUnit = try find("unit_reader_create")
    disposeUnit = try find("unit_reader_dispose")
    mainFile = try find("unit_reader_get_main_file")
    modified = try find("unit_reader_get_modification_time")
    visitDependencies = try find("unit_reader_dependencies_apply_f")
    dependencyKind = try find("unit_dependency_get_kind")
    dependencyName = try find("unit_dependency_get_name")
    createRecord = try find("record_reader_create")
    disposeRecord = try find("record_reader_dispose")
    visitOccurrences = try find("record_reader_occurrences_apply_f")
    occurrenceSymbol = try find("occurrence_get_symbol")
    occurrenceRoles = try find("occurrence_get_roles")
    occurrencePlace = try find("occurrence_get_line_col")
    symbolKind = try find("symbol_get_kind")
    symbolSubkind = try find("symbol_get_subkind")
    symbolName = try find("symbol_get_name")
    symbolUSR = try find("symbol_get_usr")
  }

  /// A copy of the library's text.
  static func string(_ text: Text) -> String {
    guard let data = text.data else { return "" }
    return String(
      decoding: UnsafeRawBufferPointer(start: data, count: text.length), as: UTF8.self)
  }
}
