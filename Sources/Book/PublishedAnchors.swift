// Spec/anchors.txt: the places to which readers may have links, kept for ever. A place on each line, and
// where it went when it moved; lines that begin with '#' are for people.
//
//     Spec/Zoo/02-lions.md
//     Spec/Zoo/02-lions.md#feeding
//     Spec/Zoo/02-lions.md#cubs -> Spec/Zoo/03-young.md#lions

/// A place that was published: a chapter, or an anchor in it.
package struct PublishedAnchor: Sendable, Hashable {
  package var place: LinkTarget
  /// Where it went; `nil` while it is where it was.
  package var moved: LinkTarget?
  /// Of its line.
  package var location: Location
}

/// All places that were published.
package struct PublishedAnchors: Sendable, Hashable {
  package var entries: [PublishedAnchor] = []

  package init() {}

  /// The file's name, beside the manifest.
  package static let fileName = "anchors.txt"

  static let arrow = " -> "

  /// Reads the file; lines that are no places are findings.
  static func reading(path: String, bytes: [UInt8]) -> (anchors: Self, findings: [Finding]) {
    let source = SourceText(bytes)
    var anchors = Self()
    var findings: [Finding] = []
    var known: Set<LinkTarget> = []
    for number in 1..<source.lineCount + 1 {
      let line = String(decoding: source.line(number), as: UTF8.self)
      guard !line.allSatisfy(\.isWhitespace), !line.hasPrefix("#") else { continue }
      let location = Location(file: path, line: number, column: 1)
      var ends = [line[...]]
      if let arrow = line.firstRange(of: arrow) {
        ends = [line[..<arrow.lowerBound], line[arrow.upperBound...]]
      }
      let places = ends.compactMap(place)
      guard places.count == ends.count, let first = places.first else {
        findings.append(
          Finding(
            .publishedAnchor, location,
            "this is no place in the book; write 'Spec/Part/01-a.md#anchor', and ' -> ' with another where"
              + " it moved"))
        continue
      }
      guard known.insert(first).inserted else {
        findings.append(
          Finding(.publishedAnchor, location, "'\(first.text)' is listed twice; remove one"))
        continue
      }
      anchors.entries.append(
        PublishedAnchor(place: first, moved: places.dropFirst().first, location: location))
    }
    return (anchors, findings)
  }

  /// A chapter of a part, with an anchor or without.
  private static func place(_ text: Substring) -> LinkTarget? {
    let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    guard let path = parts.first, parts.last?.isEmpty == false, Chapter.isNamed(String(path)) else {
      return nil
    }
    let steps = path.split(separator: "/", omittingEmptySubsequences: false)
    guard steps.count > 2, steps.allSatisfy({ !$0.isEmpty && !$0.hasPrefix(".") }),
      text.utf8.allSatisfy({ 0x20..<0x7F ~= $0 })
        || text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
    else { return nil }
    return LinkTarget(path: String(path), anchor: parts.count == 2 ? String(parts[1]) : nil)
  }

  /// The text of the file with the places that a book has and the file does not, in order; lines for
  /// people come first.
  package static func text(adding new: [LinkTarget], to old: String) -> String {
    let lines = old.split(whereSeparator: \.isNewline).map(String.init)
    let remarks = lines.filter { $0.hasPrefix("#") }
    let places = lines.filter { !$0.hasPrefix("#") } + new.map(\.text)
    let first =
      remarks.isEmpty
      ? ["# Places to which readers may have links; 'weft anchors' tells of this file."] : remarks
    return (first + places.sorted()).map { $0 + "\n" }.joined()
  }
}

extension LinkTarget {
  package init(path: String, anchor: String?) { (self.path, self.anchor) = (path, anchor) }

  /// The place as it is written: `Spec/Zoo/02-lions.md#feeding`.
  package var text: String { path + (anchor.map { "#" + $0 } ?? "") }
}

extension Book {
  /// The places that the book has and that are not published yet, in the order of chapters.
  package var unpublished: [LinkTarget] {
    let known = Set(published.entries.map(\.place))
    return chapters.flatMap { chapter in
      [LinkTarget(path: chapter.path, anchor: nil)]
        + chapter.anchors.map { LinkTarget(path: chapter.path, anchor: $0) }
    }.filter { !known.contains($0) }
  }

  /// Each published place is there, or leads to one that is.
  mutating func checkPublished() {
    guard !published.entries.isEmpty else { return }
    let anchors = Dictionary(
      chapters.map { ($0.path, Set($0.anchors + $0.htmlAnchors)) }
    ) { first, _ in first }
    let pages = Set(anchors.keys.map { Chapter.withoutEnding($0).lowercased() })
    var suggestions = FirstSuggestions()
    for entry in published.entries {
      let isThere = anchors[entry.place.path].map { entry.place.isIn($0) } ?? false
      let place = entry.place
      if let moved = entry.moved {
        if isThere {
          report(
            .publishedAnchor, entry.location, "'\(place.text)' is still there; remove the arrow")
        } else if anchors[place.path] == nil,
          pages.contains(Chapter.withoutEnding(place.path).lowercased())
        {
          report(
            .publishedAnchor, entry.location,
            "the page of '\(place.path)' is another chapter's; remove this line")
        }
        checkPlace(
          moved, anchors, at: entry.location, "lead it to a place that is there", &suggestions)
      } else if !isThere {
        checkPlace(
          place, anchors, at: entry.location,
          "write '\(place.text)\(PublishedAnchors.arrow)' and where it went",
          &suggestions)
      }
    }
  }

  private mutating func checkPlace(
    _ place: LinkTarget, _ anchors: [String: Set<String>], at location: Location, _ right: String,
    _ suggestions: inout FirstSuggestions
  ) {
    guard let found = anchors[place.path] else {
      let end = suggestions.suggestion(
        for: place.path, among: "chapters", anchors.keys.sorted(), otherwise: right)
      return report(.publishedAnchor, location, "there is no chapter '\(place.path)'" + end)
    }
    guard !place.isIn(found), let anchor = place.anchor else { return }
    let end = suggestions.suggestion(
      for: anchor, among: place.path, found.sorted(), otherwise: right)
    report(.publishedAnchor, location, "'\(place.path)' has no anchor '\(anchor)'" + end)
  }
}

extension LinkTarget {
  /// Whether the place is among the anchors of its chapter.
  fileprivate func isIn(_ anchors: Set<String>) -> Bool { anchor.map(anchors.contains) ?? true }
}
