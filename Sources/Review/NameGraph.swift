// What leads to what: from nodes to the nodes inside, and over addresses to records, of both revisions at
// once. A reader that refuses a name goes no further; whatever it cannot come to otherwise is refused too.
//
//     root ─ {participant} ─→ luo (luo-v5) ─→ entry-page ─→ luo-session
//       └───────────── governs ─────────────────↗

import Bindings

struct NameGraph {
  private var edges: [ElementPath: Set<ElementPath>] = [:]
  /// The other way.
  private var sources: [ElementPath: Set<ElementPath>] = [:]
  /// Nodes whose names stand for layouts that they need not lead to.
  private var governors: [ElementPath: Set<ElementPath>] = [:]
  private var vertices: Set<ElementPath> = []
  /// Where readers begin: each binding, and layouts that nothing leads to.
  private(set) var entries: Set<ElementPath> = []

  init(_ sets: [BindingSet]) {
    for set in sets {
      for binding in set.bindings.values { add(binding.node, at: ElementPath(binding.id), set) }
      for layout in set.layouts.values {
        vertices.insert(layout.path)
        for target in layout.targets { connect(layout.path, target, set) }
      }
      entries.formUnion(set.bindings.keys.map { ElementPath($0) })
    }
    findEntries()
  }

  private mutating func add(_ node: NodeSchema, at path: ElementPath, _ set: BindingSet) {
    vertices.insert(path)
    for property in node.properties {
      if let target = property.facts.target { connect(path, target, set) }
    }
    for name in node.facts.governed {
      governors[ElementPath("layout \(name)"), default: []].insert(path)
    }
    for child in node.children {
      if let reference = child.reference {
        connect(path, reference, set)
      } else {
        connect(path, to: path.child(child.label))
        add(child.node, at: path.child(child.label), set)
      }
    }
  }

  private mutating func connect(_ path: ElementPath, _ target: String, _ set: BindingSet) {
    for name in BindingSet.names(ofTarget: target) {
      if set.layouts[name] != nil {
        connect(path, to: ElementPath("layout \(name)"))
      } else if set.bindings[name] != nil {
        connect(path, to: ElementPath(name))
      }
    }
  }

  private mutating func connect(_ path: ElementPath, to other: ElementPath) {
    guard path != other else { return }
    edges[path, default: []].insert(other)
    sources[other, default: []].insert(path)
  }

  private mutating func findEntries() {
    var reached = reached(from: entries) { _ in true }
    let layouts = vertices.subtracting(reached).sorted()
    // Those that nothing leads to first; of a ring, the first by name.
    for layout in layouts.filter({ sources[$0] == nil }) + layouts where !reached.contains(layout) {
      entries.insert(layout)
      reached.formUnion(self.reached(from: [layout]) { _ in true })
    }
  }

  // MARK: Asking

  /// The node or layout that an element is in; the nearest around it that is stated in place.
  func vertex(of path: ElementPath) -> ElementPath {
    var node = path.node
    while !vertices.contains(node), !node.nodes.isEmpty { node.nodes.removeLast() }
    return node
  }

  /// Whatever a reader comes to that begins somewhere, and goes no further than it is let.
  func reached(
    from starts: Set<ElementPath>, _ passes: (ElementPath) -> Bool
  ) -> Set<ElementPath> {
    var found = starts.filter(passes)
    var waiting = Array(found)
    while let path = waiting.popLast() {
      for next in edges[path] ?? [] where !found.contains(next) && passes(next) {
        found.insert(next)
        waiting.append(next)
      }
    }
    return found
  }

  /// What a reader comes to that stops at the names it refuses.
  func exposed(_ refuses: (ElementPath) -> Bool) -> Set<ElementPath> {
    reached(from: entries) { path in
      let isGoverned = governors[path].map { $0.allSatisfy(refuses) } ?? false
      return !refuses(path) && !isGoverned
    }
  }

  /// Whether a node leads to another, or its name stands for it.
  func leads(_ start: ElementPath, to path: ElementPath) -> Bool {
    if governors[path]?.contains(start) == true { return true }
    return reached(from: [start]) { _ in true }.contains(path)
  }

  /// The nodes whose names stand for a layout that has none itself.
  func governors(of path: ElementPath) -> Set<ElementPath> { governors[path] ?? [] }

  /// The nearest before something that have a name, or that nothing comes before.
  func nearest(before path: ElementPath, _ isNamed: (ElementPath) -> Bool) -> Set<ElementPath> {
    var (seen, found): (Set<ElementPath>, Set<ElementPath>) = ([path], [])
    var waiting = [path]
    while let path = waiting.popLast() {
      if isNamed(path) || entries.contains(path) {
        found.insert(path)
        continue
      }
      for source in sources[path] ?? [] where seen.insert(source).inserted {
        waiting.append(source)
      }
    }
    return found
  }
}
