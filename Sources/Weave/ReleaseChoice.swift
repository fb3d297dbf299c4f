// A choice among releases that shows which rules hold for one, by style alone, without a script. With one,
// an address can make the choice: rules.html#release-6.18.

import Book

struct ReleaseChoice {
  private struct Option {
    var key: Int
    var name: String
    var about: String?
    var count: Int
  }

  private let groups: [(name: String, options: [Option])]
  private let keys: [String: Int]
  private let oursKey: Int
  private let oursCount: Int
  private let ruleCount: Int

  /// - Parameter scopes: of all rules that are chosen from.
  init(_ table: ReleaseTable, _ scopes: [ReleaseScope?]) {
    let counts = scopes.reduce(into: [String: Int]()) { counts, scope in
      for name in scope?.releases ?? [] { counts[name, default: 0] += 1 }
    }
    let keys = Dictionary(uniqueKeysWithValues: zip(table.names, 1...))
    groups = table.lines.map { line in
      let options = line.releases.map {
        Option(
          key: keys[$0.name] ?? 0, name: $0.name, about: $0.about, count: counts[$0.name] ?? 0)
      }
      return (line.name, options)
    }
    self.keys = keys
    oursKey = keys.count + 1
    oursCount = scopes.count { $0?.isOurs == true }
    ruleCount = scopes.count
  }

  /// What hides the rules that do not hold for the release that is chosen, for the page's head. What is
  /// hidden comes after the choice, inside of the same element.
  func style() -> HTML {
    guard !keys.isEmpty else { return "" }
    let rules = (1...oursKey).map { key -> HTML in
      """
      [data-release="\(key)"]:checked~.chapterRules:not([data-in~="\(key)"]),\
      [data-release="\(key)"]:checked~.chapterRules div:not([data-in~="\(key)"]){display:none}
      """
    }
    return "<style>\(rules.joined())</style>"
  }

  /// The choice; nothing where the book lists no releases.
  func html() -> HTML {
    guard !keys.isEmpty else { return "" }
    var html: HTML = """
      <b>Show</b> \(radio(0, "all", "all rules", ruleCount, isChosen: true)) \
      \(radio(oursKey, "ours", "this book’s own", oursCount))
      """
    for group in groups {
      let radios = group.options.map { radio($0.key, $0.name, HTML(escaping: $0.name), $0.count) }
      let about = group.options.compactMap { option -> HTML? in
        option.about.map { "\(option.name): \($0)" }
      }
      html += "<br><b>for \(group.name)</b> \(radios.joined(separator: " "))"
      if !about.isEmpty { html += "<p class=\"about\">\(about.joined(separator: "; "))</p>" }
    }
    return html
  }

  /// What tells for which releases some rules are shown, as an attribute.
  func keys(of scopes: some Sequence<ReleaseScope?>) -> HTML {
    guard !keys.isEmpty else { return "" }
    let held = scopes.compactMap(\.self).flatMap { scope in
      scope.releases.compactMap { keys[$0] } + (scope.isOurs ? [oursKey] : [])
    }
    return " data-in=\"\(Set(held).sorted().map(String.init).joined(separator: " "))\""
  }

  /// - Parameter anchor: what the choice is called in an address.
  private func radio(
    _ key: Int, _ anchor: String, _ name: HTML, _ count: Int, isChosen: Bool = false
  ) -> HTML {
    let id = "release-\(anchor.map { $0.isWhitespace ? "-" : String($0) }.joined())"
    return """
      <input type="radio" name="release" id="\(id)" \
      data-release="\(key)"\(isChosen ? " checked" : "" as HTML)>\
      <label for="\(id)">\(name) <span class="count">\(count)</span></label>
      """
  }
}
