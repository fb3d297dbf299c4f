// Where an element is stated, made, used, tried, shown and told: the parts of the chapters that belong
// together though they stand far apart, in both revisions.

import Bindings
import Book

struct ElementTrace {
  /// What of the book speaks of an element.
  enum Aspect: String, CaseIterable {
    case schema, writer, reader, tests, example, prose
  }

  let path: ElementPath
  /// What both revisions say, by aspect.
  let sides: [(aspect: Aspect, sides: [Sides])]

  init(_ path: ElementPath, from former: ElementPath, _ base: RevisionText, _ head: RevisionText) {
    self.path = path
    let (old, new) = (TraceSide(former, base), TraceSide(path, head))
    sides = Aspect.allCases.map { aspect in (aspect, Self.paired(old[aspect], new[aspect])) }
  }

  /// Whether an aspect is the same in both revisions.
  static func state(_ sides: [Sides]) -> String {
    if sides.isEmpty { return "absent" }
    let states = Set(sides.map(\.state))
    return states.count == 1 ? states.first ?? "changed" : "changed"
  }

  /// Those that are the same belong together; of the rest, the first to the first.
  private static func paired(_ old: [Excerpt], _ new: [Excerpt]) -> [Sides] {
    var rest = old
    var pairs: [Sides] = new.map { Sides(old: nil, new: $0) }
    for (index, pair) in pairs.enumerated() {
      guard let same = rest.firstIndex(where: { $0.text == pair.new?.text }) else { continue }
      pairs[index].old = rest.remove(at: same)
    }
    for (index, pair) in pairs.enumerated() where pair.old == nil && !rest.isEmpty {
      pairs[index].old = rest.removeFirst()
    }
    return pairs + rest.map { Sides(old: $0, new: nil) }
  }
}

/// One revision's part of a trace.
private struct TraceSide {
  let path: ElementPath
  let text: RevisionText
  private let code: CodeFacts

  /// More of a kind would hide the rest.
  private static let most = 3
  private static let mostLines = 40

  init(_ path: ElementPath, _ text: RevisionText) {
    self.path = path
    self.text = text
    code = text.formats.code(of: path)
  }

  subscript(aspect: ElementTrace.Aspect) -> [Excerpt] {
    let found =
      switch aspect {
      case .schema: schema
      case .writer: declarations(code.writer)
      case .reader: declarations(code.reader)
      case .tests: tests
      case .example: examples
      case .prose: prose
      }
    return found.prefix(Self.most).map { $0.cut(to: Self.mostLines) }
  }

  /// What is looked for in prose and code.
  private var word: String? { path.member ?? path.nodes.last { !$0.hasPrefix("{") } }

  private var place: Location? { text.formats.places[path] }
  private var chapter: ChapterText? { place.flatMap { text.chapters[$0.file] } }

  private var schema: [Excerpt] {
    guard let place, let chapter else { return [] }
    let isWhole = path.member == nil && path.nodes.isEmpty
    let range =
      isWhole
      ? chapter.chapter.fence(atLine: place.line).map { $0.line...max($0.line, $0.lastLine) }
      : chapter.block(atLine: place.line)
    return [range.flatMap(chapter.excerpt)].compactMap(\.self)
  }

  private func declarations(_ symbol: String?) -> [Excerpt] {
    symbol.flatMap { text.symbols[$0] }.map { places in
      places.compactMap { place in
        let chapter = text.chapters[place.file]
        return chapter?.excerpt(chapter?.block(atLine: place.line, isClosed: true) ?? 1...1)
      }
    } ?? []
  }

  /// The chapters that state, write or read it.
  private var related: [ChapterText] {
    let symbols = [code.writer, code.reader].compactMap(\.self).flatMap { text.symbols[$0] ?? [] }
    let paths = Set(symbols.map(\.file) + [place?.file].compactMap(\.self))
    return paths.sorted().compactMap { text.chapters[$0] }
  }

  private func speaks(_ rule: Rule) -> Bool {
    guard let word else { return false }
    return rule.text.split { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "_" }
      .contains { $0 == word }
  }

  private var tests: [Excerpt] {
    let rules = Set(related.flatMap(\.chapter.rules).filter(speaks).map(\.id))
    return related.flatMap { chapter in
      chapter.chapter.fences.filter { fence in
        fence.role.isRun
          && (!rules.isDisjoint(with: fence.provedRules)
            || word.map { fence.code.contains("\"\($0)\"") } == true)
      }
      .compactMap { chapter.excerpt($0.line...max($0.line, $0.lastLine)) }
    }
  }

  private var examples: [Excerpt] {
    text.chapters.values.sorted { $0.chapter.path < $1.chapter.path }.flatMap { chapter in
      chapter.chapter.fences.filter { fence in
        guard case .tree(path.owner) = fence.role else { return false }
        return word.map(fence.code.contains) ?? true
      }
      .compactMap { chapter.excerpt($0.line...max($0.line, $0.lastLine)) }
    }
  }

  /// The paragraphs that name it in the chapter that states it, rules among them.
  private var prose: [Excerpt] {
    guard let chapter,
      let word = word ?? chapter.chapter.title.split(separator: " ").first.map(String.init)
    else { return [] }
    var found: [Excerpt] = []
    var start: Int?
    for line in 1...chapter.lines.count + 1 {
      let isText =
        line <= chapter.lines.count && chapter.kinds[line - 1] == .prose
        && !chapter.lines[line - 1].allSatisfy(\.isWhitespace)
      if isText {
        start = start ?? line
        continue
      }
      let paragraph = start.flatMap { chapter.excerpt($0...line - 1) }
      start = nil
      if let paragraph, paragraph.text.contains("`\(word)`") { found.append(paragraph) }
      if found.count == Self.most { break }
    }
    return found
  }
}

extension BindingSet {
  /// Who makes and uses an element: what is said of it, or of the nearest around it that says so.
  fileprivate func code(of path: ElementPath) -> CodeFacts {
    if path.owner.hasPrefix("layout ") {
      return layouts[String(path.owner.dropFirst(7))]?.code ?? CodeFacts()
    }
    var facts = CodeFacts()
    func take(_ code: CodeFacts) {
      facts.writer = facts.writer ?? code.writer
      facts.reader = facts.reader ?? code.reader
    }
    if let own = property(at: path) { take(own.facts.code) }
    for depth in (0...path.nodes.count).reversed() {
      let node = schema(at: ElementPath(path.owner, Array(path.nodes.prefix(depth))))
      if let node { take(node.facts.code) }
    }
    return facts
  }
}
