// The part of Spec/book.yml about programs that read the book's formats.

import Yams

extension ManifestReader {
  /// Reads which program reads what; whether the format is stated, the formats know.
  mutating func readReaders(_ value: Yams.Node) {
    guard let mapping = value.mapping else {
      return report(value.mark, "'readers' names no programs; write: readers: {BINDING: PRODUCT}")
    }
    for (key, value) in mapping {
      guard let format = readString("readers", key), let text = readString(format, value) else {
        continue
      }
      guard let command = ReaderCommand(text, location(key.mark)) else {
        report(
          value.mark,
          "'\(text)' calls no product of this package; write its name, and arguments behind it")
        continue
      }
      manifest.readers[format] = command
    }
  }
}
