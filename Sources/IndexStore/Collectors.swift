// What the library's functions are handed while they go through units and records.

import CIndexStore

/// The names of the records that a unit depends on.
struct RecordCollector {
  let library: IndexStoreLibrary
  private(set) var names: [String] = []

  init(library: IndexStoreLibrary) { self.library = library }

  mutating func take(_ dependency: IndexStoreLibrary.Object?) {
    guard Int(library.dependencyKind(dependency)) == INDEXSTORE_UNIT_DEPENDENCY_RECORD else {
      return
    }
    names.append(IndexStoreLibrary.string(library.dependencyName(dependency)))
  }
}

/// What a record says that its file's text says too.
struct OccurrenceCollector {
  let library: IndexStoreLibrary
  private(set) var symbols: [IndexedSymbol] = []
  private(set) var occurrences: [IndexedOccurrence] = []
  /// The library has one object for each symbol of a record.
  private var known: [IndexStoreLibrary.Object?: Int] = [:]

  init(library: IndexStoreLibrary) { self.library = library }

  /// Objects of another record may lie where those of the last one lay.
  mutating func beginRecord() { known = [:] }

  mutating func take(_ occurrence: IndexStoreLibrary.Object?) {
    let roles = library.occurrenceRoles(occurrence)
    // What the compiler inserts, nobody wrote: getters, conversions of literals, what macros make.
    guard roles & UInt64(INDEXSTORE_SYMBOL_ROLE_IMPLICIT) == 0 else { return }
    let isDefinition = roles & UInt64(INDEXSTORE_SYMBOL_ROLE_DEFINITION) != 0
    guard isDefinition || roles & UInt64(INDEXSTORE_SYMBOL_ROLE_REFERENCE) != 0 else { return }
    var (line, column): (UInt32, UInt32) = (0, 0)
    library.occurrencePlace(occurrence, &line, &column)
    occurrences.append(
      IndexedOccurrence(
        line: Int(line), column: Int(column), symbol: symbol(of: occurrence),
        isDefinition: isDefinition))
  }

  private mutating func symbol(of occurrence: IndexStoreLibrary.Object?) -> Int {
    let object = library.occurrenceSymbol(occurrence)
    if let index = known[object] { return index }
    known[object] = symbols.count
    symbols.append(
      IndexedSymbol(
        usr: IndexStoreLibrary.string(library.symbolUSR(object)),
        name: IndexStoreLibrary.string(library.symbolName(object)), kind: kind(of: object)))
    return symbols.count - 1
  }

  private func kind(of symbol: IndexStoreLibrary.Object?) -> IndexedSymbol.Kind {
    switch Int(library.symbolSubkind(symbol)) {
    case INDEXSTORE_SYMBOL_SUBKIND_ACCESSORGETTER, INDEXSTORE_SYMBOL_SUBKIND_ACCESSORSETTER,
      INDEXSTORE_SYMBOL_SUBKIND_SWIFTACCESSORWILLSET...INDEXSTORE_SYMBOL_SUBKIND_SWIFTACCESSORMUTABLEADDRESSOR,
      INDEXSTORE_SYMBOL_SUBKIND_SWIFTACCESSORREAD...INDEXSTORE_SYMBOL_SUBKIND_SWIFTACCESSORMUTATE:
      return .part
    case INDEXSTORE_SYMBOL_SUBKIND_SWIFTSUBSCRIPT: return .subscripting
    default: break
    }
    return switch Int(library.symbolKind(symbol)) {
    case INDEXSTORE_SYMBOL_KIND_MODULE: .module
    case INDEXSTORE_SYMBOL_KIND_EXTENSION: .part
    case INDEXSTORE_SYMBOL_KIND_PARAMETER: .parameter
    case INDEXSTORE_SYMBOL_KIND_CONSTRUCTOR: .constructor
    case INDEXSTORE_SYMBOL_KIND_ENUM...INDEXSTORE_SYMBOL_KIND_PROTOCOL,
      INDEXSTORE_SYMBOL_KIND_TYPEALIAS:
      .type
    default: .other
    }
  }
}
