// A program of the book's package that reads or writes blobs of a format, from `readers:` and `writers:` in
// Spec/book.yml.
//
//     readers:
//       parcel: parcel-read --plain        # a binding, by its id
//       layout label: parcel-read --label  # a record, by its layout
//     writers:
//       parcel: parcel-write --sample

/// What is called to read a blob, whose path is its last argument, or to write one on standard output.
package struct FormatCommand: Hashable, Sendable {
  /// An executable product of the package.
  package var product: String
  package var arguments: [String]
  /// Where it is named.
  package var location: Location

  /// - Returns: `nil` for words that name no product: no path, and nothing that a shell would do.
  package init?(_ text: String, _ location: Location) {
    let words = text.split(separator: " ").map(String.init)
    guard let product = words.first, Self.isProduct(product) else { return nil }
    (self.product, arguments, self.location) = (product, Array(words.dropFirst()), location)
  }

  private static func isProduct(_ name: String) -> Bool {
    name.first.map { $0.isLetter || $0 == "_" } == true
      && name.allSatisfy { $0.isLetter || $0.isNumber || "_-".contains($0) }
  }
}
