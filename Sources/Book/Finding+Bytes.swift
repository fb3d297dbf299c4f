// Findings as bytes: see Outline+Bytes.swift.

extension Finding.Kind: ByteCodable {}
extension Finding.Severity: ByteCodable {}

extension Finding.Note: ByteCodable {
  package func write(to writer: inout ByteWriter) {
    writer.put(location)
    writer.put(message)
  }

  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    self.init(try reader.value(), try reader.value())
  }
}

extension Finding.Edit: ByteCodable {
  package func write(to writer: inout ByteWriter) {
    writer.put(location)
    writer.put(old)
    writer.put(new)
  }

  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    self.init(try reader.value(), replace: try reader.value(), with: try reader.value())
  }
}

extension Finding: ByteCodable {
  package func write(to writer: inout ByteWriter) {
    writer.put(kind)
    writer.put(severity)
    writer.put(location)
    writer.put(message)
    writer.put(notes)
    writer.put(edits)
  }

  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    let kind: Kind = try reader.value()
    let severity: Severity = try reader.value()
    self.init(
      kind, try reader.value(), try reader.value(), severity: severity,
      notes: try reader.value(), edits: try reader.value())
  }
}
