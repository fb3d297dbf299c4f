// Evidence as bytes, as it is kept on disk. A field that is added to one of these types is added
// here too.

package import Book

extension Verdict: ByteCodable {}
extension Evidence.State: ByteCodable {}
extension Diagnostic.Severity: ByteCodable {}

extension Double {
  fileprivate func write(to writer: inout ByteWriter) {
    writer.put(Int(bitPattern: UInt(bitPattern.byteSwapped)))
  }

  fileprivate init(from reader: inout ByteReader) throws(MalformedBytes) {
    self.init(bitPattern: UInt64(UInt(bitPattern: try reader.number())).byteSwapped)
    guard isFinite else { throw MalformedBytes() }
  }
}

extension Issue: ByteCodable {
  package func write(to writer: inout ByteWriter) {
    writer.put(line)
    writer.put(elsewhere)
    writer.put(message)
    writer.put(isKnown)
  }

  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    self.init(
      line: try reader.value(), elsewhere: try reader.value(), message: try reader.value(),
      isKnown: try reader.value())
  }
}

extension Attachment: ByteCodable {
  package func write(to writer: inout ByteWriter) {
    writer.put(name)
    writer.put(bytes?.count)
    writer.put(raw: bytes ?? [])
  }

  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    name = try reader.value()
    let count: Int? = try reader.value()
    bytes = nil
    if let count { bytes = [UInt8](try reader.raw(count)) }
  }
}

extension TestResult: ByteCodable {
  package func write(to writer: inout ByteWriter) {
    writer.put(suite)
    writer.put(name)
    writer.put(line)
    writer.put(verdict)
    seconds.write(to: &writer)
    writer.put(issues)
    writer.put(skipReason)
    writer.put(output)
    writer.put(attachments)
  }

  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    suite = try reader.value()
    name = try reader.value()
    line = try reader.value()
    verdict = try reader.value()
    seconds = try Double(from: &reader)
    issues = try reader.value()
    skipReason = try reader.value()
    output = try reader.value()
    attachments = try reader.value()
  }
}

extension Diagnostic: ByteCodable {
  package func write(to writer: inout ByteWriter) {
    writer.put(severity)
    writer.put(line)
    writer.put(column)
    writer.put(message)
  }

  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    self.init(
      severity: try reader.value(), line: try reader.value(), column: try reader.value(),
      message: try reader.value())
  }
}

extension Refusal: ByteCodable {
  package func write(to writer: inout ByteWriter) {
    writer.put(line)
    writer.put(verdict)
    writer.put(diagnostics)
  }

  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    self.init(
      line: try reader.value(), verdict: try reader.value(), diagnostics: try reader.value())
  }
}

/// Counts of lines: how many lines, then of each its distance from the one before, and its count.
private struct Counts {
  var byLine: [Int: Int]

  init(_ byLine: [Int: Int]) { self.byLine = byLine }

  func write(to writer: inout ByteWriter) {
    writer.put(byLine.count)
    var last = 0
    for line in byLine.keys.sorted() {
      writer.put(line &- last)
      writer.put(byLine[line] ?? 0)
      last = line
    }
  }

  init(from reader: inout ByteReader) throws(MalformedBytes) {
    let count = try reader.count()
    byLine = [:]
    byLine.reserveCapacity(count)
    var line = 0
    for _ in 0..<count {
      line &+= try reader.number()
      byLine[line] = try reader.number()
    }
  }
}

/// The same of each check of a line.
private struct CountsOfChecks {
  var byLine: [Int: [Int]]

  init(byLine: [Int: [Int]]) { self.byLine = byLine }

  func write(to writer: inout ByteWriter) {
    writer.put(byLine.count)
    var last = 0
    for line in byLine.keys.sorted() {
      writer.put(line &- last)
      writer.put(byLine[line] ?? [])
      last = line
    }
  }

  init(from reader: inout ByteReader) throws(MalformedBytes) {
    let count = try reader.count()
    byLine = Dictionary(minimumCapacity: count)
    var line = 0
    for _ in 0..<count {
      line &+= try reader.number()
      // Spelt out, lest an optional value be read.
      byLine[line] = try reader.value() as [Int]
    }
  }
}

extension ChapterEvidence: ByteCodable {
  package func write(to writer: inout ByteWriter) {
    writer.put(tests)
    writer.put(refusals)
    writer.put(uncompiled)
    Counts(hits).write(to: &writer)
    CountsOfChecks(byLine: reachedChecks).write(to: &writer)
    Counts(ends).write(to: &writer)
    writer.put(diagnostics)
    PlacesInOrder(names).write(to: &writer)
  }

  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    tests = try reader.value()
    refusals = try reader.value()
    uncompiled = try reader.value()
    hits = try Counts(from: &reader).byLine
    reachedChecks = try CountsOfChecks(from: &reader).byLine
    ends = try Counts(from: &reader).byLine
    diagnostics = try reader.value()
    names = try PlacesInOrder(from: &reader).places
  }
}

extension Evidence: ByteCodable {
  package func write(to writer: inout ByteWriter) {
    writer.put(state)
    writer.put(key)
    writer.put(toolchain)
    writer.put(chapters)
    writer.put(elsewhere)
    writer.put(messages)
    writer.put(omissions)
    writer.put(symbols)
    writer.put(namesMissing)
  }

  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    state = try reader.value()
    key = try reader.value()
    toolchain = try reader.value()
    chapters = try reader.value()
    elsewhere = try reader.value()
    messages = try reader.value()
    omissions = try reader.value()
    symbols = try reader.value()
    namesMissing = try reader.value()
  }
}
