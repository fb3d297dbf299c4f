// What a C compiler says of one header, read from what it prints.

/// Structs and macros of a header.
package struct HeaderAnswers: Hashable, Sendable {
  /// The structs that were asked for, by their names.
  package var records: [String: RecordLayout]
  /// Why the compiler knows no such struct, in its words, by name.
  package var refused: [String: String]
  /// The macros that the header itself defines, by name.
  package private(set) var macros: [String: String] = [:]
  /// The enumerators that the header itself defines with their numbers, by name.
  package private(set) var enumerators: [String: String] = [:]
  /// Macros and enumerators.
  var constants: [String: String] { macros.merging(enumerators) { macro, _ in macro } }
  /// The macros that are a string, those of included headers too, by name.
  package private(set) var strings: [String: String] = [:]
  /// The strings in files that include the header; `nil` where nobody looked.
  package var literals: Set<String>?
  /// Headers that are not there and were taken as empty.
  package var missing: [String] = []

  package init(
    records: [String: RecordLayout] = [:], refused: [String: String] = [:], header: String = "",
    preprocessed: String = ""
  ) {
    self.records = records
    self.refused = refused
    readMacros(preprocessed, of: header)
  }

  /// Reads what is printed by -E -dD: definitions, and lines that say of which file the next ones are.
  private mutating func readMacros(_ text: String, of header: String) {
    var isOwn = false
    for line in text.split(separator: "\n") where line.hasPrefix("#") {
      if let match = line.firstMatch(of: /^# [0-9]+ "(?:\.\/)?([^"]*)"/) {
        isOwn = match.1 == header
      } else if !isOwn, !line.utf8.contains(UInt8(ascii: "\"")), line.hasPrefix("#define") {
        // Of other headers only strings are asked for.
        continue
      } else if let match = line.wholeMatch(of: /#undef ([A-Za-z_][A-Za-z_0-9]*)\s*/) {
        macros[String(match.1)] = nil
        strings[String(match.1)] = nil
      } else if let match = line.wholeMatch(
        of: /#define ([A-Za-z_][A-Za-z_0-9]*)(\([^)]*\))?\s*(.*)/)
      {
        let (name, value) = (String(match.1), match.3.split(separator: " ").joined(separator: " "))
        if isOwn { macros[name] = (match.2.map { "\($0) " } ?? "") + value }
        guard match.2 == nil, let string = value.wholeMatch(of: /"([^"\\]*)"/) else { continue }
        strings[name] = String(string.1)
      }
    }
  }

  /// Takes in how wide members are.
  ///
  /// - Parameter assembly: LLVM's text for the source that asks: `@weft_0 = … constant i64 16, …`.
  package mutating func measure(_ assembly: String, asked: [String]) {
    let members = HeaderQuestions.measured(asked, records)
    for line in assembly.split(separator: "\n") where line.hasPrefix("@weft_") {
      guard let match = line.firstMatch(of: /^@weft_([0-9]+) = .*constant i64 ([0-9]+)/),
        let index = Int(match.1), let bytes = Int(match.2), members.indices.contains(index),
        let place = records[members[index].type]?.members.firstIndex(where: {
          $0.path == members[index].path
        })
      else { continue }
      records[members[index].type]?.members[place].width = bytes * 8
    }
  }

  /// Takes in what the header enumerates, from what the compiler notes for debuggers:
  ///
  ///     !5 = !DICompositeType(tag: DW_TAG_enumeration_type, …, file: !6, …, elements: !8)
  ///     !6 = !DIFile(filename: "./include/note.h", …)
  ///     !8 = !{!9}
  ///     !9 = !DIEnumerator(name: "LIMIT", value: 5)
  package mutating func readEnumerators(_ assembly: String, of header: String) {
    var files: Set<Substring> = []
    var lists: [(file: Substring, elements: Substring)] = []
    var members: [Substring: [Substring]] = [:]
    var values: [Substring: (name: Substring, value: Substring)] = [:]
    for line in assembly.split(separator: "\n") where line.hasPrefix("!") {
      guard let end = line.firstRange(of: " = ") else { continue }
      let (id, text) = (line[..<end.lowerBound], line[end.upperBound...])
      if text.hasPrefix("!DIEnumerator("), let name = Self.value("name", text),
        let value = Self.value("value", text)
      {
        values[id] = (name, value)
      } else if text.hasPrefix("!DIFile("), let path = Self.value("filename", text) {
        if path == header || path == "./\(header)" { files.insert(id) }
      } else if text.hasPrefix("!DICompositeType(tag: DW_TAG_enumeration_type"),
        let file = Self.value("file", text), let elements = Self.value("elements", text)
      {
        lists.append((file, elements))
      } else if text.hasPrefix("!{") {
        members[id] = text.dropFirst(2).dropLast().split(separator: ", ")
      }
    }
    for list in lists where files.contains(list.file) {
      for (name, value) in (members[list.elements] ?? []).compactMap({ values[$0] }) {
        enumerators[String(name)] = String(value)
      }
    }
  }

  /// What stands behind `name: `, without the marks of a string.
  private static func value(_ name: String, _ text: Substring) -> Substring? {
    guard let start = text.firstRange(of: "\(name): ") else { return nil }
    let rest = text[start.upperBound...]
    if rest.hasPrefix("\"") { return rest.dropFirst().prefix { $0 != "\"" } }
    return rest.prefix { $0 != "," && $0 != ")" }
  }
}
