// What the code of a chapter declares, by indentation: fences are formatted, so that a member stands
// two columns right of its type. Enough to see that a name which prose or a schema mentions is there;
// what it means, the compiler knows.

enum Declarations {
  /// `Type`, `Type.member` and `function` of the fences that make up the module; an initialiser is
  /// `Type.init`.
  static func all(in chapter: Chapter) -> Set<String> {
    var names: Set<String> = []
    for fence in chapter.fences where fence.role == .implementation {
      var scopes: [(indent: Int, name: String, isType: Bool)] = []
      for line in fence.code.split(separator: "\n") {
        let text = line.drop { $0 == " " }
        let indent = line.utf8.count - text.utf8.count
        scopes.removeAll { $0.indent >= indent }
        // What stands in a function or in a property is nobody's member.
        guard scopes.allSatisfy(\.isType), let (name, isType) = declaration(text) else { continue }
        names.insert((scopes.map(\.name) + [name]).joined(separator: "."))
        scopes.append((indent, name, isType))
      }
    }
    return names
  }

  private static let types: Set<Substring> = [
    "struct", "enum", "class", "actor", "protocol", "extension",
  ]
  private static let members: Set<Substring> = ["func", "var", "let", "case", "typealias"]

  private static func declaration(_ text: Substring) -> (name: String, isType: Bool)? {
    var words = text.split(separator: " ", maxSplits: 8)[...]
    while let word = words.popFirst() {
      if word.hasPrefix("init(") || word.hasPrefix("init?(") || word.hasPrefix("init<") {
        return ("init", false)
      }
      if types.contains(word) || members.contains(word) {
        guard let next = words.first else { return nil }
        let name = next.prefix { $0.isLetter || $0.isNumber || "_.`".contains($0) }
        return name.isEmpty ? nil : (String(name.filter { $0 != "`" }), types.contains(word))
      }
      let isModifier = word.hasPrefix("@") || word.allSatisfy { $0.isLetter || "()".contains($0) }
      guard isModifier, word != "return", word != "guard", word != "if", word != "for" else {
        return nil
      }
    }
    return nil
  }
}
