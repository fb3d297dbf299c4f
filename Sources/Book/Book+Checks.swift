// The checks that need more than one chapter: parts, places and rules.

extension Book {
  /// A part needs a folder, and a folder with chapters needs to be a part.
  mutating func checkParts(_ folder: BookFolder, _ manifestPath: String) {
    var suggestions = FirstSuggestions()
    for name in manifest.parts where folder.parts[name] == nil {
      let location = manifest.partLocations[name] ?? Location(file: manifestPath)
      let end = suggestions.suggestion(
        for: name, among: "folders", folder.parts.keys.sorted(),
        otherwise: "create \(folder.path)/\(name) or remove it from the list")
      report(
        .missingPart, location, "part '\(name)' has no folder" + end,
        edits: end.edits(of: name, at: manifest.partLocations[name]))
    }
    for (name, entries) in folder.parts.sorted(by: { $0.key < $1.key })
    where !manifest.parts.contains(name) && !name.hasPrefix(".") {
      let location = Location(file: "\(folder.path)/\(name)")
      if entries.contains(where: \.isChapter) {
        report(
          .unlistedPart, location,
          "this folder has chapters but is no part; add '\(name)' to parts in \(manifestPath)")
      } else if entries.contains(where: { $0.isMarkdown && !$0.isHidden }) {
        report(
          .unlistedPart, location,
          "this folder has Markdown but is no part; let its names end with .md and add '\(name)' to parts"
            + " in \(manifestPath)")
      }
    }
  }

  /// Ways through the book lead along its chapters.
  mutating func checkPaths() {
    let known = Set(chapters.map(\.path))
    var suggestions = FirstSuggestions()
    for way in manifest.map + manifest.paths {
      for (path, location) in zip(way.chapters, way.locations) where !known.contains(path) {
        let end = suggestions.suggestion(
          for: path, among: "chapters", chapters.map(\.path), otherwise: "no chapter has that path")
        report(.deadLink, location, "there is no chapter '\(path)'" + end)
      }
    }
  }

  /// Markdown that looks as if it belonged to the book, and does not, is named.
  mutating func checkIgnored(_ folder: BookFolder) {
    for part in manifest.parts {
      for entry in folder.parts[part] ?? [] {
        let location = Location(file: "\(folder.path)/\(part)/\(entry.name)")
        if entry.kind == .folderLink {
          warn(
            .ignoredFile, location,
            "a link to a folder is not followed, so no chapter in it is in the book; put the folder"
              + " in its place")
        } else if entry.isMarkdown, !entry.isHidden, !entry.isChapter {
          report(
            .ignoredFile, location,
            "this is no chapter, since its name ends with neither .md nor .markdown; rename it")
        }
      }
    }
    for (name, entries) in folder.parts {
      for entry in entries where entry.isMarkdown && (entry.isHidden || name.hasPrefix(".")) {
        warnOfHidden("\(folder.path)/\(name)/\(entry.name)", in: folder)
      }
    }
    for path in folder.otherMarkdown {
      guard !path.contains("/.") else {
        warnOfHidden(path, in: folder)
        continue
      }
      warn(
        .ignoredFile, Location(file: path),
        "this file is not in the book, since it is in no part's folder; move it into one, or out of"
          + " \(folder.path)")
    }
  }

  private mutating func warnOfHidden(_ path: String, in folder: BookFolder) {
    warn(
      .ignoredFile, Location(file: path),
      "this file is not in the book, since a name that begins with a dot is hidden; rename it, or move it"
        + " out of \(folder.path)")
  }

  /// No two chapters have one page, or give one tangled file, on any disk: some take `A` for `a`.
  mutating func checkPlaces() {
    var pages: [String: String] = [:]
    var suites: [String: String] = [:]
    let named = parts.flatMap { part in part.chapters.map { (part: part.name, path: $0.path) } }
      .mapSideBySide { part, path in
        (
          path, page: Chapter.withoutEnding(path).lowercased(),
          suite: "\(part)/\(TestName.suite(ofChapter: path))"
        )
      }
    for (path, page, suite) in named {
      if let first = pages[page] {
        report(
          .chapterName, Location(file: path),
          "its page would be that of \(first); rename one of them")
      } else if let first = suites[suite] {
        report(
          .chapterName, Location(file: path),
          "its tangled file would be called like that of \(first); rename one of them")
      }
      pages[page] = pages[page] ?? path
      suites[suite] = suites[suite] ?? path
    }
  }

  /// Rule ids are unique; each rule is proved or says why not; each proof names a rule.
  mutating func checkRules() {
    var defined: [String: Int] = [:]
    let rules = chapters.flatMap(\.rules)
    for (place, rule) in rules.enumerated() {
      if let first = defined[rule.id] {
        report(
          .duplicateRule, rule.location,
          "rule '\(rule.id)' is already defined at \(rules[first].location); give this one its own id"
        )
      } else {
        defined[rule.id] = place
      }
    }
    let proved = checkProofs(defined)
    for (place, rule) in rules.enumerated() where defined[rule.id] == place {
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

  private mutating func checkProofs(_ defined: [String: Int]) -> Set<String> {
    var proved: Set<String> = []
    var suggestions = FirstSuggestions()
    for chapter in chapters {
      for fence in chapter.checkedFences {
        proved.formUnion(fence.provedRules)
        for (index, id) in fence.provedRules.enumerated() where defined[id] == nil {
          let end = suggestions.suggestion(
            for: id, among: "rules", defined.keys.sorted(),
            otherwise: "state it in a block quote, or remove it here")
          let column = fence.ruleColumns.isEmpty ? nil : fence.ruleColumns[index]
          let place = Location(file: chapter.path, line: fence.line, column: column ?? 1)
          report(
            .unknownRule, place, "there is no rule '\(id)'" + end,
            edits: end.edits(of: id, at: column == nil ? nil : place))
        }
      }
    }
    return proved
  }

  mutating func report(
    _ kind: Finding.Kind, _ location: Location, _ message: String, edits: [Finding.Edit] = []
  ) {
    findings.append(Finding(kind, location, message, edits: edits))
  }

  mutating func warn(_ kind: Finding.Kind, _ location: Location, _ message: String) {
    findings.append(Finding(kind, location, message, severity: .warning))
  }
}
