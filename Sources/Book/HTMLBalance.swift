// Whether the tags that an author wrote go together, so that the page around the chapter stays what
// it is: what is opened and never closed would hold the rest of the page, and an end without a start
// would end what is the page's own.

/// A tag that would reach beyond its chapter where HTML is allowed.
package struct StrayTag: Hashable, Sendable {
  /// In lower case.
  package var element: String
  /// Whether it is an end without a start; else it is a start without an end.
  package var isEnd: Bool
  package var location: Location
}

/// Pairs the tags of one chapter in the order in which they stand.
struct HTMLBalance {
  private var open: [StrayTag] = []
  private var ends: [StrayTag] = []
  /// How many of each element are open, so that an end without a start is known at once.
  private var counts: [String: Int] = [:]

  /// Elements without an end tag.
  private static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
  ]

  /// Elements whose end a browser finds by itself, or whose tags it ignores within a page.
  private static let implied: Set<String> = [
    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "caption",
    "option", "optgroup", "rp", "rt", "html", "head", "body",
  ]

  /// All that does not go together.
  var strays: [StrayTag] { (open + ends).sorted { $0.location < $1.location } }

  /// The element whose text goes on beyond what was read so far.
  var textElement: String? {
    open.last.flatMap { AuthorHTML.textElements.contains($0.element) ? $0.element : nil }
  }

  mutating func add(_ tag: AuthorHTML.Tag, at location: Location) {
    let element = tag.element
    guard !Self.void.contains(element), !Self.implied.contains(element) else { return }
    let stray = StrayTag(element: element, isEnd: tag.isEnd, location: location)
    guard tag.isEnd else {
      // Only drawings and formulas know tags that are start and end in one.
      let isWhole =
        tag.isSelfClosing
        && (element == "svg" || element == "math" || counts["svg", default: 0] > 0
          || counts["math", default: 0] > 0)
      guard !isWhole else { return }
      open.append(stray)
      counts[element, default: 0] += 1
      return
    }
    guard counts[element, default: 0] > 0,
      let start = open.lastIndex(where: { $0.element == element })
    else { return ends.append(stray) }
    open.remove(at: start)
    counts[element, default: 0] -= 1
  }
}
