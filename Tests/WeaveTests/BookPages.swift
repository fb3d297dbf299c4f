// Files about the whole book, for tests.

import Testing

@testable import Weave

extension Weaver {
  /// The file about the whole book that has a path.
  func bookPage(_ path: String) throws -> SiteFile {
    file(try #require(context.bookPages.first { $0.path == path }))
  }
}
