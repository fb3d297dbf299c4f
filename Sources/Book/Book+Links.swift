// The checks of links: each leads to a chapter, an anchor or a picture that exists.

extension Book {
  /// The first chapter of each folder of each part, by the folder's path: where a link to the folder
  /// leads.
  package var firstChapters: [String: Outline] {
    var first: [String: Outline] = [:]
    var last: Substring = ""
    for chapter in chapters {
      let own = chapter.path[..<(chapter.path.lastIndex(of: "/") ?? chapter.path.startIndex)]
      // Chapters of one folder mostly follow each other, and only the first is asked for.
      guard own != last else { continue }
      last = own
      var folders = own.split(separator: "/")
      while folders.count > 1 {
        let folder = folders.joined(separator: "/")
        if first[folder] == nil { first[folder] = chapter }
        folders.removeLast()
      }
    }
    return first
  }

  /// Links lead to a chapter and an anchor, and pictures to a file, that exist.
  mutating func checkLinks(_ folder: BookFolder, picture: @escaping (String) -> Picture?) {
    let allowsHTML = manifest.allowsRawHTML
    let there = LinkDestinations(self)
    let homes = Dictionary(
      there.chapters.flatMap { chapter in chapter.terms.map { ($0.key, chapter.path) } }
    ) { first, _ in first }
    var (forAnchors, forChapters) = (FirstSuggestions(), FirstSuggestions())
    var pictures = PictureCheck(folder, manifest.parts, picture)
    // Most links lead somewhere, and that is seen of many at a time.
    let others = there.chapters.mapSideBySide { chapter in
      chapter.links.filter { (allowsHTML || !$0.isHTML) && !there.has($0, in: chapter) }
    }
    for (chapter, links) in zip(there.chapters, others) {
      if allowsHTML { findings += chapter.htmlFindings }
      for link in links {
        if let message = complaint(aboutFormOf: link) {
          report(.deadLink, link.location, message)
          continue
        }
        let target = LinkTarget(link.destination, from: chapter.path)
        if there.isPicture(link, target) {
          pictures.check(target.path, of: link, in: chapter.path)
        } else if let place = there.places[target.path] {
          checkAnchor(of: target, link, there.anchors[place], homes, &forAnchors)
        } else {
          checkChapter(of: target, link, in: chapter.path, folder.path, &forChapters)
        }
      }
    }
    self.pictures = pictures.shown
    findings += pictures.findings
  }

  /// Destinations that no page can have, whatever chapters there are.
  private func complaint(aboutFormOf link: Link) -> String? {
    if link.kind == .content {
      return
        "a page shows nothing of '\(link.destination)', since it takes in pictures alone; link to it"
    }
    guard Link.isExternal(link.destination) else { return nil }
    if link.kind == .picture {
      return Picture.isElsewhere
    } else {
      return "'\(link.destination)' is no web address; write it with https://, http:// or mailto:"
    }
  }

  private mutating func checkAnchor(
    of target: LinkTarget, _ link: Link, _ anchors: Set<String>, _ terms: [String: String],
    _ suggestions: inout FirstSuggestions
  ) {
    guard !link.destination.isEmpty else {
      return report(
        .deadLink, link.location,
        "this link leads nowhere; give it a chapter, an anchor or a web address")
    }
    guard let anchor = target.anchor, !anchors.contains(anchor) else { return }
    if let term = complaint(aboutTermOf: target, link, terms, &suggestions) {
      return report(.deadAnchor, link.location, term.message, edits: term.edits)
    }
    let end = suggestions.suggestion(
      for: anchor, among: target.path, anchors.sorted(),
      otherwise: "its headings and rules have other anchors")
    report(
      .deadAnchor, link.location, "'\(target.path)' has no anchor '\(anchor)'" + end,
      edits: end.nearest.map { link.edits(anchor: $0) } ?? [])
  }

  private mutating func checkChapter(
    of target: LinkTarget, _ link: Link, in chapter: String, _ root: String,
    _ suggestions: inout FirstSuggestions
  ) {
    guard target.path.hasPrefix(root + "/") else {
      return report(
        .deadLink, link.location,
        "'\(link.destination)' leads out of the book; link to a chapter or a web address")
    }
    guard Chapter.isNamed(target.path) else {
      return report(
        .deadLink, link.location,
        "the site carries chapters and pictures only, not '\(link.destination)'; link to a chapter,"
          + " an anchor or a web address")
    }
    let end = suggestions.suggestion(
      for: target.path, among: "chapters", chapters.map(\.path),
      otherwise: "no chapter has that path")
    report(
      .deadLink, link.location, "there is no chapter '\(target.path)'" + end,
      edits: end.nearest.map { link.edits(path: $0, from: chapter) } ?? [])
  }
}

/// Where links may lead.
private struct LinkDestinations: Sendable {
  let chapters: [Outline]
  /// The places of chapters by their paths, and of the first ones of folders by the folders'. By places,
  /// since an outline is large and there are many links.
  let places: [String: Int]
  /// Of each chapter.
  let anchors: [Set<String>]

  init(_ book: Book) {
    let chapters = book.chapters
    let allowsHTML = book.manifest.allowsRawHTML
    var places = Dictionary(chapters.enumerated().map { ($1.path, $0) }) { first, _ in first }
    for (folder, chapter) in book.firstChapters where places[folder] == nil {
      places[folder] = places[chapter.path]
    }
    anchors = chapters.mapSideBySide { Set($0.anchors + (allowsHTML ? $0.htmlAnchors : [])) }
    (self.chapters, self.places) = (chapters, places)
  }

  func isPicture(_ link: Link, _ target: LinkTarget) -> Bool {
    link.kind == .picture || Picture.isNamed(target.path)
  }

  /// Whether a link leads to a chapter, and to an anchor or a line of it where it names one.
  func has(_ link: Link, in chapter: Outline) -> Bool {
    guard link.kind != .content, !link.destination.isEmpty, !Link.isExternal(link.destination)
    else { return false }
    let target = LinkTarget(link.destination, from: chapter.path)
    guard !isPicture(link, target), let place = places[target.path] else { return false }
    guard let anchor = target.anchor else { return true }
    return anchors[place].contains(anchor) || chapters[place].isLine(anchor)
  }
}
