// The formats that the book's chapters state, read as `weft check` reads them.

import Bindings
import Book
import Foundation

enum Shipped {
  /// The folder of the package.
  static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// What the chapters of the part Handover state.
  static let formats = BindingSet(book)

  /// The part Handover, with the releases of the whole book.
  static let book: Book = {
    let folder = package.appending(path: "Spec/Handover")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let entries = names.filter { $0.hasSuffix(".md") }.sorted()
      .map { BookFolder.Entry(name: $0, kind: .regular) }
    return Book.reading(BookFolder(path: "Spec", parts: ["Handover": entries])) { path in
      (try? [UInt8](Data(contentsOf: package.appending(path: path)))) ?? []
    }
  }()
}

extension BindingSet {
  /// A layout by its name; empty when the book states none.
  func layout(_ name: String) -> Layout { layouts[name] ?? Layout(name, fields: []) }
}

/// Bytes with a table over them.
struct Record {
  let layout: Layout
  let bytes: [UInt8]

  /// - Parameter bytes: of a record, and maybe more.
  init(_ layout: Layout, _ bytes: some Sequence<UInt8>) {
    self.layout = layout
    self.bytes = Array(bytes.prefix(layout.size))
  }

  /// The bytes of a field; none when there is no such field.
  func field(_ name: String) -> [UInt8] {
    guard let range = layout[field: name]?.range, range.upperBound <= bytes.count else { return [] }
    return Array(bytes[range])
  }

  /// The number in a field, as a machine reads it whose numbers have their lowest byte first; a field that
  /// is stated as no number gives one that is in no record.
  subscript(name: String) -> UInt64 {
    guard case .number(let order, isSigned: false)? = layout[field: name]?.form else {
      return 0xbad_f1e1d
    }
    let bytes = order == .big ? field(name) : field(name).reversed()
    return bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// The text in a field, up to its first zero.
  func text(_ name: String) -> String {
    guard layout[field: name]?.form == .text else { return "no text is stated here" }
    return String(decoding: field(name).prefix { $0 != 0 }, as: UTF8.self)
  }

  /// The records in a field, one behind the other.
  func records(_ name: String, _ layout: Layout) -> [Record] {
    let bytes = field(name)
    return stride(from: 0, to: bytes.count - layout.size + 1, by: max(layout.size, 1)).map {
      Record(layout, bytes[$0..<$0 + layout.size])
    }
  }
}

extension Layout {
  /// A record in which each number differs from all others in each of its bytes.
  ///
  /// - Parameter texts: what stands in fields that are texts or bytes.
  func specimen(_ texts: [String: [UInt8]] = [:]) -> Record {
    var bytes = [UInt8](repeating: 0, count: size)
    for field in fields {
      var value = (field.range).map { UInt8(truncatingIfNeeded: 1 + $0) }
      if let text = texts[field.name] {
        value = text + [UInt8](repeating: 0, count: max(0, field.width - text.count))
      }
      bytes.replaceSubrange(field.range, with: value.prefix(field.width))
    }
    return Record(self, bytes)
  }
}
