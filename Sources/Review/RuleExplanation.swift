// What a rule means, for people and for programs.

/// A rule of the catalogue in words.
package struct RuleExplanation: Codable, Sendable {
  package var id: String
  package var area: String
  package var change: String
  package var severity: String
  package var up: String?
  package var back: String?
  package var needsName: String
  package var reason: String
  package var mending: String
  /// The rule for the same change the other way round.
  package var mirror: String

  package init(_ rule: ReviewRule) {
    id = rule.id
    area = rule.area.rawValue
    change = rule.change
    severity = rule.severity.name
    up = rule.outcomes?.up.name
    back = rule.outcomes?.back.name
    needsName = rule.bump.rawValue
    reason = rule.reason
    mending = rule.mending
    mirror = rule.mirror
  }

  /// What changed and why it matters.
  package var sentence: String {
    let start = change.prefix(1).uppercased() + change.dropFirst()
    return "\(start): \(reason)."
  }

  package var text: String {
    var lines = ["\(id) (\(severity), \(area))", "    What: \(change)."]
    if let up, let back {
      lines.append("    UP, written by the old revision and read by the new one: \(up).")
      lines.append("    BACK, written by the new revision and read by the old one: \(back).")
      let name = ["always": "always", "strict": "in the strict profile", "never": "never"]
      lines.append("    Needs a new name: \(name[needsName] ?? needsName).")
    }
    lines += ["    Why: \(reason).", "    Mend: \(mending)."]
    if mirror != id { lines.append("    The other way round: \(mirror).") }
    return lines.joined(separator: "\n")
  }
}
