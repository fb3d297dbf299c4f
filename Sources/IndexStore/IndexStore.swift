// The index store that a build leaves: a unit for each compiled file, which names the record with
// what the compiler noted of it.
//
//     units/01-counter.md.swift.o-1YIE…  ─ main file, record ─→  records/…/01-counter.md.swift-39QA…

import CIndexStore
package import Lexer

/// An index store on the disk, open for reading.
package final class IndexStore {
  private let library: IndexStoreLibrary
  private let store: IndexStoreLibrary.Object

  /// Opens the store in a folder.
  ///
  /// - Parameter library: the path of the toolchain's `libIndexStore.so`.
  /// - Throws: `ToolchainLibrary.Unavailable` when the library cannot be used, or the folder holds no
  ///   store.
  package init(library path: String, folder: String) throws(ToolchainLibrary.Unavailable) {
    library = try IndexStoreLibrary(path: path)
    guard let store = library.createStore(folder, nil) else {
      throw ToolchainLibrary.Unavailable(description: "\(folder) holds no index store")
    }
    self.store = store
  }

  deinit { library.disposeStore(store) }

  /// What the compiler noted of the files that are wanted, in the order of their paths. A unit or a
  /// record that cannot be read counts as none.
  ///
  /// - Parameter isWanted: whether a file is, by its absolute path.
  package func files(where isWanted: (String) -> Bool) -> [IndexedFile] {
    // Of a file that was compiled to two places in turn, only the last counts.
    var newest: [String: Unit] = [:]
    for name in unitNames() {
      guard let unit = unit(name, isWanted: isWanted) else { continue }
      if let known = newest[unit.path], known.time >= unit.time { continue }
      newest[unit.path] = unit
    }
    return newest.values.sorted { $0.path < $1.path }.compactMap(file)
  }

  private struct Unit {
    var path: String
    /// When the compiler wrote it: seconds, nanoseconds.
    var time: (Int64, Int64)
    var records: [String]
  }

  private func unitNames() -> [String] {
    var names: [String] = []
    withUnsafeMutablePointer(to: &names) { names in
      _ = library.visitUnits(store, 1, names) { context, name in
        context?.assumingMemoryBound(to: [String].self).pointee
          .append(IndexStoreLibrary.string(name))
        return true
      }
    }
    return names
  }

  private func unit(_ name: String, isWanted: (String) -> Bool) -> Unit? {
    guard let reader = library.createUnit(store, name, nil) else { return nil }
    defer { library.disposeUnit(reader) }
    let path = IndexStoreLibrary.string(library.mainFile(reader))
    guard isWanted(path) else { return nil }
    var unit = Unit(path: path, time: (0, 0), records: [])
    library.modified(reader, &unit.time.0, &unit.time.1)
    var collector = RecordCollector(library: library)
    withUnsafeMutablePointer(to: &collector) { collector in
      _ = library.visitDependencies(reader, collector) { context, dependency in
        context?.assumingMemoryBound(to: RecordCollector.self).pointee.take(dependency)
        return true
      }
    }
    unit.records = collector.names
    return unit
  }

  private func file(_ unit: Unit) -> IndexedFile? {
    var collector = OccurrenceCollector(library: library)
    for name in unit.records {
      guard let reader = library.createRecord(store, name, nil) else { continue }
      defer { library.disposeRecord(reader) }
      collector.beginRecord()
      withUnsafeMutablePointer(to: &collector) { collector in
        _ = library.visitOccurrences(reader, collector) { context, occurrence in
          context?.assumingMemoryBound(to: OccurrenceCollector.self).pointee.take(occurrence)
          return true
        }
      }
    }
    guard !collector.occurrences.isEmpty else { return nil }
    return IndexedFile(
      path: unit.path, symbols: collector.symbols, occurrences: collector.occurrences)
  }
}
