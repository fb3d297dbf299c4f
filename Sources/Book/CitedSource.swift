// How a book cites what it follows, and where that is on the web: a pattern of the citation, and the
// address that it becomes, both with placeholders.
//
//     `{file}`, {release}   →   https://git.example.org/tree/{file}?h=v{release}
//     RFC {number}          →   https://www.rfc-editor.org/rfc/rfc{number}

/// One way in which a book cites a source.
package struct CitedSource: Hashable, Sendable {
  /// What stands for something that differs from citation to citation.
  package enum Placeholder: String, Hashable, Sendable, CaseIterable {
    /// A path with a slash in it: `mm/alloc.c`.
    case file
    /// Numbers and dots: `6.12`.
    case release
    /// A name in C or Swift: `do_alloc`.
    case symbol
    /// Of a commit, 12 to 40 digits with a letter among them: `7d163a75f821`.
    case hash
    case number
    /// Of a page or a program: `cmark-gfm`.
    case name
    /// Of a manual: `3p`.
    case section
  }

  enum Piece: Hashable, Sendable {
    case text([UInt8])
    case placeholder(Placeholder)
  }

  let pattern: [Piece]
  let address: [Piece]
  /// As the manifest has it: the pattern, an arrow, the address.
  package let text: String

  /// What is wrong with a pattern or an address, and what would be right.
  package struct Mistake: Error, Hashable {
    package var message: String
    /// Whether it is in the address.
    package var isInAddress: Bool
  }

  /// - Throws: `Mistake` when nothing could be found by the pattern, or nobody could follow the address.
  package init(pattern: String, address: String) throws(Mistake) {
    text = "\(pattern) → \(address)"
    self.pattern = try Self.pieces(pattern, isAddress: false)
    self.address = try Self.pieces(address, isAddress: true)
    let own = Self.placeholders(self.pattern)
    guard !own.isEmpty else {
      throw Mistake(
        message: "'\(pattern)' has no placeholder; write what differs as \(Self.allowed)",
        isInAddress: false)
    }
    let parts = zip(self.pattern, self.pattern.dropFirst())
    if parts.contains(where: { $0.isPlaceholder && $1.isPlaceholder }) {
      throw Mistake(
        message: "two placeholders touch in '\(pattern)'; write what stands between them",
        isInAddress: false)
    }
    for placeholder in Self.placeholders(self.address) where !own.contains(placeholder) {
      let known = own.map { "{\($0.rawValue)}" }.joined(separator: ", ")
      throw Mistake(
        message: "'\(pattern)' says nothing of {\(placeholder.rawValue)}; it has \(known)",
        isInAddress: true)
    }
    try Self.check(address, self.address)
  }

  private static var allowed: String {
    Placeholder.allCases.map { "{\($0.rawValue)}" }.joined(separator: ", ")
  }

  private static func placeholders(_ pieces: [Piece]) -> [Placeholder] {
    pieces.compactMap { if case .placeholder(let placeholder) = $0 { placeholder } else { nil } }
  }

  private static func check(_ text: String, _ pieces: [Piece]) throws(Mistake) {
    // What follows the scheme up to the first placeholder names the host at least.
    guard case .text(let start)? = pieces.first, start.starts(with: "https://".utf8),
      start.dropFirst(8).prefix(while: { $0 != UInt8(ascii: "/") }).contains(UInt8(ascii: ".")),
      start.dropFirst(8).contains(UInt8(ascii: "/"))
    else {
      throw Mistake(
        message: "'\(text)' is no address; it starts with https:// and a host, and a slash",
        isInAddress: true)
    }
    let isPlain = text.utf8.allSatisfy {
      (0x21...0x7E).contains($0) && !"\"'<>\\^`|".utf8.contains($0)
    }
    guard isPlain else {
      throw Mistake(
        message: "'\(text)' has a character that no address has; write it as %20 is written",
        isInAddress: true)
    }
  }

  private static func pieces(_ text: String, isAddress: Bool) throws(Mistake) -> [Piece] {
    var pieces: [Piece] = []
    var rest = text[...]
    while let open = rest.firstIndex(where: { "{}".contains($0) }) {
      guard rest[open] == "{", let close = rest[open...].firstIndex(of: "}") else {
        throw Mistake(
          message: "a brace stands alone in '\(text)'; placeholders are \(allowed)",
          isInAddress: isAddress)
      }
      let name = String(rest[rest.index(after: open)..<close])
      guard let placeholder = Placeholder(rawValue: name) else {
        let end = suggestion(
          for: name, among: Placeholder.allCases.map(\.rawValue),
          otherwise: "there are \(allowed)")
        throw Mistake(message: "unknown placeholder '{\(name)}'" + end, isInAddress: isAddress)
      }
      if open > rest.startIndex { pieces.append(.text(Array(rest[..<open].utf8))) }
      pieces.append(.placeholder(placeholder))
      rest = rest[close...].dropFirst()
    }
    if !rest.isEmpty { pieces.append(.text(Array(rest.utf8))) }
    return pieces
  }
}

extension CitedSource.Piece {
  var isPlaceholder: Bool { if case .placeholder = self { true } else { false } }
}
