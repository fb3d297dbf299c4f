// The bench: for each rule about formats, a change that it is about and nothing else. A change is made
// wherever it can be made in a set of formats; what it needs to be there is put there first.

import Bindings

@testable import Review

/// A way to change formats so that exactly one rule speaks of it.
struct Mutation {
  enum Target {
    /// Each property of each node.
    case property((inout PropertySchema) -> Void, (inout PropertySchema) -> Void)
    /// Each node that is stated in place.
    case node((inout NodeSchema) -> Void, (inout NodeSchema) -> Void)
    /// Each layout.
    case layout((inout Layout) -> Void, (inout Layout) -> Void)
  }

  var rule: String
  var target: Target

  static func property(
    _ rule: String, of prepare: @escaping (inout PropertySchema) -> Void = { _ in },
    _ change: @escaping (inout PropertySchema) -> Void
  ) -> Mutation { Mutation(rule: rule, target: .property(prepare, change)) }

  static func node(
    _ rule: String, of prepare: @escaping (inout NodeSchema) -> Void = { _ in },
    _ change: @escaping (inout NodeSchema) -> Void
  ) -> Mutation { Mutation(rule: rule, target: .node(prepare, change)) }

  static func layout(
    _ rule: String, of prepare: @escaping (inout Layout) -> Void = { _ in },
    _ change: @escaping (inout Layout) -> Void
  ) -> Mutation { Mutation(rule: rule, target: .layout(prepare, change)) }

  /// The same change the other way round, for the mirror of the rule.
  var reversed: [Mutation] {
    guard let mirror = Catalogue.rule(rule)?.mirror, mirror != rule else { return [] }
    return [Mutation(rule: mirror, target: target)]
  }

  /// All pairs of formats that the change makes of some, each with where it was made.
  func pairs(of formats: Formats) -> [(place: String, base: Formats, head: Formats)] {
    switch target {
    case .property(let prepare, let change):
      return nodes(of: formats).flatMap { id, path in
        properties(of: formats, id, path).map { name in
          (
            "\(id):/\(path.joined(separator: "/")):\(name)",
            edited(formats, id, path) { $0.edit(name, prepare) },
            edited(formats, id, path) { node in
              node.edit(name, prepare)
              node.edit(name, change)
            }
          )
        }
      }
    case .node(let prepare, let change):
      return nodes(of: formats).map { id, path in
        (
          "\(id):/\(path.joined(separator: "/"))", edited(formats, id, path, prepare),
          edited(formats, id, path) { node in
            prepare(&node)
            change(&node)
          }
        )
      }
    case .layout(let prepare, let change):
      return formats.layouts.keys.sorted().map { name in
        var base = formats
        base.layouts[name].map { layout in
          var layout = layout
          prepare(&layout)
          base.layouts[name] = layout
        }
        var head = base
        head.layouts[name].map { layout in
          var layout = layout
          change(&layout)
          head.layouts[name] = layout
        }
        return ("layout \(name)", base, head)
      }
    }
  }

  private func nodes(of formats: Formats) -> [(String, [String])] {
    formats.bindings.values.sorted { $0.id < $1.id }.flatMap { binding in
      paths(in: binding.node, []).map { (binding.id, $0) }
    }
  }

  private func paths(in node: NodeSchema, _ path: [String]) -> [[String]] {
    [path]
      + node.children.filter { $0.reference == nil }
      .flatMap { paths(in: $0.node, path + [$0.label]) }
  }

  private func properties(of formats: Formats, _ id: String, _ path: [String]) -> [String] {
    formats.set.schema(at: ElementPath(id, path))?.properties.map(\.name) ?? []
  }

  private func edited(
    _ formats: Formats, _ id: String, _ path: [String], _ edit: (inout NodeSchema) -> Void
  ) -> Formats {
    var formats = formats
    formats.bindings[id]?.node.edit(path[...], edit)
    return formats
  }
}

extension NodeSchema {
  /// Edits a node inside, by labels.
  mutating func edit(_ path: ArraySlice<String>, _ edit: (inout NodeSchema) -> Void) {
    guard let label = path.first else { return edit(&self) }
    guard let index = children.firstIndex(where: { $0.label == label }) else { return }
    children[index].node.edit(path.dropFirst(), edit)
  }

  mutating func edit(_ property: String, _ edit: (inout PropertySchema) -> Void) {
    guard let index = properties.firstIndex(where: { $0.name == property }) else { return }
    edit(&properties[index])
  }
}
