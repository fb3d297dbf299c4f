// Work on many things, several at a time: on as many processors as there are, up to 64.

import Dispatch
import Synchronization

extension Array where Element: Sendable {
  /// What comes of each element, in their order; elements that lie far apart are taken at the same time.
  package func mapSideBySide<Result: Sendable>(
    _ transform: @Sendable (Element) -> Result
  ) -> [Result] {
    // Enough stretches that none waits long for another, and not so many that each is a moment's work.
    let length = Swift.max(1, (count + 63) / 64)
    let starts = Swift.Array(stride(from: 0, to: count, by: length))
    let results = Mutex([[Result]](repeating: [], count: starts.count))
    DispatchQueue.concurrentPerform(iterations: starts.count) { place in
      let stretch = self[starts[place]..<Swift.min(starts[place] + length, count)].map(transform)
      results.withLock { $0[place] = stretch }
    }
    var all: [Result] = []
    all.reserveCapacity(count)
    for stretch in results.withLock(\.self) { all += stretch }
    return all
  }
}
