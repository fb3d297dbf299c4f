// How much a figure makes a browser draw. Patterns, markers, clip paths, masks and gradients are
// drawn again wherever they are named, and may name each other: 30 patterns that each name the next
// twice are 5 KB, and a browser does not come to an end with them.

/// What a figure's elements come to when every reference is drawn where it stands.
struct SVGExpansion {
  static let maximum = 20_000
  static let deepest = 4

  private struct Element {
    var children: [Int] = []
    /// What it names, and how often it is drawn for that.
    var references: [(id: String, count: Int)] = []
  }

  private struct Cost {
    var elements: Int
    /// How many references follow on each other at most.
    var depth: Int
  }

  private var elements: [Element] = []
  private var places: [String: [Int]] = [:]
  /// The open elements, each with the references that its children inherit.
  private var open: [(element: Int, inherited: [String: String])] = []

  /// Properties that an element hands on to those within it.
  private static let inheritable: Set<String> = [
    "fill", "stroke", "marker", "marker-start", "marker-mid", "marker-end",
  ]

  /// - Parameter properties: attributes and declarations as they stand on the page, in order; the
  ///   last of a name counts.
  mutating func begin(id: String?, _ properties: [(name: String, value: String)]) {
    var element = Element()
    var inherited = open.last?.inherited ?? [:]
    var vertices = 0
    for (name, value) in properties {
      if name == "d" || name == "points" { vertices += Self.vertices(value) }
      let id = Self.reference(value)
      if Self.inheritable.contains(name) {
        // Several of one name are rare, and which of them counts is the browser's affair.
        if let id { inherited[name] = id } else { inherited[name] = nil }
      } else if let id {
        element.references.append((id, 1))
      }
    }
    for (name, id) in inherited {
      element.references.append((id, name == "marker-mid" ? max(1, vertices) : 1))
    }
    let place = elements.count
    elements.append(element)
    if let parent = open.last { elements[parent.element].children.append(place) }
    if let id { places[id, default: []].append(place) }
    open.append((place, inherited))
  }

  mutating func end() { _ = open.popLast() }

  /// Why a browser should not be asked to draw the figure; `nil` when it may.
  func refusal() -> String? {
    var costs: [Int: Cost] = [:]
    var isOpen: Set<Int> = []
    do throws(Refused) {
      if !elements.isEmpty { _ = try cost(of: 0, depth: 0, &costs, &isOpen) }
      return nil
    } catch {
      return error.reason
    }
  }

  private struct Refused: Error {
    var reason: String
  }

  private func cost(
    of place: Int, depth: Int, _ costs: inout [Int: Cost], _ isOpen: inout Set<Int>
  ) throws(Refused) -> Cost {
    guard depth + (costs[place]?.depth ?? 0) <= Self.deepest else {
      throw Refused(reason: "its references are nested more than \(Self.deepest) deep")
    }
    if let known = costs[place] { return known }
    guard isOpen.insert(place).inserted else {
      throw Refused(reason: "a reference in it leads back to itself")
    }
    var sum = Cost(elements: 1, depth: 0)
    func add(_ cost: Cost, times count: Int, deeper: Int) throws(Refused) {
      // Both are small: a cost is at most the maximum, a count at most the bytes of a figure.
      sum.elements += cost.elements * count
      sum.depth = max(sum.depth, cost.depth + deeper)
      guard sum.elements <= Self.maximum else {
        throw Refused(reason: "it draws more than \(Self.maximum) elements")
      }
    }
    for child in elements[place].children {
      try add(cost(of: child, depth: depth, &costs, &isOpen), times: 1, deeper: 0)
    }
    for reference in elements[place].references {
      for target in places[reference.id] ?? [] {
        let cost = try cost(of: target, depth: depth + 1, &costs, &isOpen)
        try add(cost, times: reference.count, deeper: 1)
      }
    }
    isOpen.remove(place)
    costs[place] = sum
    return sum
  }

  private static func reference(_ value: String) -> String? {
    guard value.hasPrefix("url(#"), value.hasSuffix(")") else { return nil }
    return String(value.dropFirst(5).dropLast())
  }

  /// At least the number of points in a path: each takes a letter or a number.
  private static func vertices(_ path: String) -> Int {
    var count = 0
    var isInNumber = false
    for byte in path.utf8 {
      let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      if isDigit ? !isInNumber : byte > UInt8(ascii: "9") { count += 1 }
      isInNumber = isDigit
    }
    return count
  }
}
