// Links that lead nowhere, set right.

extension Link {
  /// The edit that gives the link another anchor; none where the link is not written as it reads.
  func edits(anchor: String) -> [Finding.Edit] {
    // Another letter might need an escape where the link stands, in Markdown or in HTML.
    let isPlain = anchor.allSatisfy { $0.isLetter || $0.isNumber || "-_.".contains($0) }
    return isPlain ? edits(destination: destination.prefix { $0 != "#" } + "#" + anchor) : []
  }

  /// The edit that leads the link to another file of the package, with the anchor that it has.
  ///
  /// - Parameter chapter: the path of the chapter with the link.
  func edits(path: String, from chapter: String) -> [Finding.Edit] {
    edits(destination: LinkTarget.relative(path, from: chapter) + destination.drop { $0 != "#" })
  }

  /// The edit that leads the link to an anchor of a file of the package.
  ///
  /// - Parameter chapter: the path of the chapter with the link.
  func edits(path: String, anchor: String, from chapter: String) -> [Finding.Edit] {
    let path = path == chapter ? "" : LinkTarget.relative(path, from: chapter)
    return edits(destination: "\(path)#\(anchor)")
  }

  private func edits(destination new: some StringProtocol) -> [Finding.Edit] {
    isVerbatim ? [Finding.Edit(location, replace: destination, with: String(new))] : []
  }
}
