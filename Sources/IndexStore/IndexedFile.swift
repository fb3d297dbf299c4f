// What the compiler notes of a source file while it compiles: where it names which symbol. The places
// are lines and columns of the file itself, whatever `#sourceLocation` says.

/// The names in one source file.
package struct IndexedFile: Hashable, Sendable {
  /// Absolute.
  package var path: String
  package var symbols: [IndexedSymbol]
  /// In the order in which the compiler noted them.
  package var occurrences: [IndexedOccurrence]

  package init(path: String, symbols: [IndexedSymbol], occurrences: [IndexedOccurrence]) {
    (self.path, self.symbols, self.occurrences) = (path, symbols, occurrences)
  }
}

/// Something that has a name.
package struct IndexedSymbol: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case type, constructor, subscripting, module, parameter
    /// An extension, or a getter or setter: what another symbol's name stands for.
    case part
    /// A function, a property, a case, a macro, an operator.
    case other
  }

  /// The same for the same symbol in all files: `s:8Counting7CounterV5countSivp`.
  package var usr: String
  /// With the labels of its arguments: `contains(_:)`.
  package var name: String
  package var kind: Kind

  package init(usr: String, name: String, kind: Kind) {
    (self.usr, self.name, self.kind) = (usr, name, kind)
  }
}

/// One place that names a symbol.
package struct IndexedOccurrence: Hashable, Sendable {
  package var line: Int
  /// From 1, in bytes.
  package var column: Int
  /// Its place in the file's symbols.
  package var symbol: Int
  package var isDefinition: Bool

  package init(line: Int, column: Int, symbol: Int, isDefinition: Bool) {
    (self.line, self.column) = (line, column)
    (self.symbol, self.isDefinition) = (symbol, isDefinition)
  }
}
