// Whether the tags that an author wrote go together, so that the page around the chapter stays what
// it is: what is opened and never closed would hold the rest of the page, and an end without a start
// would end what is the page's own. Tags count as browsers count them, which overlook an end that
// stands in the wrong place:
//
//     <div><table></div></table>    the table is open, so that this ends no <div>

/// Pairs the tags of one chapter in the order in which they stand.
struct HTMLBalance {
  private struct Open {
    var element: String
    var location: Location
    /// How many of Markdown's blocks it stands in.
    var depth: Int
    /// Whether something is said of it already.
    var isTold = false
    /// Whether it ends with all that was begun in it.
    var isSpecial = false
    /// Of a table, whether one of its cells is open.
    var hasCell = false
  }

  /// All that does not go together, as far as it is known before the end.
  private var findings: [Finding] = []
  /// What is open, but for formatting.
  private var stack: [Open] = []
  /// Where in it each element is, and those that others do not end out of.
  private var places: [String: [Int]] = [:]
  private var specials: [Int] = []
  private var barriers: [Int] = []
  /// Formatting that is open, each with the number of what was open around it.
  private var formatting: [String: [(open: Open, place: Int)]] = [:]
  /// How many of each element ended too early, so that their own ends are none that surprise.
  private var overdue: [String: Int] = [:]
  /// What is read.
  private var block: Node?
  /// The blocks of Markdown around what is read, paragraphs left out.
  private var blocks: [Node] = []
  /// The place of a table's cell among them.
  private var cell: Int?
  /// How much was open where the paragraph began that is being read.
  private var paragraph: Int?

  /// The element whose text goes on beyond what was read so far.
  var textElement: String? {
    stack.last.flatMap { AuthorHTML.textElements.contains($0.element) ? $0.element : nil }
  }

  /// All that does not go together in a chapter that is read.
  func all() -> [Finding] {
    let open = stack + formatting.values.flatMap { $0.map(\.open) }
    let unclosed = open.filter { !$0.isTold }.map { open in
      let (element, end) = (open.element, "</\(open.element)>")
      return finding(
        open.location,
        "<\(element)> is never closed, so the rest of the page would be in it; "
          + (element == "plaintext" ? "remove it" : "end it with \(end)"))
    }
    return (findings + unclosed).sorted()
  }

  /// Begins a block of Markdown: what was opened in blocks that are over has ended with them.
  mutating func enter(_ block: Node) {
    guard block != self.block else { return }
    self.block = block
    let around = block.containers
    let kept = zip(around, blocks).prefix { $0 == $1 }.count
    while let last = stack.last, last.depth > kept { endTooEarly() }
    blocks = around
    cell = around.firstIndex(where: \.isTableCell)
    paragraph = block.kind == .htmlBlock ? nil : stack.count
  }

  /// Says of markup that it has no end.
  mutating func add(_ unfinished: AuthorHTML.Unfinished, at location: Location) {
    tell(
      location,
      "\(unfinished.opening) has no end, so what follows would be a part of it; end it with"
        + " \(unfinished.ending)")
  }

  mutating func add(_ tag: AuthorHTML.Tag, at location: Location) {
    let element = tag.element
    if HTMLElements.ofPage.contains(element) {
      guard tag.isFinished else { return }
      let name = (tag.isEnd ? "</" : "<") + element + ">"
      tell(location, "\(name) is the page's own, which a chapter is a part of; remove it")
    } else if HTMLElements.implied.contains(element) {
      addImplied(tag, at: location)
    } else if HTMLElements.void.contains(element) {
      return
    } else if tag.isEnd {
      end(element, at: location)
    } else {
      // Only drawings and formulas know tags that are start and end in one.
      let isWhole =
        tag.isSelfClosing
        && (element == "svg" || element == "math" || isOpen("svg") || isOpen("math"))
      if !isWhole { begin(tag, at: location) }
    }
  }

  private func isOpen(_ element: String) -> Bool { places[element]?.isEmpty == false }

  private mutating func addImplied(_ tag: AuthorHTML.Tag, at location: Location) {
    let element = tag.element
    if element == "p" { paragraph = tag.isEnd ? nil : stack.count }
    if HTMLElements.ofTable.contains(element), let table = barriers.last {
      stack[table].hasCell = !tag.isEnd && HTMLElements.cells.contains(element)
    }
    guard !tag.isEnd, tag.isFinished, let parents = HTMLElements.parents[element],
      !parents.contains(where: isOpen)
    else { return }
    let names = parents.map { "<\($0)>" }.joined(separator: " or ")
    tell(
      location,
      "<\(element)> stands in no \(names), so the rest of the page would be in it; put it into one")
  }

