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
    /// Of headings that have examples, by their places; of the title behind the last.
    private var plains: [Int: String] = [:]

    package init(_ chapter: Chapter) { self.chapter = chapter }

    /// The name of the next example; the second under a heading ends with ` (2)`.
    package mutating func next(for fence: Fence) -> String {
      let plain = plain(fence.heading ?? chapter.headings.count)
      var name = plain
      repeat {
        counts[plain, default: 0] += 1
        let count = counts[plain, default: 0]
        name = count == 1 ? plain : "\(plain) (\(count))"
      } while !taken.insert(name).inserted
      return "`\(name)`"
    }

    private mutating func plain(_ heading: Int) -> String {
      if let known = plains[heading] { return known }
      let isHeading = heading < chapter.headings.count
      let plain = TestName.function(of: isHeading ? chapter.headings[heading].text : chapter.title)
      plains[heading] = plain
      return plain
    }
  }

  /// How many bytes a name takes of a heading: there may be a name for every twenty bytes of a chapter.
  static let longest = 200

  private static func function(of heading: String) -> String {
    let name = capped(cleaned(heading))
    guard !name.isEmpty else { return "An example" }
    // Swift reserves names that are all operators, and those that begin with a dollar sign.
    let isFit = name.contains { $0.isLetter || $0.isNumber } && name.first != "$"
    return isFit && name.contains(" ") ? name : "Example \(name)"
  }

  /// As many of a name's characters as fit.
  private static func capped(_ name: String) -> String {
    guard name.utf8.count > longest else { return name }
    var room = longest
    let fit = name.prefix { character in
      room -= character.utf8.count
      return room >= 0
    }
    return String(fit.last == " " ? fit.dropLast() : fit)
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
