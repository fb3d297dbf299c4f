// The Swift fences of the chapters, as the tidy rules see them: by line, without a parser, so that
// a fault of the reader of Markdown cannot hide one.

/// A fence whose language is Swift.
struct SwiftFence {
  var path: String
  /// What stands behind the three ticks.
  var info: String
  var lines: [Substring]

  /// The Swift fences of a chapter.
  static func all(in text: String, of path: String) -> [SwiftFence] {
    var fences: [SwiftFence] = []
    var open: SwiftFence?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if var fence = open {
        if line == "```" {
          fences.append(fence)
          open = nil
        } else {
          fence.lines.append(line)
          open = fence
        }
      } else if line.hasPrefix("```swift") {
        open = SwiftFence(path: path, info: String(line.dropFirst(3)), lines: [])
      }
    }
    return fences
  }

  /// How a list names it: its file and its first line, which edits above it do not move.
  var name: String {
    "\(path): \(lines.first { !$0.isEmpty }.map { trimmed($0) } ?? "")"
  }

  /// Its public declarations without a comment, as a list names them.
  var undocumented: [String] {
    guard info == "swift" else { return [] }
    let pattern =
      /^ *public .*\b(?:func|var|let|init|struct|enum|class|typealias|protocol|subscript)\b/
    var isDocumented = false
    var names: [String] = []
    for line in lines {
      let text = trimmed(line)
      if text.hasPrefix("///") {
        isDocumented = true
      } else if !text.hasPrefix("@") || text.contains("public ") {
        if !isDocumented, line.contains(pattern) { names.append("\(path): \(text)") }
        isDocumented = false
      }
    }
    return names
  }

  /// The kernel's names that `Source:` paragraphs of comments speak of, each with the line of code that
  /// follows the comment.
  var sources: [(name: String, code: String)] {
    guard info == "swift" else { return [] }
    var found: [(name: String, code: String)] = []
    var names: [String] = []
    var isSource = false
    for line in lines.map(trimmed) {
      guard line.hasPrefix("///") else {
        if !line.hasPrefix("@") || line.contains(" func ") {
          found += names.map { ($0, line) }
          names = []
        }
        isSource = false
        continue
      }
      isSource = line.hasPrefix("/// Source: ") || isSource && line != "///"
      if isSource {
        names += line.matches(of: /`([A-Za-z_0-9]+)`/).map { String($0.output.1) }
          .filter { $0 != "nil" }
      }
    }
    return found
  }

  private func trimmed(_ line: Substring) -> String {
    String(line.drop { $0 == " " })
  }
}

/// What several pieces of the book's code say that they state.
enum SaidTwice {
  /// `name: where; where` for each name that more than one declaration cites as its source.
  static func found(in fences: [SwiftFence]) -> [String] {
    var places: [String: [String]] = [:]
    for fence in fences {
      for (name, code) in fence.sources {
        let place = "\(fence.path) \(code)"
        if places[name]?.contains(place) != true { places[name, default: []].append(place) }
      }
    }
    return places.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }
      .map { "\($0.key): \($0.value.joined(separator: "; "))" }
  }
}

/// A list of what is not as it should be, kept in a file of `Lists`. It may only get shorter.
struct ShrinkingList {
  /// Its file's name.
  var file: String
  var entries: [String]

  /// What is wrong, given all that is not as it should be today.
  func complaints(found: [String], rule: String) -> [String] {
    var listed: [String: Int] = [:]
    for entry in entries { listed[entry, default: 0] += 1 }
    for name in found { listed[name, default: 0] -= 1 }
    return listed.sorted { $0.key < $1.key }.filter { $0.value != 0 }.map { name, balance in
      balance < 0
        ? "\(name): error: \(rule)"
        : "Tests/TidyTests/Lists/\(file): error: this is as it should be now; remove the line '\(name)'"
    }
  }
}
