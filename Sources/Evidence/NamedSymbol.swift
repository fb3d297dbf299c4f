// What the names in the code of a book stand for, as the compiler resolved them: which symbol, and where
// the book defines it.

package import Book

/// Something that the code of a book names.
package struct NamedSymbol: Hashable, Sendable {
  /// With the labels of its arguments: `contains(_:)`.
  package var name: String
  /// The module that declares it: `Swift`.
  package var module: String
  /// Where the book defines it: a chapter's line, and the column in its code; `nil` for what comes from
  /// elsewhere.
  package var definition: Location?

  package init(name: String, module: String, definition: Location? = nil) {
    (self.name, self.module, self.definition) = (name, module, definition)
  }
}

/// One place in a chapter's code that names a symbol.
package struct NamedPlace: Hashable, Sendable {
  /// The chapter's line.
  package var line: Int
  /// In the line of code, without the prefix of a list or quote, from 1, in bytes.
  package var column: Int
  /// In bytes; 0 where what is written is no name: `[` of a subscript.
  package var length: Int
  /// Its place in the evidence's list of symbols.
  package var symbol: Int
  package var isDefinition: Bool

  package init(line: Int, column: Int, length: Int, symbol: Int, isDefinition: Bool = false) {
    (self.line, self.column, self.length) = (line, column, length)
    (self.symbol, self.isDefinition) = (symbol, isDefinition)
  }
}

extension NamedSymbol: ByteCodable {
  package func write(to writer: inout ByteWriter) {
    writer.put(name)
    writer.put(module)
    writer.put(definition)
  }

  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    self.init(
      name: try reader.value(), module: try reader.value(), definition: try reader.value())
  }
}

/// Places in the order of their lines: of each the distance from the line before, and the rest.
struct PlacesInOrder {
  var places: [NamedPlace]

  init(_ places: [NamedPlace]) { self.places = places }

  func write(to writer: inout ByteWriter) {
    writer.put(places.count)
    var last = 0
    for place in places {
      writer.put(place.line &- last)
      writer.put(place.column)
      writer.put(place.length)
      writer.put(place.symbol &* 2 &+ (place.isDefinition ? 1 : 0))
      last = place.line
    }
  }

  init(from reader: inout ByteReader) throws(MalformedBytes) {
    let count = try reader.count()
    places = []
    places.reserveCapacity(count)
    var line = 0
    for _ in 0..<count {
      line &+= try reader.number()
      let (column, length) = (try reader.number(), try reader.number())
      let symbol = try reader.number()
      // A record may have been edited, and no line of code is so long.
      guard [line, column, length, symbol].allSatisfy((0..<1 << 32).contains), column > 0 else {
        throw MalformedBytes()
      }
      places.append(
        NamedPlace(
          line: line, column: column, length: length, symbol: symbol >> 1,
          isDefinition: symbol & 1 == 1))
    }
  }
}
