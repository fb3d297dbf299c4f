// A value as what its schema says that it is. Lengths are exact, as readers of handed-over memory
// compare them exactly: eight bytes are not four.

/// What some bytes say.
package enum DecodedValue: Hashable, Sendable {
  case flag
  case texts([String])
  case numbers([Int128])
  case bytes([UInt8])

  /// As a person would write it.
  package var description: String {
    switch self {
    case .flag: return "set"
    case .texts(let texts): return texts.map { "\"\($0)\"" }.joined(separator: ", ")
    case .numbers(let numbers): return numbers.map(Self.hexadecimal).joined(separator: " ")
    case .bytes(let bytes):
      return "[" + bytes.prefix(32).map(Self.pair).joined(separator: " ")
        + (bytes.count > 32 ? " … \(bytes.count) in all" : "") + "]"
    }
  }

  package static func hexadecimal(_ number: Int128) -> String {
    (number < 0 ? "-0x" : "0x") + String(number.magnitude, radix: 16)
  }

  package static func pair(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
}

/// Why a value is not what its schema says.
package struct ValueFault: Error, Hashable, Sendable, CustomStringConvertible {
  package var description: String
  init(_ description: String) { self.description = description }
}

extension PropertySchema {
  /// The bytes as what the schema says, whatever the constraints are.
  ///
  /// - Parameter machine: the order of a machine's own numbers.
  package func decoded(
    _ bytes: [UInt8], machine: ByteOrder = .little
  ) throws(ValueFault) -> DecodedValue {
    switch form {
    case .untyped: return .bytes(bytes)
    case .flag:
      guard bytes.isEmpty else { throw ValueFault("\(bytes.count) bytes, and a flag has none") }
      return .flag
    case .text, .texts:
      guard let texts = texts(in: bytes) else {
        throw ValueFault("\(bytes.count) bytes that are no text with a zero at its end")
      }
      guard count.contains(texts.count) else {
        throw ValueFault("\(texts.count) texts, and there are \(Self.words(count))")
      }
      return .texts(texts)
    case .number(let form): return .numbers(try numbers(bytes, form, perItem: 1, machine))
    case .numbers(let form): return .numbers(try numbers(bytes, form, perItem: 1, machine))
    case .rows(let form, let columns):
      return .numbers(try numbers(bytes, form, perItem: columns, machine))
    }
  }

  private func numbers(
    _ bytes: [UInt8], _ form: NumberForm, perItem: Int, _ machine: ByteOrder
  ) throws(ValueFault) -> [Int128] {
    let width = form.width * perItem
    guard bytes.count % width == 0 else {
      throw ValueFault(
        "\(bytes.count) bytes, not \(self.form.isList ? "a multiple of " : "")\(width)")
    }
    guard count.contains(bytes.count / width) else {
      throw ValueFault("\(bytes.count) bytes, not \(width) for each of \(Self.words(count))")
    }
    let order = order == .native ? machine : order
    return stride(from: 0, to: bytes.count, by: form.width).map {
      number(bytes[$0..<$0 + form.width], order, isSigned: form.isSigned)
    }
  }

  static func words(_ limits: Limits) -> String {
    guard let most = limits.most else { return "\(limits.least) or more" }
    return limits.least == most ? "\(most)" : "\(limits.least) to \(most)"
  }

  /// The bytes of numbers or texts as the schema says; the inverse of `decoded`.
  package func encoded(_ value: DecodedValue, machine: ByteOrder = .little) -> [UInt8] {
    switch value {
    case .flag: return []
    case .bytes(let bytes): return bytes
    case .texts(let texts): return texts.flatMap { Array($0.utf8) + [0] }
    case .numbers(let numbers):
      let width = form.number?.width ?? 8
      let order = order == .native ? machine : order
      return numbers.flatMap { bytes(of: $0, width: width, order) }
    }
  }

  /// What a constraint says against a value; `nil` when nothing does.
  package func fault(in value: DecodedValue) -> String? {
    switch value {
    case .flag, .bytes: return nil
    case .texts(let texts):
      return texts.lazy.compactMap { constraints.fault(of: $0) }.first
    case .numbers(let numbers):
      return numbers.lazy.compactMap { constraints.fault(of: $0) }.first
    }
  }
}

extension Constraints {
  func fault(of number: Int128) -> String? {
    let shown = DecodedValue.hexadecimal
    if let numbers, !numbers.contains(number) {
      return "\(shown(number)) is not \(numbers.count == 1 ? "" : "one of ")"
        + numbers.map(shown).joined(separator: ", ")
    }
    if let minimum, number < minimum { return "\(shown(number)) is below \(shown(minimum))" }
    if let maximum, number > maximum { return "\(shown(number)) is above \(shown(maximum))" }
    if let multiple, number % multiple != 0 {
      return "\(shown(number)) is no multiple of \(shown(multiple))"
    }
    return nil
  }

  func fault(of text: String) -> String? {
    if let texts, !texts.contains(text) {
      return "\"\(text)\" is not \(texts.count == 1 ? "" : "one of ")"
        + texts.map { "\"\($0)\"" }.joined(separator: ", ")
    }
    if let length, !length.contains(text.utf8.count) {
      return "\(text.utf8.count) characters, and there are \(PropertySchema.words(length))"
    }
    if let pattern, let language = try? NamePattern(pattern), !language.matches(text) {
      return "\"\(text)\" does not match \(pattern)"
    }
    return nil
  }
}

/// The number in some bytes, of which there are at most eight.
func number(_ bytes: ArraySlice<UInt8>, _ order: ByteOrder, isSigned: Bool) -> Int128 {
  let ordered = order == .big ? Array(bytes) : bytes.reversed()
  let value = ordered.reduce(Int128(0)) { $0 << 8 | Int128($1) }
  let bits = Int128(bytes.count * 8)
  return isSigned && bits > 0 && value >> (bits - 1) & 1 == 1 ? value - (1 << bits) : value
}

/// The lowest bytes of a number.
func bytes(of number: Int128, width: Int, _ order: ByteOrder) -> [UInt8] {
  let low = (0..<width).map { UInt8(truncatingIfNeeded: number >> Int128(8 * $0)) }
  return order == .big ? low.reversed() : low
}
