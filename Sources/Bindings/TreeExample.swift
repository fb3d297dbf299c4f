// An example in a chapter: the source of a tree, and whether the tree follows its binding.

package import Book

/// A tree that stands as an example of a binding.
package struct TreeExample: Sendable {
  package let binding: String
  package let location: Location
  /// As written.
  package let source: String
  /// The tree; `nil` where the source is none.
  package var tree: FlatNode? { (try? reading.get())?.flat }

  private let text: SchemaText
  private let reading: Result<SourceNode, SourceMistake>

  init(_ fence: Fence, of binding: String, path: String) {
    self.binding = binding
    text = SchemaText(fence, path: path)
    location = text.location
    source = fence.code
    reading = Self.read(fence.code)
  }

  private static func read(_ code: String) -> Result<SourceNode, SourceMistake> {
    var source = TreeSource(code)
    do throws(SourceMistake) { return .success(try source.root()) } catch { return .failure(error) }
  }

  /// What is wrong with it.
  func findings(in set: BindingSet) -> [Finding] {
    let places = PlacesInText(source, text)
    switch reading {
    case .failure(let mistake):
      return [Finding(.bindingExample, places[mistake.offset], mistake.message)]
    case .success(let root):
      return set.faults(in: root.flat, following: binding).map { fault in
        Finding(
          .bindingExample, places[Self.offset(of: fault, in: root)],
          "\(fault); mend the tree, or the binding '\(binding)'")
      }
    }
  }

  private static func offset(of fault: TreeFault, in root: SourceNode) -> Int {
    let node = fault.node.reduce(root) { $0.children[$1] }
    return fault.property.map { node.properties[$0] } ?? node.offset
  }
}

/// Offsets of a text as places in the chapter.
private struct PlacesInText {
  private let text: SchemaText
  /// Where each line begins.
  private let starts: [Int]

  init(_ source: String, _ text: SchemaText) {
    self.text = text
    starts =
      [0]
      + source.utf8.enumerated().compactMap { offset, byte in
        byte == UInt8(ascii: "\n") ? offset + 1 : nil
      }
  }

  subscript(offset: Int) -> Location {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return text.location(line: low + 1, column: offset - starts[low] + 1)
  }
}
