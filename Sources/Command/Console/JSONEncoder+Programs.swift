// JSON as commands print it.

import Foundation

extension JSONEncoder {
  /// Sorted keys, so that equal values give equal bytes.
  static var forPrograms: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}
