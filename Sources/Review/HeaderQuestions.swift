// What a book states of C headers, as questions to a C compiler: how large a struct is, where its members
// are, how wide, and which strings its macros are. The compiler lays out; nothing here reads C.
//
//     layout, x-header ─ source, a line for each question ─ compiler ─ answers ─ differences

package import Bindings

/// What is stated of one header.
package struct HeaderQuestions: Sendable {
  /// A name that a node or record bears.
  struct Name: Sendable {
    var element: ElementPath
    var name: String
    /// The macro that should be it.
    var define: String?
    /// What the node holds that programs must name.
    var properties: [String] = []
    /// The nodes in it that have one name each, with their labels by their names.
    var children: [String: String] = [:]
    /// The properties of nodes inside that have no name of their own.
    var inner: [ElementPath] = []
  }

  /// The path of the header, from the folder with all of them.
  package private(set) var header: String
  /// The layouts that state a struct, by its name. Of several each is a form that it has had.
  private(set) var structs: [String: [Layout]] = [:]
  /// All layouts that are stated of the header, with a struct or without.
  private(set) var layouts: [ElementPath] = []
  private(set) var names: [Name] = []

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
        let properties = node.properties.map(\.name).filter { !$0.hasPrefix("$") }
        add(header) {
          $0.names.append(
            Name(
              element: path, name: name, define: node.facts.code.define, properties: properties,
              children: node.namedChildren, inner: node.unnamedProperties(below: path)))
        }
      }
    }
    return all.values.sorted { $0.header < $1.header }
  }

  /// The same, asked of the file that another revision has in its place.
  package func asked(of path: String) -> HeaderQuestions {
    var asked = self
    asked.header = path
    return asked
  }

  /// The same without some formats, such as forms that a release does not have.
  ///
  /// - Parameter formats: ids of bindings, and `layout NAME`.
  package func leavingOut(_ formats: Set<String>) -> HeaderQuestions {
    var rest = self
    rest.names.removeAll { formats.contains($0.element.owner) }
    rest.layouts.removeAll { formats.contains($0.owner) }
    rest.structs = structs.mapValues { $0.filter { !formats.contains($0.path.owner) } }
      .filter { !$0.value.isEmpty }
    return rest
  }

  private init(header: String) { self.header = header }

  private mutating func ask(_ layout: Layout) {
    layouts.append(layout.path)
    if let name = layout.ownName {
      names.append(Name(element: layout.path, name: name, define: layout.code.define))
    }
    guard let type = layout.code.structure, Self.isIdentifier(type) else { return }
    structs[type, default: []].append(layout)
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

  /// Whether any node that it names holds something that programs must name.
  package var asksForLiterals: Bool { names.contains { !$0.properties.isEmpty } }

  /// What the book says that the header defines: structs, and the macros that are names.
  package var definitions: Set<String> {
    Set(asked.map { "struct \($0)" }).union(names.compactMap(\.define))
  }

  // MARK: To the compiler

  /// The structs that are asked for, in the order of the source's lines.
  package var asked: [String] { structs.keys.sorted() }

  /// The source that asks for structs, each on a line of its own after the first.
  package func source(without left: Set<String> = []) -> String {
    lines(
      asked.enumerated().map { index, type in
        left.contains(type)
          ? "" : "const unsigned long long weft_\(index) = sizeof(struct \(type));"
      })
  }

  /// The struct that a line of the source asks for, from 1.
  package func question(atLine line: Int) -> String? {
    asked.indices.contains(line - 2) ? asked[line - 2] : nil
  }

  /// The source that asks how wide members are, those of bits left out.
  package func source(measuring records: [String: RecordLayout]) -> String {
    lines(
      Self.measured(asked, records).enumerated().map { index, member in
        "const unsigned long long weft_\(index) = sizeof(((struct \(member.type) *)0)->\(member.path));"
      })
  }

  /// The members that the source asks for, in its order.
  static func measured(
    _ types: [String], _ records: [String: RecordLayout]
  ) -> [(type: String, path: String)] {
    types.flatMap { type in
      (records[type]?.members ?? [])
        // An array without a length has no size.
        .filter { $0.width == nil && !$0.type.contains("[]") && RecordLayout.isPath($0.path) }
        .map { (type, $0.path) }
    }
  }

  private func lines(_ lines: [String]) -> String {
    (["#include \"\(header)\""] + lines).joined(separator: "\n") + "\n"
  }
}

extension NodeSchema {
  /// The properties of nodes inside for which the name of this one stands.
  fileprivate func unnamedProperties(below path: ElementPath) -> [ElementPath] {
    children.flatMap { child -> [ElementPath] in
      guard child.reference == nil, child.node.names.isEmpty else { return [] }
      let path = path.child(child.label)
      let own = child.node.properties.map(\.name).filter { !$0.hasPrefix("$") }
      return own.map { path.property($0) } + child.node.unnamedProperties(below: path)
    }
  }

  /// The labels of nodes that have one name each, by that name.
  fileprivate var namedChildren: [String: String] {
    let named = children.compactMap { child -> (String, String)? in
      guard case .name(let name) = child.selector else { return nil }
      return (name, child.label)
    }
    return Dictionary(named, uniquingKeysWith: { first, _ in first })
  }
}
