// What an address leads to, if that is no tree: a record of fields at fixed offsets. It is stated as a
// table, once; pages draw it, and code takes its offsets from it.
//
//     ```text layout=session
//     name    offset  width  order   meaning
//     name         0     64  text    what a program calls it
//     files       64      8  native  address of the first page of its files → entry-page
//     count       72      8  native  how many files there are
//     ```

/// What the bytes of a field are.
package enum FieldForm: Hashable, Sendable {
  case number(ByteOrder, isSigned: Bool)
  /// A text up to the first zero.
  case text
  /// Bytes that have no form here: a part that another layout describes, or that is reserved.
  case bytes
  /// Bytes that are written as zero and not read.
  case reserved

  /// The word for it in the table.
  package var name: String {
    switch self {
    case .number(let order, let isSigned): (isSigned ? "signed-" : "") + order.rawValue
    case .text: "text"
    case .bytes: "bytes"
    case .reserved: "reserved"
    }
  }

  package static let names = [
    "native", "little", "big", "signed-native", "signed-little", "signed-big", "text", "bytes",
    "reserved",
  ]

  package init?(name: String) {
    switch name {
    case "text": self = .text
    case "bytes": self = .bytes
    case "reserved": self = .reserved
    default:
      let isSigned = name.hasPrefix("signed-")
      guard let order = ByteOrder(rawValue: String(isSigned ? name.dropFirst(7) : name[...]))
      else { return nil }
      self = .number(order, isSigned: isSigned)
    }
  }
}

/// A field of a record.
package struct LayoutField: Hashable, Sendable {
  package var name: String
  /// In bytes from the start of the record.
  package var offset: Int
  /// In bytes.
  package var width: Int
  package var form: FieldForm
  /// In words, without what it leads to.
  package var meaning: String
  /// The layout or binding of what lies at the address that the field holds, or of what is in it.
  package var target: String?

  package init(
    _ name: String, at offset: Int, width: Int, _ form: FieldForm, _ meaning: String,
    target: String? = nil
  ) {
    self.name = name
    self.offset = offset
    self.width = width
    self.form = form
    self.meaning = meaning
    self.target = target
  }

  package var range: Range<Int> { offset..<offset + width }
}

/// A record.
package struct Layout: Hashable, Sendable {
  /// From `layout=NAME`; unique in a book.
  package var name: String
  /// In the order of their offsets.
  package var fields: [LayoutField]
  /// In bytes, from one record to the next: what the fields take, unless a last line says more.
  package var size: Int
  /// The name that the record bears itself, by which its readers know it.
  package var ownName: String?
  package var code = CodeFacts()

  package init(_ name: String, fields: [LayoutField], size: Int? = nil) {
    self.name = name
    self.fields = fields
    self.size = size ?? fields.map(\.range.upperBound).max() ?? 0
  }

  package subscript(field name: String) -> LayoutField? { fields.first { $0.name == name } }

  /// The path of the layout among elements.
  package var path: ElementPath { ElementPath("layout \(name)") }

  /// What its fields lead to.
  package var targets: [String] { fields.compactMap(\.target) }
}
