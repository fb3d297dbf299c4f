// Two sequences beside each other: what they have in common, in order, and what stands between. Where
// they are too long to be compared piece by piece, what stands once in both holds them together.

/// A stretch of two sequences: the same in both, or not.
struct Stretch: Hashable {
  var old: Range<Int>
  var new: Range<Int>
  var isSame: Bool
}

enum Alignment {
  /// All of both sequences, in order; no two stretches of a kind follow each other.
  static func stretches<Element: Hashable>(_ old: [Element], _ new: [Element]) -> [Stretch] {
    var numbers: [Element: Int] = [:]
    func number(_ element: Element) -> Int {
      if let known = numbers[element] { return known }
      numbers[element] = numbers.count
      return numbers.count - 1
    }
    var aligner = Aligner(old: old.map(number), new: new.map(number))
    aligner.align(old.indices, new.indices, depth: 0)
    return aligner.stretches
  }
}

private struct Aligner {
  let old: [Int]
  let new: [Int]
  var stretches: [Stretch] = []

  /// So many pairs are compared one by one.
  private static let mostPairs = 1 << 20
  private static let deepest = 16

  init(old: [Int], new: [Int]) { (self.old, self.new) = (old, new) }

  mutating func align(_ a: Range<Int>, _ b: Range<Int>, depth: Int) {
    let least = min(a.count, b.count)
    var start = 0
    while start < least, old[a.lowerBound + start] == new[b.lowerBound + start] { start += 1 }
    var end = 0
    while end < least - start, old[a.upperBound - 1 - end] == new[b.upperBound - 1 - end] {
      end += 1
    }
    add(a.prefix(start), b.prefix(start), isSame: true)
    middle(a.dropFirst(start).dropLast(end), b.dropFirst(start).dropLast(end), depth: depth)
    add(a.suffix(end), b.suffix(end), isSame: true)
  }

  private mutating func middle(_ a: Range<Int>, _ b: Range<Int>, depth: Int) {
    if a.isEmpty || b.isEmpty { return add(a, b, isSame: false) }
    if a.count <= Self.mostPairs / b.count { return compare(a, b) }
    let anchors = depth < Self.deepest ? anchors(a, b) : []
    if anchors.isEmpty { return add(a, b, isSame: false) }
    var (from, to) = (a.lowerBound, b.lowerBound)
    for (i, j) in anchors {
      align(from..<i, to..<j, depth: depth + 1)
      add(i..<i + 1, j..<j + 1, isSame: true)
      (from, to) = (i + 1, j + 1)
    }
    align(from..<a.upperBound, to..<b.upperBound, depth: depth + 1)
  }

  /// By the longest sequence that both have.
  private mutating func compare(_ a: Range<Int>, _ b: Range<Int>) {
    let width = b.count + 1
    var longest = [Int32](repeating: 0, count: (a.count + 1) * width)
    for i in (0..<a.count).reversed() {
      for j in (0..<b.count).reversed() {
        let isSame = old[a.lowerBound + i] == new[b.lowerBound + j]
        longest[i * width + j] =
          isSame
          ? longest[(i + 1) * width + j + 1] + 1
          : max(longest[(i + 1) * width + j], longest[i * width + j + 1])
      }
    }
    var (i, j) = (0, 0)
    while i < a.count, j < b.count {
      let (from, to) = (a.lowerBound + i, b.lowerBound + j)
      if old[from] == new[to] {
        add(from..<from + 1, to..<to + 1, isSame: true)
        (i, j) = (i + 1, j + 1)
      } else if longest[(i + 1) * width + j] >= longest[i * width + j + 1] {
        add(from..<from + 1, to..<to, isSame: false)
        i += 1
      } else {
        add(from..<from, to..<to + 1, isSame: false)
        j += 1
      }
    }
    add(a.dropFirst(i), b.dropFirst(j), isSame: false)
  }

  /// What stands once in each, as far as it is in the same order.
  private func anchors(_ a: Range<Int>, _ b: Range<Int>) -> [(Int, Int)] {
    func places(_ values: ArraySlice<Int>) -> [Int: Int] {
      var found: [Int: Int] = [:]
      for index in values.indices {
        found[values[index]] = found[values[index]] == nil ? index : -1
      }
      return found.filter { $0.value >= 0 }
    }
    let there = places(new[b])
    let pairs = places(old[a]).compactMap { value, index in there[value].map { (index, $0) } }
      .sorted { $0.0 < $1.0 }
    // The longest rising sequence: the last pair of each length, and what stands before each pair.
    var lasts: [Int] = []
    var before = [Int?](repeating: nil, count: pairs.count)
    for (index, pair) in pairs.enumerated() {
      var (low, high) = (0, lasts.count)
      while low < high {
        let half = (low + high) / 2
        if pairs[lasts[half]].1 < pair.1 { low = half + 1 } else { high = half }
      }
      before[index] = low > 0 ? lasts[low - 1] : nil
      if low == lasts.count { lasts.append(index) } else { lasts[low] = index }
    }
    var result: [(Int, Int)] = []
    var next = lasts.last
    while let index = next {
      result.append(pairs[index])
      next = before[index]
    }
    return result.reversed()
  }

  private mutating func add(_ a: Range<Int>, _ b: Range<Int>, isSame: Bool) {
    guard !a.isEmpty || !b.isEmpty else { return }
    if let last = stretches.last, last.isSame == isSame, last.old.upperBound == a.lowerBound,
      last.new.upperBound == b.lowerBound
    {
      stretches[stretches.count - 1].old = last.old.lowerBound..<a.upperBound
      stretches[stretches.count - 1].new = last.new.lowerBound..<b.upperBound
      return
    }
    stretches.append(Stretch(old: a, new: b, isSame: isSame))
  }
}
