// Evidence as bytes, as it is kept on disk. A field that is added to one of these types is added
// here too.

import Book

extension Verdict: ByteCodable {}
extension Evidence.State: ByteCodable {}
extension Diagnostic.Severity: ByteCodable {}

extension Double {
  fileprivate func write(to writer: inout ByteWriter) {
    writer.put(Int(bitPattern: UInt(bitPattern.byteSwapped)))
  }

  fileprivate init(from reader: inout ByteReader) throws(MalformedBytes) {
    self.init(bitPattern: UInt64(UInt(bitPattern: try reader.number())).byteSwapped)
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

extension ChapterEvidence: ByteCodable {
  package func write(to writer: inout ByteWriter) {
    writer.put(tests)
    writer.put(refusals)
    writer.put(hits)
    writer.put(reached)
    writer.put(diagnostics)
  }

  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    tests = try reader.value()
    refusals = try reader.value()
    hits = try reader.value()
    reached = try reader.value()
    diagnostics = try reader.value()
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
  }

  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    state = try reader.value()
    key = try reader.value()
    toolchain = try reader.value()
    chapters = try reader.value()
    elsewhere = try reader.value()
    messages = try reader.value()
    omissions = try reader.value()
  }
}
