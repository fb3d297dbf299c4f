// Where a link in a chapter leads, as a path in the package.

/// Where a link between chapters leads.
package struct LinkTarget: Hashable, Sendable {
  /// The chapter's path from the package's root.
  package var path: String
  /// Without `#`; `nil` when the link names no place or the top.
  package var anchor: String?

  /// Resolves a destination, relative to the source's folder or, from `/` on, to the package's
  /// root; a path that leads above the root keeps its `..`.
  package init(_ destination: String, from source: String) {
    // Most links lead to their own chapter.
    if destination.utf8.first == UInt8(ascii: "#") {
      path = source
      anchor = destination.utf8.count > 1 ? Self.percentDecoded(destination.dropFirst()) : nil
      return
    }
    let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    // What a web server is asked besides, such as GitHub's ?plain=1, names no other file.
    let asked = parts.first?.firstIndex(of: "?")
    anchor = parts.count == 2 && !parts[1].isEmpty ? Self.percentDecoded(parts[1]) : nil
    guard let first = parts.first?[..<(asked ?? parts[0].endIndex)], !first.isEmpty else {
      path = source
      return
    }
    var folders: [Substring] =
      first.hasPrefix("/") ? [] : source.split(separator: "/").dropLast()
    for step in Self.percentDecoded(first).split(separator: "/") {
      switch step {
      case ".": continue
      case ".." where folders.last.map { $0 != ".." } == true: folders.removeLast()
      default: folders.append(step)
      }
    }
    path = folders.joined(separator: "/")
  }

  private static func percentDecoded(_ text: Substring) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
    var bytes: [UInt8] = []
    var rest = Substring(text).utf8
    while let byte = rest.popFirst() {
      let digits = rest.prefix(2).compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
      if byte == UInt8(ascii: "%"), digits.count == 2 {
        bytes.append(UInt8(digits[0] * 16 + digits[1]))
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension LinkTarget {
  /// The path that leads from one page, or chapter, to another.
  package static func relative(_ target: String, from page: String) -> String {
    if let below = below(folderOf: page, target) { return below }
    var target = target.split(separator: "/")[...]
    // Pages about the whole book lie in no folder.
    var source =
      page.utf8.contains(UInt8(ascii: "/")) ? page.split(separator: "/").dropLast()[...] : []
    while let step = source.first, target.count > 1, step == target.first {
      source.removeFirst()
      target.removeFirst()
    }
    let ups = Array(repeating: "..", count: source.count)
    return (ups + target.map { encoded(String($0)) }).joined(separator: "/")
  }

  /// The rest of a path that lies in a page's folder or below, where nothing in it has to be encoded: most
  /// do.
  private static func below(folderOf page: String, _ target: String) -> String? {
    let folder =
      page.utf8.lastIndex(of: UInt8(ascii: "/")).map { page.utf8[...$0] }
      ?? page.utf8[..<page.startIndex]
    guard target.utf8.starts(with: folder) else { return nil }
    let rest = target.utf8.dropFirst(folder.count)
    guard rest.allSatisfy({ isPlain($0) || $0 == UInt8(ascii: "/") }) else { return nil }
    return String(Substring(rest))
  }

  /// Percent-encodes what a path in a link may not hold as it is.
  package static func encoded(_ step: String) -> String {
    guard !step.utf8.allSatisfy(isPlain) else { return step }
    var result = ""
    for byte in step.utf8 {
      if isPlain(byte) {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return result
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: "."), UInt8(ascii: "~"):
      true
    default: false
    }
  }
}
