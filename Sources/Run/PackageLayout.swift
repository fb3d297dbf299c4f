// Where things lie in the package of a book, as paths from its root.

/// The folders of a package that weft reads or writes.
package enum PackageLayout {
  /// The book: `book.yml` and a folder of chapters for each part.
  package static let specFolder = "Spec"
  /// The woven site.
  package static let siteFolder = "Site/public"
  /// What weft keeps between runs, and where it builds.
  package static let workFolder = ".build/weft"
}
