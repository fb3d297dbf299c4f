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
  /// The open elements, each with what it may refer to by its properties.
  private var open: [(element: Int, references: [String: [String]])] = []
  /// Whether a property may have more references than anybody draws with.
  private var isAmbiguous = false
  /// Whether something is painted as what it is drawn for, and whether anything is painted by reference.
  private var (takesContext, namesPaint) = (false, false)

  /// - Parameter properties: attributes and declarations as they stand on the page, in order.
  mutating func begin(id: String?, _ properties: [(name: String, value: String)]) {
    var element = Element()
    var said: [String: [String]] = [:]
    var vertices = 0
    for (name, value) in properties {
      if name == "d" || name == "points" { vertices += Self.vertices(value) }
      if SVGReferences.handsOn(name) != nil {
        said[name, default: []].append(value)
      } else if let id = SVGReferences.reference(value) {
        element.references.append((id, 1))
      }
    }
    let references = references(said)
    for (name, ids) in references {
      let count = name == "marker-mid" ? max(1, vertices) : 1
      element.references += ids.map { ($0, count) }
    }
    let place = elements.count
    elements.append(element)
    if let parent = open.last { elements[parent.element].children.append(place) }
    if let id { places[id, default: []].append(place) }
    open.append((place, references))
  }

  /// What an element within the open ones may refer to, by what it says of its properties.
  private mutating func references(_ said: [String: [String]]) -> [String: [String]] {
    let parent = open.last?.references ?? [:]
    var references = parent.filter { SVGReferences.handsOn($0.key) == true }
    for (name, values) in said {
      let ids = SVGReferences.references(of: name, values, parent: parent[name] ?? [])
      references[name] = ids.isEmpty ? nil : ids
      isAmbiguous = isAmbiguous || ids.count > SVGReferences.most
      guard SVGReferences.isPaint(name) else { continue }
      namesPaint = namesPaint || !ids.isEmpty
      takesContext = takesContext || values.contains { $0.lowercased().contains("context-") }
    }
    return references
  }

  mutating func end() { _ = open.popLast() }

  /// Why a browser should not be asked to draw the figure; `nil` when it may.
  func refusal() -> String? {
    if isAmbiguous {
      return "a property in it names more than \(SVGReferences.most) elements; name one"
    }
    if takesContext, namesPaint {
      return "it has context-fill or context-stroke beside patterns or gradients; say the colours"
    }
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
