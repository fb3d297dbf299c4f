// Where links stand, found by their destinations: cmark-gfm tells the place of a link only
// roughly, and of its destination not at all.

/// Finds the destinations of links in the order in which they stand in a block.
struct LinkPlaces {
  /// Offsets of the block that is being read.
  private var block = 0..<0
  /// Links before this offset have been found.
  private var next = 0

  /// How far from the link before a destination is looked for, so that a block of many link
  /// references, whose destinations stand elsewhere, is not searched again for each.
  private static let reach = 2048

  /// Begins a block.
  mutating func enter(_ range: Range<Int>) {
    block = range
    next = range.lowerBound
  }

  /// The offset of the next link's destination; `nil` when it is not written in this block.
  ///
  /// The text of a link may read like its destination, and stands before it: where a destination may
  /// begin is looked at first.
  mutating func offset(ofDestination text: String, in source: SourceText) -> Int? {
    offset(of: text, in: source, where: source.isDestination(at:)) ?? offset(of: text, in: source)
  }

  /// The offset of the next tag or destination; `nil` when it is not written in this block.
  mutating func offset(
    of text: String, in source: SourceText, where isWanted: (Int) -> Bool = { _ in true }
  ) -> Int? {
    // An image inside a link is read after the link, and stands before its destination.
    for start in [next, block.lowerBound] where start <= block.upperBound {
      let end = min(block.upperBound, start + Self.reach)
      if let found = source.offset(of: text, in: start..<end, where: isWanted) {
        next = max(next, found + text.utf8.count)
        return found
      }
    }
    return nil
  }
}
