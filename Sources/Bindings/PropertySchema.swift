// A property: which bytes it may have, and what they mean.

/// The order of the bytes of a number.
package enum ByteOrder: String, Hashable, Sendable, CaseIterable {
  /// The highest first, as in trees that firmware makes.
  case big
  /// The lowest first.
  case little
  /// That of the machine, which both sides have to share.
  case native
}

/// How numbers are stored.
package struct NumberForm: Hashable, Sendable {
  /// 1, 2, 4 or 8 bytes.
  package var width: Int
  package var isSigned: Bool

  package init(width: Int, isSigned: Bool = false) {
    self.width = width
    self.isSigned = isSigned
  }

  /// The numbers that it can hold.
  package var range: ClosedRange<Int128> {
    let bits = Int128(width * 8)
    return isSigned ? -(1 << (bits - 1))...(1 << (bits - 1)) - 1 : 0...(1 << bits) - 1
  }

  /// As the types of dt-schema are called: `uint64`.
  package var name: String { (isSigned ? "int" : "uint") + "\(width * 8)" }
}

/// What kind of value a property has.
package enum ValueForm: Hashable, Sendable {
  /// No bytes: it is there or not.
  case flag
  /// One text, with a zero at its end.
  case text
  /// Texts, each with a zero at its end.
  case texts
  case number(NumberForm)
  case numbers(NumberForm)
  /// Rows of so many numbers.
  case rows(NumberForm, columns: Int)
  /// Bytes that nothing is said about.
  case untyped

  package var number: NumberForm? {
    switch self {
    case .number(let form), .numbers(let form), .rows(let form, _): form
    case .flag, .text, .texts, .untyped: nil
    }
  }

  package var isList: Bool {
    switch self {
    case .texts, .numbers, .rows: true
    case .flag, .text, .number, .untyped: false
    }
  }

  /// As dt-schema calls it.
  package var name: String {
    switch self {
    case .flag: "flag"
    case .text: "string"
    case .texts: "string-array"
    case .number(let form): form.name
    case .numbers(let form): form.name + "-array"
    case .rows(let form, let columns): "\(form.name)-matrix of \(columns)"
    case .untyped: "bytes of no stated type"
    }
  }
}

/// A least and a most; without a most there is no end.
package struct Limits: Hashable, Sendable {
  package var least: Int
  package var most: Int?

  package init(_ least: Int, _ most: Int?) {
    self.least = least
    self.most = most
  }

  package func contains(_ count: Int) -> Bool { count >= least && count <= most ?? .max }
}

/// Which values of its form a property may have.
package struct Constraints: Hashable, Sendable {
  package var minimum: Int128?
  package var maximum: Int128?
  package var multiple: Int128?
  /// The only numbers allowed, from `const` or `enum`.
  package var numbers: [Int128]?
  /// The only texts allowed, from `const` or `enum`.
  package var texts: [String]?
  /// What a text must match.
  package var pattern: String?
  /// How many characters a text may have.
  package var length: Limits?
  /// Whether the only value was stated with `const`.
  package var isConstant = false

  package init() {}

  package var isEmpty: Bool { self == Constraints() }
}

/// A property of a node.
package struct PropertySchema: Hashable, Sendable {
  package var name: String
  package var form = ValueForm.untyped
  package var order = ByteOrder.big
  /// How many numbers, rows or texts a list has.
  package var count = Limits(1, nil)
  package var isRequired = false
  package var isDeprecated = false
  package var constraints = Constraints()
  /// What each number of a list or of a row is.
  package var items: [String] = []
  package var description: String?
  package var facts = PropertyFacts()

  package init(_ name: String) { self.name = name }

  /// The number of bytes of a value; `nil` where values differ in it.
  package var byteCount: Int? {
    switch form {
    case .flag: 0
    case .number(let form): form.width
    case .numbers(let form): count.least == count.most ? form.width * count.least : nil
    case .rows(let form, let columns):
      count.least == count.most ? form.width * columns * count.least : nil
    case .text, .texts, .untyped: nil
    }
  }
}
