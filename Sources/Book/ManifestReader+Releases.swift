// The releases that rules speak of, and what the fences and the rules of a part are by default.

import Yams

extension ManifestReader {
  /// Reads lines of releases, each under its name, and whether rules must claim some.
  mutating func readReleases(_ value: Yams.Node) {
    let right = "write: releases: {Name: [1.0, 1.1: what it is], required: true}"
    guard let mapping = value.mapping else {
      return report(value.mark, "'releases' has no lines of releases; \(right)")
    }
    for (key, value) in mapping {
      guard let name = readString("releases", key) else { continue }
      if name == "required", let bool = value.bool {
        manifest.releases.isRequired = bool
      } else if let sequence = value.sequence {
        guard readLine(name, sequence, right) else { return }
      } else {
        report(value.mark, "'\(name)' is no list of releases; \(right)")
      }
    }
  }

  /// - Returns: whether there is room for more.
  private mutating func readLine(
    _ name: String, _ sequence: Yams.Node.Sequence, _ right: String
  ) -> Bool {
    let room = ReleaseTable.most - manifest.releases.names.count
    var line = ReleaseTable.Line(name: name, releases: [])
    var marks: [Mark?] = []
    for node in sequence {
      let pair = node.mapping.flatMap { $0.count == 1 ? $0.first : nil }
      guard let release = (pair?.key ?? node).string, Self.isReleaseName(release) else {
        report(
          node.mark,
          "this is no release; its name has letters, digits, dots, hyphens and + only; \(right)")
        continue
      }
      guard release.utf8.count <= ReleaseTable.longestName else {
        report(
          node.mark,
          "a release's name has at most \(ReleaseTable.longestName) characters; shorten it, and say"
            + " what it is behind it")
        continue
      }
      guard line.releases.count < room else {
        report(
          node.mark,
          "a book names at most \(ReleaseTable.most) releases; leave out those that differ in no rule"
        )
        add(line, marks)
        return false
      }
      line.releases.append(
        ReleaseTable.Release(name: release, about: pair.flatMap { readString(release, $0.value) }))
      marks.append(node.mark)
    }
    add(line, marks)
    return true
  }

  private mutating func add(_ line: ReleaseTable.Line, _ marks: [Mark?]) {
    for (index, isNew) in manifest.releases.add(line).enumerated() where !isNew {
      report(
        marks[index],
        "release '\(line.releases[index].name)' is listed twice; remove one, or rename it")
    }
  }

  private static func isReleaseName(_ name: String) -> Bool {
    !name.isEmpty
      && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || ".-+".contains($0)) }
  }

  /// Reads what fences and rules are that do not say it. Code that would run is never a default: that
  /// a fence is an example or a test, its own line says.
  mutating func readDefaults(_ value: Yams.Node, of part: String) {
    let right =
      "write: defaults: {swift: illustration \"why it is not compiled\", rules: since=1.0}"
    guard let mapping = value.mapping else {
      return report(value.mark, "'defaults' says nothing of Swift or of rules; \(right)")
    }
    for (key, value) in mapping {
      guard let text = value.string, ["swift", "rules"].contains(key.string) else {
        report(key.mark, "'defaults' says nothing of Swift or of rules; \(right)")
        continue
      }
      if key.string == "rules" {
        manifest.ruleClaims[part] = claim(text, value.mark)
        continue
      }
      let info = InfoString("swift \(text)")
      guard case .illustration(let reason) = info.role, info.mistakes.isEmpty else {
        report(value.mark, "this is no default for Swift; \(right)")
        continue
      }
      manifest.illustrationReasons[part] = reason
    }
  }

  private mutating func claim(_ text: String, _ mark: Mark?) -> ReleaseClaim {
    let start = place(of: text, mark)
    let (claim, wrong) = ReleaseClaim.reading(
      AttributeWord.words(of: text), at: location(mark)
    ) { word, offset in
      start.map {
        Location(file: $0.file, line: $0.line, column: $0.column + word.offset + offset)
      }
    }
    findings += wrong
    return claim
  }
}
