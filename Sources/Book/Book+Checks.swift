// The checks that need more than one chapter: parts, rules and links.

extension Book {
  /// A part needs a folder, and a folder with chapters needs to be a part.
  mutating func checkParts(_ folder: BookFolder, _ manifestPath: String) {
    var suggestions = FirstSuggestions()
    for name in manifest.parts where folder.parts[name] == nil {
      let location = manifest.partLocations[name] ?? Location(file: manifestPath)
      let end = suggestions.suggestion(
        for: name, among: "folders", folder.parts.keys.sorted(),
        otherwise: "create \(folder.path)/\(name) or remove it from the list")
      findings.append(Finding(.missingPart, location, "part '\(name)' has no folder" + end))
    }
    for (name, entries) in folder.parts.sorted(by: { $0.key < $1.key })
    where !manifest.parts.contains(name) && entries.contains(where: \.isChapter) {
      findings.append(
        Finding(
          .unlistedPart, Location(file: "\(folder.path)/\(name)"),
          "this folder has chapters but is no part; add '\(name)' to parts in \(manifestPath)"))
    }
  }

  /// Markdown that looks as if it belonged to the book, and does not, is named.
  mutating func checkIgnored(_ folder: BookFolder) {
    for part in manifest.parts {
      for entry in folder.parts[part] ?? []
      where entry.kind == .regular && !entry.isChapter && BookFolder.isMarkdown(entry.name) {
        report(
          .ignoredFile, Location(file: "\(folder.path)/\(part)/\(entry.name)"),
          "this is no chapter, since its name does not end with .md; rename it")
      }
    }
    for path in folder.otherMarkdown {
      let steps = path.dropFirst(folder.path.count + 1).split(separator: "/")
      let location = Location(file: path)
      guard steps.count > 1, let part = steps.first.map(String.init) else {
        let message =
          "this file is not in the book, since it is in no part's folder; move it into one, or out of"
          + " \(folder.path)"
        findings.append(Finding(.ignoredFile, location, message, severity: .warning))
        continue
      }
      guard manifest.parts.contains(part) else { continue }
      report(
        .ignoredFile, location,
        "this is no chapter, since a part's chapters lie in its own folder; move it to"
          + " \(folder.path)/\(part)")
    }
  }

  /// Rule ids are unique; each rule is proved or says why not; each proof names a rule.
  mutating func checkRules() {
    var defined: [String: Rule] = [:]
    for rule in chapters.flatMap(\.rules) {
      if let first = defined[rule.id] {
        report(
          .duplicateRule, rule.location,
          "rule '\(rule.id)' is already defined at \(first.location); give this one its own id")
      } else {
        defined[rule.id] = rule
      }
    }
    let proved = checkProofs(defined)
    for rule in defined.values.sorted(by: { $0.location < $1.location }) {
      if !proved.contains(rule.id), rule.unprovedReason == nil {
        report(
          .unprovedRule, rule.location,
          "no test proves rule '\(rule.id)'; name it in rule= of a test or example, or end it with"
            + " (unproved: reason)")
      } else if proved.contains(rule.id), rule.unprovedReason != nil {
        report(
          .provedRule, rule.location,
          "rule '\(rule.id)' says that it is unproved, but a test proves it; remove the reason")
      }
    }
  }

  private mutating func checkProofs(_ defined: [String: Rule]) -> Set<String> {
    var proved: Set<String> = []
    var suggestions = FirstSuggestions()
    for chapter in chapters {
      for fence in chapter.checkedFences {
        proved.formUnion(fence.provedRules)
        for id in fence.provedRules where defined[id] == nil {
          let end = suggestions.suggestion(
            for: id, among: "rules", defined.keys.sorted(),
            otherwise: "state it in a block quote, or remove it here")
          report(
            .unknownRule, Location(file: chapter.path, line: fence.line),
            "there is no rule '\(id)'" + end)
        }
      }
    }
    return proved
  }

