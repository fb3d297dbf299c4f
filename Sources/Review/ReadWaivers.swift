// From a file to waivers. What cannot be used is a finding at its place, and the rest is used.

import Book
import Yams

/// What a file of waivers holds.
package struct ReadWaivers: Hashable, Sendable {
  package private(set) var waivers: [Waiver] = []
  package private(set) var findings: [ReviewFinding] = []

  private let path: String
  private static let keys = ["fingerprint", "reason", "owner", "until"]

  /// - Parameter path: from the package's root; it stands in all places.
  package init(_ bytes: [UInt8], path: String) {
    self.path = path
    read(String(decoding: bytes, as: UTF8.self))
  }

  private mutating func read(_ text: String) {
    if let refusal = Self.refusal(of: text) { return report(nil, refusal) }
    do {
      guard let root = try Yams.compose(yaml: text), root.null == nil else { return }
      guard let list = root.sequence else {
        return report(root.mark, "waivers are a list; begin each with '- fingerprint: …'")
      }
      for node in list { read(node) }
    } catch YamlError.scanner(_, let problem, let mark, _),
      YamlError.parser(_, let problem, let mark, _),
      YamlError.composer(_, let problem, let mark, _)
    {
      report(mark, "this is not YAML: \(problem)")
    } catch {
      report(nil, "this is not YAML: \(error)")
    }
  }

  /// Why a parser is not given a text: what it would need very much memory or stack for.
  private static func refusal(of text: String) -> String? {
    if text.utf8.count > 1 << 16 { return "waivers of more than 64 KiB are not read; remove some" }
    if YAMLAlias.first(in: text) != nil {
      return "waivers have no anchors and aliases; write the value out, or in quotes"
    }
    let hasBrackets = text.utf8.contains { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "{") }
    let isDeep = text.split(separator: "\n").contains { line in
      line.prefix { " -?:\t".contains($0) }.count > 80
    }
    return hasBrackets || isDeep
      ? "waivers are lines such as 'owner: …' below '- fingerprint: …'; nothing is inside them"
      : nil
  }

  private mutating func read(_ node: Node) {
    guard let mapping = node.mapping else {
      return report(node.mark, "a waiver has \(Self.keys.joined(separator: ", ")); write them")
    }
    var isWhole = true
    func wrong(_ mark: Mark?, _ message: String) {
      report(mark, message)
      isWhole = false
    }
    var values: [String: (text: String, mark: Mark?)] = [:]
    for (key, value) in mapping {
      let name = key.string ?? ""
      guard Self.keys.contains(name) else {
        let end = suggestion(for: name, among: Self.keys, otherwise: "remove it")
        wrong(key.mark, "a waiver has no '\(name)'" + end)
        continue
      }
      if let text = value.scalar?.string, !text.allSatisfy(\.isWhitespace) {
        values[name] = (text, value.mark)
      }
    }
    for key in Self.keys where values[key] == nil {
      wrong(node.mark, "this waiver has no '\(key)'; add it")
    }
    guard isWhole, let fingerprint = values["fingerprint"], let until = values["until"] else {
      return
    }
    guard fingerprint.text.wholeMatch(of: /[0-9a-f]{16}/) != nil else {
      return report(
        fingerprint.mark, "a fingerprint is 16 digits, as 'weft review' prints it; mend it")
    }
    guard let day = Day(until.text) else {
      return report(until.mark, "'\(until.text)' is no day; write it as 2027-03-31")
    }
    guard !waivers.contains(where: { $0.fingerprint == fingerprint.text }) else {
      return report(fingerprint.mark, "this finding is waived above already; remove one")
    }
    waivers.append(
      Waiver(
        fingerprint: fingerprint.text, reason: values["reason"]?.text ?? "",
        owner: values["owner"]?.text ?? "", until: day, location: location(node.mark)))
  }

  private func location(_ mark: Mark?) -> Location {
    Location(file: path, line: mark?.line ?? 1, column: mark?.column ?? 1)
  }

  private mutating func report(_ mark: Mark?, _ message: String) {
    findings.append(ReviewFinding("waiver-malformed", "", message, at: location(mark)))
  }
}
