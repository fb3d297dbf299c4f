// Putting together what the tools said.

import Book

extension Evidence {
  /// Adds what the compiler said.
  package mutating func add(_ output: CompilerOutput, names: SourceNames) {
    for (name, diagnostics) in output.diagnostics {
      if names.isChapter(name) {
        chapters[name, default: ChapterEvidence()].add(diagnostics)
      } else {
        elsewhere[name, default: ChapterEvidence()].add(diagnostics)
      }
    }
    messages += output.messages
  }

  /// Adds what the tests did, with the content of what they recorded.
  package mutating func add(
    _ tests: [LoggedTest], names: SourceNames, content: (String) -> [UInt8]?
  ) {
    for test in tests {
      var result = test.result
      for (index, path) in test.attachmentPaths.enumerated() {
        result.attachments[index].bytes = content(path)
      }
      if names.isChapter(test.file) {
        chapters[test.file, default: ChapterEvidence()].tests.append(result)
      } else {
        elsewhere[test.file, default: ChapterEvidence()].tests.append(result)
      }
    }
    for path in chapters.keys { chapters[path]?.tests.sort(by: Self.inOrder) }
    for path in elsewhere.keys { elsewhere[path]?.tests.sort(by: Self.inOrder) }
  }

  private static func inOrder(_ a: TestResult, _ b: TestResult) -> Bool {
    (a.line, a.name) < (b.line, b.name)
  }

  /// Whether an error stands in a file of the book, so that only an edit can mend the build.
  package var hasErrorsInBook: Bool {
    (Array(chapters.values) + elsewhere.values).contains { chapter in
      chapter.diagnostics.contains { $0.severity == .error }
    }
  }
}

extension ChapterEvidence {
  /// Adds what the compiler said, which several builds may say again, in the order of lines.
  package mutating func add(_ more: [Diagnostic]) {
    let known = Set(diagnostics)
    diagnostics += more.filter { !known.contains($0) }
    diagnostics.sort { ($0.line, $0.column) < ($1.line, $1.column) }
  }
}
