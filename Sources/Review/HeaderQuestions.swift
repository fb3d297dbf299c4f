// What a book states of C headers, as questions to a C compiler: how large a struct is, where its members
// are, how wide, and which strings its macros are. The compiler lays out; nothing here reads C.
//
//     layout, x-header ─ source, a line for each question ─ compiler ─ answers ─ differences

package import Bindings
package import Book

/// What is stated of one header.
package struct HeaderQuestions: Sendable {
  /// A number that a compiler knows.
  struct Question: Sendable {
    var element: ElementPath
    /// In C.
    var expression: String
    var expected: Int
    /// What is asked, as the start of a sentence.
    var subject: String
  }

  /// The path of the header, from the folder with all of them.
  package let header: String
  private(set) var questions: [Question] = []
  /// The names that nodes and records bear, with the macro that should be it.
  private(set) var names: [(element: ElementPath, name: String, define: String?)] = []

  /// A header with what all formats of a book say of it, in the order of paths.
  package static func all(in set: BindingSet) -> [HeaderQuestions] {
    var all: [String: HeaderQuestions] = [:]
    func add(_ header: String, _ edit: (inout HeaderQuestions) -> Void) {
      edit(&all[header, default: HeaderQuestions(header: header)])
    }
    for layout in set.layouts.values.sorted(by: { $0.name < $1.name }) {
      guard let header = layout.code.header else { continue }
      add(header) { $0.ask(layout) }
    }
    for binding in set.bindings.values.sorted(by: { $0.id < $1.id }) {
      for path in set.nodes(in: binding.node, at: ElementPath(binding.id)) {
        guard let node = set.schema(at: path), let name = node.names.written?.first,
          let header = node.facts.code.header ?? binding.node.facts.code.header
        else { continue }
        add(header) { $0.names.append((path, name, node.facts.code.define)) }
      }
    }
    return all.values.sorted { $0.header < $1.header }
  }

  private init(header: String) { self.header = header }

  private mutating func ask(_ layout: Layout) {
    if let name = layout.ownName { names.append((layout.path, name, layout.code.define)) }
    guard let type = layout.code.structure, Self.isIdentifier(type) else { return }
    questions.append(
      Question(
        element: layout.path, expression: "sizeof(struct \(type))", expected: layout.size,
        subject: "struct \(type) has, in bytes,"))
    for field in layout.fields {
      let member = field.name.replacing("-", with: "_")
      guard Self.isIdentifier(member), field.form != .reserved else { continue }
      let path = layout.path.property(field.name)
      questions.append(
        Question(
          element: path, expression: "__builtin_offsetof(struct \(type), \(member))",
          expected: field.offset, subject: "\(member) of struct \(type) begins at"))
      questions.append(
        Question(
          element: path, expression: "sizeof(((struct \(type) *)0)->\(member))",
          expected: field.width, subject: "\(member) of struct \(type) has, in bytes,"))
    }
  }

  /// What a chapter says becomes part of a program only if it is a name.
  private static func isIdentifier(_ text: String) -> Bool {
    text.wholeMatch(of: /[A-Za-z_][A-Za-z_0-9]{0,100}/) != nil
  }

  /// Whether the path stays below its folder and is one that a compiler takes as it is.
  package var isPath: Bool {
    header.wholeMatch(of: /[A-Za-z0-9_][A-Za-z0-9_.\-\/]*\.h/) != nil
      && !header.split(separator: "/").contains("..")
  }

  // MARK: To the compiler

  /// The source that asks, without some of the questions.
  package func source(without left: Set<Int> = []) -> String {
    let lines = questions.enumerated().map { index, question in
      left.contains(index)
        ? "" : "const unsigned long long weft_\(index) = \(question.expression);"
    }
    return (["#include \"\(header)\""] + lines).joined(separator: "\n") + "\n"
  }

  /// The question on a line of the source, from 1.
  package func question(atLine line: Int) -> Int? {
    questions.indices.contains(line - 2) ? line - 2 : nil
  }

  // MARK: From the compiler

  /// The answers in LLVM's text: `@weft_0 = … constant i64 16, …`.
  package static func answers(in assembly: String) -> [Int: Int] {
    var answers: [Int: Int] = [:]
    for line in assembly.split(separator: "\n") where line.hasPrefix("@weft_") {
      guard let match = line.firstMatch(of: /^@weft_([0-9]+) = .*constant i64 ([0-9]+)/),
        let index = Int(match.1), let value = Int(match.2)
      else { continue }
      answers[index] = value
    }
    return answers
  }

  /// The macros that are a string, in `#define` lines.
  package static func strings(in defines: String) -> [String: String] {
    var strings: [String: String] = [:]
    for line in defines.split(separator: "\n") {
      guard let match = line.wholeMatch(of: /#define ([A-Za-z_][A-Za-z_0-9]*) "([^"\\]*)"\s*/)
      else { continue }
      strings[String(match.1)] = String(match.2)
    }
    return strings
  }

  /// Where a header says something else than the book.
  ///
  /// - Parameters:
  ///   - refused: why the compiler has no answer, by question.
  ///   - strings: the macros that are strings.
  package func differences(
    answers: [Int: Int], refused: [Int: String], strings: [String: String], in set: BindingSet
  ) -> [HeaderDifference] {
    var differences: [HeaderDifference] = []
    func report(_ element: ElementPath, _ message: String) {
      let place = set.place(of: element, nil) ?? Location(file: header)
      differences.append(
        HeaderDifference(location: place, element: element.description, message: message))
    }
    for (index, question) in questions.enumerated() {
      if let answer = answers[index], answer != question.expected {
        report(
          question.element,
          "\(question.subject) \(answer) in \(header), and \(question.expected) here; mend one")
      } else if let reason = refused[index],
        question.subject.hasSuffix("begins at")
          || question.element.member == nil
      {
        report(question.element, "\(header): \(reason); mend what is named here")
      }
    }
    for (element, name, define) in names {
      if let define {
        guard strings[define] != name else { continue }
        let what = strings[define].map { "is \"\($0)\"" } ?? "is no string"
        report(element, "\(define) \(what) in \(header), and \"\(name)\" here; mend one")
      } else if !strings.values.contains(name) {
        let end = suggestion(
          for: name, among: Set(strings.values).sorted(), otherwise: "mend the name, or the header")
        report(element, "no macro of \(header) is \"\(name)\"" + end)
      }
    }
    return differences
  }
}

/// Where a header and the book differ.
package struct HeaderDifference: Codable, Hashable, Sendable {
  package var location: Location
  package var element: String
  package var message: String
}