  /// Links between chapters lead to a chapter and an anchor that exist.
  mutating func checkLinks(_ root: String) {
    let allowsHTML = manifest.allowsRawHTML
    let known = Dictionary(chapters.map { ($0.path, $0) }) { first, _ in first }
    let anchors = known.mapValues { Set($0.anchors + (allowsHTML ? $0.htmlAnchors : [])) }
    var (forAnchors, forChapters) = (FirstSuggestions(), FirstSuggestions())
    for chapter in chapters {
      if allowsHTML { checkTags(of: chapter) }
      for link in chapter.links where allowsHTML || !link.isHTML {
        if let message = complaint(aboutFormOf: link) {
          report(.deadLink, link.location, message)
          continue
        }
        let target = LinkTarget(link.destination, from: chapter.path)
        if let anchor = target.anchor, known[target.path]?.isLine(anchor) == true { continue }
        if let found = anchors[target.path] {
          checkAnchor(of: target, link, found, &forAnchors)
        } else {
          report(.deadLink, link.location, complaint(about: link, target, root, &forChapters))
        }
      }
    }
  }

  /// What an author's own HTML opens ends in the chapter, and nothing else does.
  private mutating func checkTags(of chapter: Outline) {
    for tag in chapter.strayTags {
      let (element, location) = (tag.element, tag.location)
      if tag.isEnd {
        report(
          .strayTag, location,
          "</\(element)> ends nothing that this chapter began; remove it, or begin with <\(element)>"
        )
      } else {
        let end = element == "plaintext" ? "remove it" : "end it with </\(element)>"
        report(
          .strayTag, location,
          "<\(element)> is never closed, so the rest of the page would be in it; \(end)")
      }
    }
  }

  /// Destinations that no page can have, whatever chapters there are.
  private func complaint(aboutFormOf link: Link) -> String? {
    if link.isImage {
      return "a page shows no pictures from elsewhere; let a test attach the figure"
    }
    if Link.isExternal(link.destination) {
      return "'\(link.destination)' is no web address; write it with https://, http:// or mailto:"
    }
    return nil
  }

  private mutating func checkAnchor(
    of target: LinkTarget, _ link: Link, _ anchors: Set<String>,
    _ suggestions: inout FirstSuggestions
  ) {
    guard !link.destination.isEmpty else {
      return report(
        .deadLink, link.location,
        "this link leads nowhere; give it a chapter, an anchor or a web address")
    }
    guard let anchor = target.anchor, !anchors.contains(anchor) else { return }
    let end = suggestions.suggestion(
      for: anchor, among: target.path, anchors.sorted(),
      otherwise: "its headings and rules have other anchors")
    report(.deadAnchor, link.location, "'\(target.path)' has no anchor '\(anchor)'" + end)
  }

  private func complaint(
    about link: Link, _ target: LinkTarget, _ root: String,
    _ suggestions: inout FirstSuggestions
  ) -> String {
    guard target.path.hasPrefix(root + "/") else {
      return "'\(link.destination)' leads out of the book; link to a chapter or a web address"
    }
    guard target.path.hasSuffix(".md") else {
      return "the site carries chapters only, not '\(link.destination)'; link to a chapter, an"
        + " anchor or a web address"
    }
    return "there is no chapter '\(target.path)'"
      + suggestions.suggestion(
        for: target.path, among: "chapters", chapters.map(\.path),
        otherwise: "no chapter has that path")
  }

  private mutating func report(_ kind: Finding.Kind, _ location: Location, _ message: String) {
    findings.append(Finding(kind, location, message))
  }
}

/// Where a link between chapters leads.
package struct LinkTarget: Hashable, Sendable {
  /// The chapter's path from the package's root.
  package var path: String
  /// Without `#`; `nil` when the link names no place or the top.
  package var anchor: String?

  /// Resolves a destination, relative to the source's folder or, from `/` on, to the package's
  /// root; a path that leads above the root keeps its `..`.
  package init(_ destination: String, from source: String) {
    let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    anchor = parts.count == 2 && !parts[1].isEmpty ? Self.percentDecoded(parts[1]) : nil
    guard let first = parts.first, !first.isEmpty else {
      path = source
      return
    }
    var folders: [Substring] =
      first.hasPrefix("/") ? [] : source.split(separator: "/").dropLast()
    for step in Self.percentDecoded(first).split(separator: "/") {
      switch step {
      case ".": continue
      case ".." where folders.last.map { $0 != ".." } == true: folders.removeLast()
      default: folders.append(step)
      }
    }
    path = folders.joined(separator: "/")
  }

  private static func percentDecoded(_ text: Substring) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
    var bytes: [UInt8] = []
    var rest = Substring(text).utf8
    while let byte = rest.popFirst() {
      let digits = rest.prefix(2).compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
      if byte == UInt8(ascii: "%"), digits.count == 2 {
        bytes.append(UInt8(digits[0] * 16 + digits[1]))
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
