// Where the Swift of a chapter lies after a build: a file of the part's module and one of its tests.

/// The two tangled files of a chapter, as far as they are there.
package struct TangledPair: Hashable, Sendable {
  package struct File: Hashable, Sendable {
    package var path: String
    /// The imports that the build gave it.
    package var firstLine: String

    package init(path: String, firstLine: String) {
      (self.path, self.firstLine) = (path, firstLine)
    }
  }

  package var implementation: File?
  package var tests: File?

  package init(implementation: File? = nil, tests: File? = nil) {
    (self.implementation, self.tests) = (implementation, tests)
  }

  package var files: [File] { [implementation, tests].compactMap(\.self) }
}
