// All bindings and layouts of one revision of a book, and what is wrong with them: what is stated
// twice, or mentioned and stated nowhere.

package import Book

/// What a book states about formats.
package struct BindingSet: Sendable {
  package private(set) var bindings: [String: Binding] = [:]
  package private(set) var layouts: [String: Layout] = [:]
  /// The trees that stand as examples.
  package private(set) var examples: [TreeExample] = []
  package private(set) var places = Places()
  package private(set) var findings: [Finding] = []
  /// Whether each schema is YAML; if not, nothing can be said of the formats.
  package private(set) var isReadable = true
  /// The chapter that states a binding or layout, by the owner's name in paths.
  package private(set) var chapters: [String: String] = [:]

  package init() {}

  /// A set of what is already known, such as that of a release.
  package init(_ bindings: some Sequence<Binding>, layouts: some Sequence<Layout> = []) {
    for binding in bindings { self.bindings[binding.id] = binding }
    for layout in layouts { self.layouts[layout.name] = layout }
  }

  package var isEmpty: Bool { bindings.isEmpty && layouts.isEmpty }

  /// Reads what the chapters of a book state.
  package init(_ book: Book) {
    self.init(chapters: book.chapters)
    guard !book.manifest.readers.isEmpty || !book.manifest.writers.isEmpty else { return }
    checkPrograms(book.manifest.readers, "a reader")
    checkPrograms(book.manifest.writers, "a writer")
    findings.sort()
  }

  /// Reads what some chapters state.
  package init(chapters: [Outline]) {
    var declared: Set<String> = []
    for chapter in chapters {
      declared.formUnion(chapter.declarations)
      for fence in chapter.statements { read(fence, in: chapter.path) }
    }
    checkReferences()
    for example in examples { findings += example.findings(in: self) }
    checkSymbols(declared)
    findings.sort()
  }

  private mutating func read(_ fence: Fence, in path: String) {
    let location = Location(file: path, line: fence.line)
    switch fence.role {
    case .schema(let id):
      let read = Binding.reading(fence, id: id, path: path)
      findings += read.findings
      isReadable = isReadable && read.isReadable
      guard isNew(id, "binding", location) else { return }
      bindings[id] = read.binding
      places.add(read.places)
    case .layout(let name):
      let read = Layout.reading(fence, name: name, path: path)
      findings += read.findings
      guard isNew("layout \(name)", "layout", location) else { return }
      layouts[name] = read.layout
      places.add(read.places)
    case .tree(let id): examples.append(TreeExample(fence, of: id, path: path))
    default: return
    }
  }

  private mutating func isNew(_ owner: String, _ word: String, _ location: Location) -> Bool {
    if let first = places[ElementPath(owner)] {
      let name = owner.split(separator: " ").last.map(String.init) ?? owner
      report(
        .bindingName, location,
        "the \(word) '\(name)' is stated at \(first) already; give this one a name")
      return false
    }
    chapters[owner] = location.file
    return true
  }

  mutating func report(_ kind: Finding.Kind, _ location: Location?, _ message: String) {
    findings.append(Finding(kind, location ?? Location(file: "?"), message))
  }

  // MARK: Looking up

  /// The schema of a node within another, with what it follows.
  package func node(of child: ChildSchema) -> NodeSchema? {
    guard let reference = child.reference else { return child.node }
    return bindings[reference]?.node
  }

  /// The schema of a node by its name.
  ///
  /// - Parameter read: what a pattern becomes, for who asks for many nodes.
  package func child(
    _ name: String, of node: NodeSchema,
    reading read: (String) -> NamePattern? = { try? NamePattern($0) }
  ) -> ChildSchema? {
    if let known = node.children.first(where: { $0.selector == .name(name) }) { return known }
    let matching = node.children.first { child in
      guard case .pattern(let pattern) = child.selector else { return false }
      return read(pattern)?.matches(name) == true
    }
    return matching ?? node.children.first { $0.selector == .others }
  }

  /// Whether records of a layout stand one behind the other somewhere: `→ NAME[]`.
  package func isRepeated(_ name: String) -> Bool {
    let all = layouts.values.flatMap(\.targets) + bindings.values.flatMap { targets(of: $0.node) }
    return all.contains { $0.split(separator: " ").contains("\(name)[]") }
  }

  /// The layouts and bindings that a target names: one, or a list, `entry[]`; one of several, `node or
  /// leaf`; or one with others in it, `page of entry[]`.
  package static func names(ofTarget target: String) -> [String] {
    target.split(separator: " ").filter { $0 != "or" && $0 != "of" }
      .map { String($0.hasSuffix("[]") ? $0.dropLast(2) : $0) }
  }

  private func targets(of node: NodeSchema) -> [String] {
    node.properties.compactMap(\.facts.target)
      + node.children.flatMap { child in
        child.reference.map { [$0] } ?? targets(of: child.node)
      }
  }
}
