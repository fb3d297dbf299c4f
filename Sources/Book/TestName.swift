// Names of what the tangle writes: a suite for each chapter, a function for each example.

/// Makes Swift names out of headings and file names, as raw identifiers in backticks.
///
/// None of them is a plain identifier, so that neither a chapter nor a heading called `Region`
/// hides a type of that name from its own examples.
package enum TestName {
  /// The suite of a chapter's examples, named like its file, which is unique in the part.
  package static func suite(of chapter: Chapter) -> String { suite(ofChapter: chapter.path) }

  static func suite(ofChapter path: String) -> String {
    let name = cleaned(Chapter.flatName(of: path))
    return name.first == "$" ? "`Chapter \(name)`" : "`\(name)`"
  }

  /// Names the examples of a chapter in order, after their headings.
  package struct Maker {
    private let chapter: Chapter
    private var taken: Set<String> = []
    private var counts: [String: Int] = [:]

    package init(_ chapter: Chapter) { self.chapter = chapter }

    /// The name of the next example; the second under a heading ends with ` (2)`.
    package mutating func next(for fence: Fence) -> String {
      let heading = fence.heading.map { chapter.headings[$0].text } ?? chapter.title
      let plain = TestName.function(of: heading)
      var name = plain
      repeat {
        counts[plain, default: 0] += 1
        let count = counts[plain, default: 0]
        name = count == 1 ? plain : "\(plain) (\(count))"
      } while !taken.insert(name).inserted
      return "`\(name)`"
    }
  }

  private static func function(of heading: String) -> String {
    let name = cleaned(heading)
    guard !name.isEmpty else { return "An example" }
    // Swift reserves names that are all operators, and those that begin with a dollar sign.
    let isFit = name.contains { $0.isLetter || $0.isNumber } && name.first != "$"
    return isFit && name.contains(" ") ? name : "Example \(name)"
  }

  /// The text with one space for whatever Swift does not allow between backticks.
  private static func cleaned(_ text: String) -> String {
    let words = text.unicodeScalars.split { scalar in
      scalar == "`" || scalar == "\\" || scalar.properties.isWhitespace
        || scalar.properties.generalCategory == .control
    }
    return words.map(String.init).joined(separator: " ")
  }
}
