// Fences as bytes, with what is stated and declared in them: see Outline+Bytes.swift.

extension Role: ByteCodable {
  package func write(to writer: inout ByteWriter) {
    switch self {
    case .implementation: writer.put(UInt8(0))
    case .test: writer.put(UInt8(1))
    case .support: writer.put(UInt8(2))
    case .example: writer.put(UInt8(3))
    case .plain: writer.put(UInt8(4))
    case .fails(let text): put(5, text, &writer)
    case .illustration(let text): put(6, text, &writer)
    case .schema(let text): put(7, text, &writer)
    case .tree(let text): put(8, text, &writer)
    case .layout(let text): put(9, text, &writer)
    case .traps(let text): put(10, text, &writer)
    case .output: writer.put(UInt8(11))
    }
  }

  private func put(_ number: UInt8, _ text: String, _ writer: inout ByteWriter) {
    writer.put(number)
    writer.put(text)
  }

  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    switch try reader.byte() {
    case 0: self = .implementation
    case 1: self = .test
    case 2: self = .support
    case 3: self = .example
    case 4: self = .plain
    case 5: self = .fails(expected: try reader.value())
    case 6: self = .illustration(reason: try reader.value())
    case 7: self = .schema(binding: try reader.value())
    case 8: self = .tree(binding: try reader.value())
    case 9: self = .layout(name: try reader.value())
    case 10: self = .traps(expected: try reader.value())
    case 11: self = .output
    default: throw MalformedBytes()
    }
  }
}

extension Check.Kind: ByteCodable {}

extension Check: ByteCodable {
  package func write(to writer: inout ByteWriter) {
    writer.put(kind)
    writer.put(line)
    writer.put(column)
    writer.put(unreachedReason)
  }

  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    self.init(
      kind: try reader.value(), line: try reader.value(), column: try reader.value(),
      unreachedReason: try reader.value())
  }
}

/// Only what a statement of a format has: its code is not run and checks nothing.
extension Fence: ByteCodable {
  package func write(to writer: inout ByteWriter) {
    writer.put(language)
    writer.put(role)
    for number in [line, firstCodeLine, lastLine] { writer.put(number) }
    writer.put(isClosed)
    writer.put(code)
    writer.put(attributes)
    writer.put(formOf)
    writer.put(claim)
    writer.put(prefixWidths)
  }

  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    self.init(
      language: try reader.value(), role: try reader.value(), line: try reader.number(),
      firstCodeLine: try reader.number(), lastLine: try reader.number(),
      isClosed: try reader.value(), code: try reader.value())
    attributes = try reader.value()
    formOf = try reader.value()
    claim = try reader.value()
    prefixWidths = try reader.value()
    let numbers =
      [line, firstCodeLine, lastLine] + prefixWidths.flatMap { [$0.key, Int($0.value.magnitude)] }
    guard numbers.allSatisfy((0..<1 << 32).contains) else { throw MalformedBytes() }
  }
}

extension Outline.CheckedFence: ByteCodable {
  package func write(to writer: inout ByteWriter) {
    writer.put(role)
    writer.put(line)
    writer.put(lastLine)
    writer.put(provedRules)
    writer.put(ruleColumns)
    writer.put(gap)
    writer.put(tags)
    writer.put(timeLimit)
    writer.put(checks)
    writer.put(tests)
    writer.put(output)
  }

  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    self.init(
      role: try reader.value(), line: try reader.value(), lastLine: try reader.value(),
      provedRules: try reader.value(), ruleColumns: try reader.value(),
      gap: try reader.value(), tags: try reader.value(), timeLimit: try reader.value(),
      checks: try reader.value(),
      tests: try reader.value(), output: try reader.value())
  }
}

extension StatedOutput: ByteCodable {
  package func write(to writer: inout ByteWriter) {
    writer.put(line)
    writer.put(lastLine)
    writer.put(lines)
    writer.put(isReplaceable)
  }

  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    let (line, lastLine) = (try reader.number(), try reader.number())
    let lines: [String] = try reader.value()
    guard (0..<1 << 32).contains(line), (0..<1 << 32).contains(lastLine) else {
      throw MalformedBytes()
    }
    self.init(
      line: line, lastLine: lastLine, text: lines.joined(separator: "\n"),
      isReplaceable: try reader.value())
  }
}

extension DeclaredTest: ByteCodable {
  package func write(to writer: inout ByteWriter) {
    writer.put(name)
    writer.put(line)
  }

  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    self.init(name: try reader.value(), line: try reader.value())
  }
}

extension CodeLines: ByteCodable {
  package func write(to writer: inout ByteWriter) {
    writer.put(fences.count)
    for fence in fences {
      writer.put(fence.lowerBound)
      writer.put(fence.count)
    }
  }

  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    var fences: [ClosedRange<Int>] = []
    for _ in 0..<(try reader.count()) {
      let first = try reader.number()
      let count = try reader.number()
      // Lines are no huge numbers.
      guard (0..<1 << 32).contains(first), (1..<1 << 32).contains(count) else {
        throw MalformedBytes()
      }
      fences.append(first...first + count - 1)
    }
    self.init(fences: fences)
  }
}
