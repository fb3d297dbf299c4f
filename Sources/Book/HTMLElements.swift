// What browsers know of elements, as far as it decides where one ends (the HTML standard, "Parsing HTML
// documents").

/// The elements of HTML by what ends them.
enum HTMLElements {
  /// Those without an end tag.
  static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
  ]

  /// Those whose end a browser finds by itself, or whose tags it ignores within a page.
  static let implied: Set<String> = [
    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "caption",
    "option", "optgroup", "rp", "rt",
  ]

  /// Those around which a page has its own, to which a browser gives the attributes of a second one.
  static let ofPage: Set<String> = ["html", "head", "body"]

  /// Where the end of one is found by itself: only within these.
  static let parents: [String: [String]] = [
    "li": ["ul", "ol", "menu"], "dt": ["dl"], "dd": ["dl"], "option": ["select", "datalist"],
    "optgroup": ["select"], "rp": ["ruby"], "rt": ["ruby"],
  ]

  /// Those that may overlap with others: a browser begins them again behind what they overlap with.
  static let formatting: Set<String> = [
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
  ]

  /// Those out of which no other element is ended.
  static let barriers: Set<String> = [
    "applet", "marquee", "object", "select", "table", "template",
  ]

  /// The same in drawings and formulas.
  static let foreignBarriers: Set<String> = [
    "annotation-xml", "desc", "foreignobject", "mi", "mn", "mo", "ms", "mtext",
  ]

  /// Those of which none is begun in another.
  static let unnested: Set<String> = ["button", "form", "select"]

  /// The parts of a table.
  static let ofTable: Set<String> = [
    "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "caption",
  ]

  /// Those of them that hold other elements.
  static let cells: Set<String> = ["td", "th", "caption"]

  /// Those that end with all that was begun in them, and out of which no element is ended that is neither
  /// among these nor formatting.
  static let special: Set<String> = barriers.union([
    "address", "article", "aside", "blockquote", "button", "center", "details", "dialog", "dir",
    "div", "dl", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hgroup", "iframe", "listing", "main", "menu", "nav", "noembed",
    "noframes", "noscript", "ol", "plaintext", "pre", "script", "search", "section", "style",
    "summary", "textarea", "title", "ul", "xmp",
  ])

  /// Whether a start tag of such an element ends the paragraph around it.
  static func endsParagraph(_ element: String) -> Bool {
    element == "table" || !barriers.contains(element) && !inParagraphs.contains(element)
  }

  private static let inParagraphs: Set<String> = foreignBarriers.union([
    "button", "iframe", "noembed", "noframes", "noscript", "script", "style", "textarea", "title",
  ])
}
