// For which releases a rule holds, in a few words beside it.

import Book

enum ReleaseBadge {
  /// The words, and a space after them; nothing for a rule that says nothing of releases.
  static func html(_ rule: Rule, _ context: WeaveContext) -> HTML {
    guard let scope = context.book.manifest.scope(of: rule) else { return "" }
    let held: HTML? = scope.words.isEmpty ? nil : "\(scope.words)"
    let own: HTML? = !scope.isOurs ? nil : scope.elsewhere.map { "\(ours); \($0)" } ?? ours
    let words = [held, own].compactMap(\.self)
    guard !words.isEmpty else { return "" }
    return """
      <span class="releases\(scope.isOurs ? " ours" : "" as HTML)">\(words.joined(separator: "; "))</span> 
      """
  }

  private static let ours: HTML = "this book’s own"
}
