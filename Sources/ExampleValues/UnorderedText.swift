// Dictionaries and sets, whose order differs from run to run: their text is sorted, and what a
// chapter says agrees with them in any order.

/// A collection whose description names its elements in no fixed order.
protocol UnorderedText {
  /// The description of each element, sorted.
  var elementTexts: [String] { get }
  var emptyText: String { get }
}

extension UnorderedText {
  /// The description with its elements sorted.
  var sortedText: String {
    let texts = elementTexts
    return texts.isEmpty ? emptyText : "[" + texts.joined(separator: ", ") + "]"
  }

  /// Whether a text names exactly the elements, each once, in any order.
  ///
  /// Where one element's text begins another's, the longer is read first.
  func agrees(with text: String) -> Bool {
    if text == sortedText { return true }
    guard text.utf8.count == sortedText.utf8.count, text.hasPrefix("["), text.hasSuffix("]")
    else { return false }
    var rest = text.dropFirst().dropLast()
    var unread = elementTexts.sorted { $0.utf8.count > $1.utf8.count }
    while let index = unread.firstIndex(where: { rest == $0 || rest.hasPrefix($0 + ", ") }) {
      rest = rest.dropFirst(unread.remove(at: index).count)
      if unread.isEmpty { return rest.isEmpty }
      rest = rest.dropFirst(2)
    }
    return false
  }
}

extension Dictionary: UnorderedText {
  var elementTexts: [String] {
    map { nestedText(of: $0.key) + ": " + nestedText(of: $0.value) }.sorted()
  }
  var emptyText: String { "[:]" }
}

extension Set: UnorderedText {
  var elementTexts: [String] { map { nestedText(of: $0) }.sorted() }
  var emptyText: String { "[]" }
}

/// The text of an element, as the standard library shows it inside a collection, but sorted.
private func nestedText(of value: some Any) -> String {
  guard let unordered = value as? any UnorderedText else { return String(reflecting: value) }
  // A set says its type inside another collection; a dictionary does not.
  return unordered.emptyText == "[]" ? "Set(\(unordered.sortedText))" : unordered.sortedText
}
