// A small book to begin with: two chapters, a rule in each, examples, a test, a figure. Its files lie
// beside this one, and are part of the program.

/// The files of a new book.
public struct StarterBook: Sendable {
  /// What the package and the book are called.
  public let name: String
  /// Where weft's package is, from the new package's folder or from the root of the disk.
  public let weftPath: String

  /// A file by its path in the new package.
  public struct File: Sendable {
    public let path: String
    public let bytes: [UInt8]
    public let isExecutable: Bool
  }

  /// - Parameter name: letters, digits, dots, hyphens and underscores; see `isName`.
  public init(name: String, weftPath: String) {
    (self.name, self.weftPath) = (name, weftPath)
  }

  /// Whether a package and a folder can be called so: it begins with a letter or a digit.
  public static func isName(_ text: String) -> Bool {
    text.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._-]{0,99}/) != nil
  }

  /// All files, in the order of their paths.
  public var files: [File] {
    [
      file(".ci/run", PackageResources.ci_run_txt, isExecutable: true),
      file(".github/workflows/review.yml", PackageResources.review_yml),
      file(".gitignore", PackageResources.gitignore_txt),
      file("Package.swift", PackageResources.Package_swift_txt),
      file("README.md", PackageResources.readme_md),
      file("Spec/Counting/01-counter.md", PackageResources._1_counter_md),
      file("Spec/Counting/02-tally.md", PackageResources._2_tally_md),
      file("Spec/Counting/Counting.swift", PackageResources.Counting_swift_txt),
      file("Spec/book.yml", PackageResources.book_yml),
      file("Tests/CountingTests/CountingTests.swift", PackageResources.CountingTests_swift_txt),
    ]
  }

  private func file(_ path: String, _ bytes: [UInt8], isExecutable: Bool = false) -> File {
    let text = String(decoding: bytes, as: UTF8.self)
      .replacing("\"NAME\"", with: "\"\(name)\"").replacing("# NAME\n", with: "# \(name)\n")
      .replacing("\"WEFT\"", with: quoted(weftPath)).replacing("(WEFT)", with: "(<\(weftPath)>)")
    return File(path: path, bytes: Array(text.utf8), isExecutable: isExecutable)
  }

  /// A path as Swift writes it.
  private func quoted(_ path: String) -> String {
    "\"" + path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
