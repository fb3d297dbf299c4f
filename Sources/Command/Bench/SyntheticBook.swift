// A made-up book of any size, the same for the same size, with evidence for all of its code.

import Book
import Evidence

/// Chapters of about 300 lines with six Swift fences each.
struct SyntheticBook {
  let chapterCount: Int

  func path(_ index: Int) -> String {
    let number = String(index + 1)
    return "Spec/Synthetic/\(String(repeating: "0", count: 5 - number.count))\(number)-chapter.md"
  }

  func text(_ index: Int) -> String {
    var text = "# Chapter \(index + 1)\n\nHow regions of chapter \(index + 1) are kept.\n\n"
    for section in 0..<6 {
      text += prose(index, section) + fence(index, section)
    }
    return text
  }

  /// The text of a chapter with a sentence more, or without it when it is there.
  func toggled(_ text: String) -> String {
    let sentence = "This sentence comes and goes.\n\n"
    return text.contains(sentence)
      ? text.replacing(sentence, with: "")
      : text.replacing("\n\n## Section 3", with: "\n\n\(sentence)## Section 3")
  }

  private func prose(_ index: Int, _ section: Int) -> String {
    var text = "## Section \(section + 1) of region lists\n\n"
    for paragraph in 0..<4 {
      text += """
        A region is a *half-open* range of physical addresses with `flags` and a node id; the list
        is kept in order, and no two regions of it overlap (see the [next part](#section-\
        \(section + 1)-of-region-lists)). Paragraph \(paragraph) of chapter \(index) says how
        neighbours that touch become **one** region when flags and node are equal, and what
        happens to the total size when a range is removed from the middle of a larger one.


        """
    }
    text += "| flag | value | meaning |\n|---|---|---|\n"
    for row in 0..<5 { text += "| FLAG_\(row) | 0x\(row) | meaning number \(row) |\n" }
    return text + "\n> **synthetic.c\(index).s\(section)** A rule of section \(section).\n\n"
  }

  private func fence(_ index: Int, _ section: Int) -> String {
    guard section % 2 == 0 else {
      return """
        ```swift example rule=synthetic.c\(index).s\(section - 1),synthetic.c\(index).s\(section)
        var list = RegionList\(index)S\(section - 1)()
        list.add(Region(base: 0x1000, size: 0x2000)) // → true
        list.regions.count // → 1
        for base in stride(from: 0x10_000, to: 0x20_000, by: 0x1000) {
          list.add(Region(base: UInt64(base), size: 0x800))
        }
        list.totalSize // → 0xa000
        ```


        """
    }
    return """
      ```swift
      /// A list of regions, in order and without overlap.
      public struct RegionList\(index)S\(section) {
        public private(set) var regions: [Region] = []

        /// Adds a region; what is covered already stays as it is.
        @discardableResult
        public mutating func add(_ region: Region) -> Bool {
          guard region.size > 0 else { return false }
          let place = regions.firstIndex { $0.base > region.base } ?? regions.endIndex
          regions.insert(region, at: place) // keeps the order
          return true
        }

        public var totalSize: UInt64 { regions.reduce(0) { $0 + $1.size } }
      }
      ```


      """
  }

  /// Every example passed and every line of implementation ran.
  func evidence(of chapter: Chapter) -> ChapterEvidence {
    var evidence = ChapterEvidence()
    for fence in chapter.fences {
      switch fence.role {
      case .example:
        evidence.tests.append(
          TestResult(
            suite: chapter.stem, name: fence.testName ?? "", line: fence.line,
            verdict: .passed, seconds: 0.0004))
        for check in fence.checks { evidence.reached[check.line] = 1 }
      case .implementation:
        for line in fence.firstCodeLine..<fence.lastLine { evidence.hits[line] = line % 7 }
      default: continue
      }
    }
    return evidence
  }
}