  private mutating func begin(_ tag: AuthorHTML.Tag, at location: Location) {
    let element = tag.element
    var open = Open(
      element: element, location: location, depth: blocks.count, isTold: !tag.isFinished)
    guard !HTMLElements.formatting.contains(element) else {
      return formatting[element, default: []].append((open, stack.count))
    }
    if tag.isFinished, isEndingItsOwnKind(element) {
      tell(
        location,
        "browsers allow no <\(element)> here within another; end that with </\(element)>"
          + " before this")
    }
    // Outside of drawings and formulas their parts are elements like any other.
    let isForeign =
      (isOpen("svg") || isOpen("math")) && HTMLElements.foreignBarriers.contains(element)
    if isForeign || HTMLElements.special.contains(element) {
      if HTMLElements.endsParagraph(element) { paragraph = nil }
      open.isSpecial = !isForeign
      specials.append(stack.count)
      if isForeign || HTMLElements.barriers.contains(element) { barriers.append(stack.count) }
    }
    places[element, default: []].append(stack.count)
    stack.append(open)
  }

  /// Whether a start tag ends an element of its own name, or is overlooked within one.
  private func isEndingItsOwnKind(_ element: String) -> Bool {
    if HTMLElements.unnested.contains(element) { return isOpen(element) }
    guard element == "table", let around = barriers.last else { return false }
    return stack[around].element == "table" && !stack[around].hasCell
  }

  // MARK: Ends

  private mutating func end(_ element: String, at location: Location) {
    if var last = formatting[element]?.popLast() {
      guard let around = barrier(after: last.place - 1, last.open.depth) else { return }
      last.open.isTold = true
      formatting[element]?.append(last)
      return tellOverlooked(element, within: around, at: location)
    }
    guard let place = places[element]?.last else { return endNothing(element, at: location) }
    let depth = stack[place].depth
    let around =
      stack[place].isSpecial ? barrier(after: place, depth) : special(after: place, depth)
    // A table, as a template, ends with all that is open in it.
    if let around, element != "table" && element != "template" || cell ?? -1 >= depth {
      stack[place].isTold = true
      return tellOverlooked(element, within: around, at: location)
    }
    while stack.count > place + 1 { endTooEarly() }
    pop()
  }

  private mutating func endNothing(_ element: String, at location: Location) {
    guard overdue[element, default: 0] == 0 else {
      overdue[element, default: 0] -= 1
      return
    }
    tell(
      location,
      "</\(element)> ends nothing that this chapter began; remove it, or begin with <\(element)>")
  }

  /// What is open within an element and is not left by the ends of those around it.
  private func barrier(after place: Int, _ depth: Int) -> String? {
    if let last = barriers.last, last > place { return "<\(stack[last].element)>" }
    return cell.map { $0 >= depth } == true ? "a table's cell" : nil
  }

  /// The same for an element that only its own kind may stand in.
  private func special(after place: Int, _ depth: Int) -> String? {
    if let last = specials.last, last > place { return "<\(stack[last].element)>" }
    let isInBlock = blocks.count > depth || paragraph.map { $0 > place } == true
    return isInBlock ? "another paragraph, quote or list" : nil
  }

  /// Ends what was opened last, since what is around it ends.
  private mutating func endTooEarly() {
    guard let last = stack.last else { return }
    if !last.isTold {
      tell(
        last.location,
        "<\(last.element)> is still open where what is around it ends; end it with </\(last.element)>"
          + " before that")
    }
    overdue[last.element, default: 0] += 1
    pop()
  }

  private mutating func pop() {
    guard let last = stack.popLast() else { return }
    places[last.element]?.removeLast()
    if specials.last == stack.count { specials.removeLast() }
    if barriers.last == stack.count { barriers.removeLast() }
    if let place = paragraph, place > stack.count { paragraph = nil }
  }

  private mutating func tellOverlooked(
    _ element: String, within around: String, at location: Location
  ) {
    tell(
      location,
      "</\(element)> stands within \(around), where browsers overlook it; put it where its"
        + " <\(element)> stands")
  }

  // MARK: Findings

  private mutating func tell(_ location: Location, _ message: String) {
    findings.append(finding(location, message))
  }

  private func finding(_ location: Location, _ message: String) -> Finding {
    Finding(.strayTag, location, message)
  }
}

extension Node {
  /// The blocks of Markdown that it is in, from the outermost to itself, as far as others than paragraphs.
  fileprivate var containers: [Node] {
    var nodes: [Node] = []
    var next: Node? = self
    while let node = next {
      next = node.parent
      if next != nil, node.kind != .paragraph, node.kind != .htmlBlock { nodes.append(node) }
    }
    return nodes.reversed()
  }
}
