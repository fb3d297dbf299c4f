// An outline as bytes, and the findings of its chapter: what weft keeps of a chapter that it has
// read, so that an unchanged one is not parsed again. A field that is added to one of these types
// is added here too; a test reads back every chapter of random content.

extension Location: ByteCodable {
  package func write(to writer: inout ByteWriter) {
    writer.put(file)
    writer.put(line)
    writer.put(column)
  }

  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    self.init(file: try reader.value(), line: try reader.value(), column: try reader.value())
  }
}

extension Heading: ByteCodable {
  package func write(to writer: inout ByteWriter) {
    writer.put(level)
    writer.put(text)
    writer.put(slug)
    writer.put(line)
  }

  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    self.init(
      level: try reader.value(), text: try reader.value(), slug: try reader.value(),
      line: try reader.value())
  }
}

extension Link: ByteCodable {
  package func write(to writer: inout ByteWriter) {
    writer.put(destination)
    writer.put(location)
    writer.put(kind)
    writer.put(isHTML)
    writer.put(isVerbatim)
  }

  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    self.init(
      destination: try reader.value(), location: try reader.value(), kind: try reader.value(),
      isHTML: try reader.value(), isVerbatim: try reader.value())
  }
}

extension Link.Kind: ByteCodable {}

extension Rule: ByteCodable {
  package func write(to writer: inout ByteWriter) {
    writer.put(id)
    writer.put(location)
    writer.put(text)
    writer.put(claim)
    writer.put(unprovedReason)
  }

  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    self.init(
      id: try reader.value(), location: try reader.value(), text: try reader.value(),
      claim: try reader.value(), unprovedReason: try reader.value())
  }
}

extension ReleaseClaim: ByteCodable {
  package func write(to writer: inout ByteWriter) {
    writer.put(since)
    writer.put(until)
    writer.put(named)
    writer.put(isOurs)
    writer.put(elsewhere)
  }

  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    self.init(
      since: try reader.value(), until: try reader.value(), named: try reader.value(),
      isOurs: try reader.value(), elsewhere: try reader.value())
  }
}

extension ReleaseClaim.Mention: ByteCodable {
  package func write(to writer: inout ByteWriter) {
    writer.put(name)
    writer.put(location)
    writer.put(isVerbatim)
  }

  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    self.init(
      name: try reader.value(), location: try reader.value(), isVerbatim: try reader.value())
  }
}

extension Term: ByteCodable {
  package func write(to writer: inout ByteWriter) {
    writer.put(name)
    writer.put(key)
    writer.put(definition)
    writer.put(location)
  }

  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    name = try reader.value()
    key = try reader.value()
    definition = try reader.value()
    location = try reader.value()
  }
}

extension Symbol: ByteCodable {
  package func write(to writer: inout ByteWriter) {
    writer.put(name)
    writer.put(line)
    writer.put(summary)
    writer.put(declaration)
    writer.put(sources)
    writer.put(isListed)
  }

  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    self.init(
      name: try reader.value(), line: try reader.value(), summary: try reader.value(),
      declaration: try reader.value(), sources: try reader.value(), isListed: try reader.value())
  }
}

extension Outline: ByteCodable {
  package func write(to writer: inout ByteWriter) {
    writer.put(path)
    writer.put(title)
    writer.put(headings)
    writer.put(rules)
    writer.put(terms)
    writer.put(checkedFences)
    writer.put(links)
    writer.put(shownLines)
    writer.put(prefixWidths)
    writer.put(htmlAnchors)
    writer.put(htmlFindings)
    writer.put(codeLines)
    writer.put(moduleLines)
    writer.put(codeDigest)
    writer.put(executedDigest)
    writer.put(moduleDigest)
    writer.put(statements)
    writer.put(symbols)
    writer.put(listedDigest)
  }

  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    path = try reader.value()
    title = try reader.value()
    headings = try reader.value()
    rules = try reader.value()
    terms = try reader.value()
    checkedFences = try reader.value()
    links = try reader.value()
    shownLines = try reader.value()
    prefixWidths = try reader.value()
    htmlAnchors = try reader.value()
    htmlFindings = try reader.value()
    codeLines = try reader.value()
    moduleLines = try reader.value()
    codeDigest = try reader.value()
    executedDigest = try reader.value()
    moduleDigest = try reader.value()
    statements = try reader.value()
    symbols = try reader.value()
    listedDigest = try reader.value()
  }
}

extension Book.ReadChapter: ByteCodable {
  package func write(to writer: inout ByteWriter) {
    writer.put(outline)
    writer.put(findings)
  }

  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    outline = try reader.value()
    findings = try reader.value()
  }
}
