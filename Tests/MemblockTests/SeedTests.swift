// A test of the part that takes forty seeds is to see forty sequences.
import Testing

@Test func `seeds that are neighbours have no number in common`() {
  let numbers = (UInt64(1)...40).flatMap { seed in
    var random = SeededGenerator(seed: seed)
    return (0..<60).map { _ in random.next() }
  }
  #expect(Set(numbers).count == numbers.count)
}
