// The parts of Spec/book.yml about programs that read and write the book's formats.

import Yams

extension ManifestReader {
  /// Reads which program reads or writes what; whether the format is stated, the formats know.
  ///
  /// - Parameter key: `readers` or `writers`.
  mutating func readPrograms(
    _ key: String, _ value: Yams.Node,
    into programs: WritableKeyPath<Manifest, [String: FormatCommand]>
  ) {
    guard let mapping = value.mapping else {
      return report(value.mark, "'\(key)' names no programs; write: \(key): {BINDING: PRODUCT}")
    }
    for (name, value) in mapping {
      guard let format = readString(key, name), let text = readString(format, value) else {
        continue
      }
      guard let command = FormatCommand(text, location(name.mark)) else {
        report(
          value.mark,
          "'\(text)' calls no product of this package; write its name, and arguments behind it")
        continue
      }
      manifest[keyPath: programs][format] = command
    }
  }
}
