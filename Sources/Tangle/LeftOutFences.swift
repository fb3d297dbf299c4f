// Fences that a build leaves out, since they do not compile: a file with a digest on each line. The
// plugin declares it as an input, so that the build system tangles again when it changes. A fence that
// was mended has another digest, and so is no longer left out.

package import Book

/// A set of fences, known by what they say.
package struct LeftOutFences: Hashable, Sendable {
  private var digests: Set<String>

  /// What the file is called, in the folder that the plugin writes a target's tangled files to.
  package static let fileName = "left-out"

  package init() { digests = [] }

  /// Reads a file's text; what is no digest stands for no fence.
  package init(text: String) {
    digests = Set(text.split(whereSeparator: \.isNewline).map(String.init))
  }

  package var isEmpty: Bool { digests.isEmpty }

  /// The same text for the same fences.
  package var text: String { digests.sorted().map { $0 + "\n" }.joined() }

  package mutating func insert(_ fence: Fence, of chapter: Chapter) {
    digests.insert(Self.digest(fence, chapter))
  }

  package func contains(_ fence: Fence, of chapter: Chapter) -> Bool {
    !isEmpty && digests.contains(Self.digest(fence, chapter))
  }

  private static func digest(_ fence: Fence, _ chapter: Chapter) -> String {
    var hasher = DigestHasher()
    for text in [chapter.path, fence.role.name, fence.testName ?? "", fence.code] {
      hasher.add(text)
    }
    return hasher.digest().description
  }
}
