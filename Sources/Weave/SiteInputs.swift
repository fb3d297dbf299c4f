// All that a site is woven from, besides its theme: whether anything of it changed is told before anything is
// made of it.

package import Book
package import Evidence

/// What a site is woven from.
package struct SiteInputs: Sendable {
  package let book: Book
  package let evidence: Evidence
  let reports: [TestReport]
  let forms: BookSection?
  let total: Tally?
  /// Of the content of each file that the book was read from, by its path.
  private let contents: [String: Digest]
  /// Of what is known of each chapter, in reading order.
  package let known: [Digest]

  /// - Parameters:
  ///   - contents: of each file that the book was read from, by its path from the package's root.
  ///   - reports: of the package's other tests.
  ///   - forms: what stands on the page of forms, if there is one.
  ///   - total: of the whole run, where the evidence is what remains of one after an edit.
  package init(
    _ book: Book, _ evidence: Evidence, contents: [String: Digest], reports: [TestReport] = [],
    forms: BookSection? = nil, total: Tally? = nil
  ) {
    (self.book, self.evidence, self.contents) = (book, evidence, contents)
    (self.reports, self.forms, self.total) = (reports, forms, total)
    known = Self.digests(of: evidence, book.chapters)
  }

  static func digests(of evidence: Evidence, _ chapters: [Outline]) -> [Digest] {
    chapters.mapSideBySide { chapter in
      var writer = ByteWriter()
      writer.put(evidence.chapters[chapter.path])
      return Digest(of: writer.bytes)
    }
  }

  /// What all pages share.
  package func context() -> WeaveContext {
    WeaveContext(book, evidence, reports: reports, forms: forms, total: total)
  }

  /// Of all of it: the same program makes the same site of inputs that have the same.
  package func digest() -> Digest {
    var hasher = DigestHasher()
    // The chapters and the manifest follow from the files.
    hasher.add(contents)
    for part in book.parts {
      hasher.add(part.name)
      hasher.add(part.chapters.count)
    }
    for digest in known { hasher.add(digest) }
    hasher.add(book.findings.count)
    for finding in book.findings { hasher.add(finding.description) }
    var writer = ByteWriter()
    writer.put(book.pictures)
    var others = evidence
    others.chapters = [:]
    writer.put(others)
    writer.put(forms?.key)
    writer.put(total?.counts)
    hasher.add(writer.bytes)
    hasher.add(reports.count)
    for report in reports { report.add(to: &hasher) }
    return hasher.digest()
  }
}

extension TestReport {
  func add(to hasher: inout DigestHasher) {
    hasher.add(name)
    hasher.add(key)
    hasher.add(lines.count)
    for line in lines {
      hasher.add(line.name)
      hasher.add(line.value)
    }
  }
}

extension Tally {
  /// All that is counted.
  fileprivate var counts: [Int] {
    [
      passed, failed, notRun, gaps, rulesProved, rulesRefuted, rulesUnproved, rulesUnknown,
      linesCovered, linesMissed, compileErrors,
    ]
  }
}
