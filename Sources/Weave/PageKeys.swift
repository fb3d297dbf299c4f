// What each page depends on, as a digest: a page whose key is the same is not woven again. What is
// the chapter's own (text, evidence) is told from what others contribute (marks in the navigation,
// proofs, neighbours' titles), which can change alone.

package import Book
import Evidence

/// The keys of a site's pages.
package struct PageKeys: Sendable {
  private let context: WeaveContext
  /// What all pages show.
  private let shared: Digest
  /// Of how each chapter is listed, in reading order.
  private let items: [Digest]
  /// Of what is known of each chapter, in reading order.
  private let evidence: [Digest]
  private let names: NamesBetweenChapters

  /// - Parameters:
  ///   - known: of what is known of each chapter, in reading order; made here where it is not given.
  ///   - theme: of the theme's shell.
  ///   - colours: whether code is coloured.
  package init(
    _ context: WeaveContext, known: [Digest]? = nil, theme: Digest, colours: Bool
  ) {
    self.context = context
    let listing = context.listing(for: SitePaths.home)
    items = context.order.indices.map { Digest(of: listing.item(at: $0).text.utf8) }
    evidence = known ?? SiteInputs.digests(of: context.evidence, context.order.map(\.chapter))
    names = NamesBetweenChapters(context, evidence: evidence)
    var hasher = DigestHasher()
    for part in context.book.parts { hasher.add(listing.folded[part.name]?.text ?? "") }
    hasher.add(theme)
    hasher.add(colours ? 1 : 0)
    hasher.add(EvidenceNote.html(context).text)
    hasher.add(context.evidence.key)
    let manifest = context.book.manifest
    for text in [
      manifest.title, manifest.repository ?? "", manifest.branch, manifest.address ?? "",
    ] {
      hasher.add(text)
    }
    hasher.add(manifest.allowsRawHTML ? 1 : 0)
    hasher.add(manifest.sources.count)
    for source in manifest.sources { hasher.add(source.text) }
    Self.addReleases(manifest, &hasher)
    for (part, reason) in manifest.illustrationReasons.sorted(by: { $0.key < $1.key }) {
      hasher.add(part)
      hasher.add(reason)
    }
    for part in context.book.parts {
      hasher.add(part.name)
      hasher.add(part.chapters.count)
      // Where links may lead.
      for chapter in part.chapters { hasher.add(chapter.path) }
    }
    for path in context.book.pictures.keys.sorted() { hasher.add(path) }
    hasher.add(context.definesTerms ? 1 : 0)
    hasher.add(context.forms == nil ? 0 : 1)
    shared = hasher.digest()
  }

  /// The key of a chapter's page.
  ///
  /// - Parameter content: of the chapter's bytes.
  package func key(ofChapter outline: Outline, content: Digest) -> Digest {
    var hasher = DigestHasher()
    hasher.add(shared)
    hasher.add(content)
    addNeighbours(of: outline, &hasher)
    addNames(of: outline, &hasher)
    for target in outline.usedTerms { hasher.add(context.term(target)?.definition ?? "") }
    addMoved(from: outline.path, &hasher)
    for rule in outline.rules { addStanding(of: rule, &hasher) }
    for id in outline.checkedFences.flatMap(\.provedRules) {
      hasher.add(context.verdicts.chapterPath(ofRule: id) ?? "")
    }
    return hasher.digest()
  }

  /// The key of the pages that are about the whole book.
  package func keyOfBook() -> Digest {
    var hasher = DigestHasher()
    hasher.add(keyOfIndex())
    let manifest = context.book.manifest
    hasher.add(manifest.summary ?? "")
    if let forms = context.forms { hasher.add(forms.key) }
    for path in context.moved.keys.sorted() { addMoved(from: path, &hasher) }
    hasher.add(manifest.map.count)
    for way in manifest.map + manifest.paths {
      hasher.add(way.name)
      hasher.add(way.about ?? "")
      hasher.add(way.chapters.count)
      for chapter in way.chapters { hasher.add(chapter) }
    }
    for finding in HomePage.errors(context.book) { hasher.add(finding.description) }
    for part in manifest.parts { hasher.add(manifest.partSummaries[part] ?? "") }
    var writer = ByteWriter()
    writer.put(context.evidence.elsewhere)
    hasher.add(writer.bytes)
    for report in context.reports { report.add(to: &hasher) }
    return hasher.digest()
  }

  /// The key of the index and the search, which an edit of words alone leaves as they are.
  package func keyOfIndex() -> Digest {
    var hasher = DigestHasher()
    // Where there are few chapters, one file has the names of all.
    hasher.add("index")
    hasher.add(keyOfNames(of: context.order.indices))
    return hasher.digest()
  }

  /// The key of what the search reads of some chapters' names.
  package func keyOfNames(of chapters: Range<Int>) -> Digest {
    var hasher = DigestHasher()
    hasher.add(shared)
    for place in chapters {
      let (part, chapter) = context.order[place]
      hasher.add(part)
      hasher.add(chapter.listedDigest)
      hasher.add(evidence[place])
    }
    return hasher.digest()
  }

  /// Which release is which, and what rules claim of them by default.
  private static func addReleases(_ manifest: Manifest, _ hasher: inout DigestHasher) {
    for line in manifest.releases.lines {
      hasher.add(line.name)
      hasher.add(line.releases.count)
      for release in line.releases {
        hasher.add(release.name)
        hasher.add(release.about ?? "")
      }
    }
    var writer = ByteWriter()
    for part in manifest.parts { writer.put(manifest.ruleClaims[part]) }
    hasher.add(writer.bytes)
  }

  /// The chapters that the page lists, and so the ones before and after it.
  private func addNeighbours(of outline: Outline, _ hasher: inout DigestHasher) {
    guard let place = context.places[outline.path] else { return }
    let first = max(0, place - BookNavigation.reach - 1)
    let last = min(items.count, place + BookNavigation.reach + 2)
    hasher.add(place)
    hasher.add(evidence[place])
    for index in first..<last { hasher.add(items[index]) }
  }

  /// What the page shows of chapters whose names its code has, and of those that have names of its own:
  /// where names lead, which an edit of another chapter's prose may move, and who uses what is defined
  /// here. What is said of names there is code, and has the evidence's key.
  private func addNames(of outline: Outline, _ hasher: inout DigestHasher) {
    guard let place = context.places[outline.path] else { return }
    for other in names.related[place] { hasher.add(names.shown[other]) }
  }

  /// Where what was in a chapter has moved, as its page says it.
  private func addMoved(from path: String, _ hasher: inout DigestHasher) {
    guard let entries = context.moved[path] else { return }
    let page = context.page(ofChapter: path)
    let places = MovedPlaces(entries: entries, page: page, context: context)
    for entry in entries {
      hasher.add(entry.place.anchor ?? "")
      hasher.add(places.link(to: entry.moved)?.text ?? "")
    }
  }

  private func addStanding(of rule: Rule, _ hasher: inout DigestHasher) {
    guard let status = context.verdicts.status(ofRule: rule.id) else { return }
    hasher.add(status.standing.rawValue)
    hasher.add(status.chapterPath)
    for proof in status.proofs {
      hasher.add(proof.chapterPath)
      hasher.add(proof.line)
      hasher.add(proof.name)
      hasher.add(proof.verdict.rawValue)
    }
  }
}
