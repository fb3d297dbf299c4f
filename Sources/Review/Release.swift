// A release as a book keeps it: the formats of its writers and readers, word for word, and a blob of each
// example. What was released is compared with, and never changed.
//
//     Spec/released/1.0/formats.txt     the fences of all bindings, layouts and examples
//     Spec/released/1.0/note-1.dtb      the first example of the binding 'note'

package import Bindings
package import Book

package struct Release: Sendable {
  package let name: String
  package let formats: BindingSet
  /// The blobs that it keeps, by the names of their files.
  package var blobs: [String: [UInt8]] = [:]

  /// The folder below which releases are, from the package's root.
  package static let folder = "Spec/released"
  package static let formatsName = "formats.txt"

  /// The path of a file of a release.
  package static func path(_ name: String, _ file: String) -> String {
    "\(folder)/\(name)/\(file)"
  }

  /// The release that a path is the formats of; `nil` for other files.
  package static func name(ofFormats path: String) -> String? {
    let steps = path.split(separator: "/").map(String.init)
    guard steps.count == 4, steps[3] == formatsName, path.hasPrefix("\(folder)/") else {
      return nil
    }
    return steps[2]
  }

  /// The release that a path is a blob of, and the file's name; `nil` for other files.
  package static func blob(at path: String) -> (release: String, name: String)? {
    let steps = path.split(separator: "/").map(String.init)
    guard steps.count == 4, steps[3].hasSuffix(".dtb"), path.hasPrefix("\(folder)/") else {
      return nil
    }
    return (steps[2], steps[3])
  }

  /// The binding whose example a blob is: `note` of `note-1.dtb`.
  static func binding(ofBlob name: String) -> String {
    let stem = name.hasSuffix(".dtb") ? name.dropLast(4) : name[...]
    return stem.lastIndex(of: "-").map { String(stem[..<$0]) } ?? String(stem)
  }

  /// Whether a release and a folder can be called so.
  package static func isName(_ text: String) -> Bool {
    text.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._-]{0,63}/) != nil
  }

  /// Reads what a release states.
  package init(_ name: String, _ bytes: [UInt8]) {
    self.name = name
    let chapter = Chapter(path: Self.path(name, Self.formatsName), bytes: bytes)
    formats = BindingSet(chapters: [Outline(of: chapter)])
  }

  package init(_ name: String, formats: BindingSet) {
    (self.name, self.formats) = (name, formats)
  }

  /// The files that keep what chapters state, by their names in the release's folder.
  package static func files(
    of name: String, _ chapters: [Outline]
  ) -> [(name: String, bytes: [UInt8])] {
    let set = BindingSet(chapters: chapters)
    var text = "# Release \(name)\n\nWhat was written and read by this release. It is not edited.\n"
    for fence in chapters.flatMap(\.statements) {
      text += "\n\(mark(fence))\(infoString(fence))\n\(fence.code)\(mark(fence))\n"
    }
    var counts: [String: Int] = [:]
    let blobs = set.examples.compactMap { example in
      example.tree.map { tree in
        counts[example.binding, default: 0] += 1
        return (name: "\(example.binding)-\(counts[example.binding] ?? 1).dtb", bytes: tree.bytes)
      }
    }
    return [(formatsName, Array(text.utf8))] + blobs
  }

  private static func infoString(_ fence: Fence) -> String {
    let attributes = fence.attributes.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }
    return switch fence.role {
    case .schema(let id): "yaml binding=\(id)"
    case .tree(let id): "dts binding=\(id)"
    case .layout(let name): "text layout=\(name)\(attributes.joined())"
    default: fence.language
    }
  }

  /// More marks than stand in the code.
  private static func mark(_ fence: Fence) -> String {
    let longest = fence.code.matches(of: /`{3,}/).map(\.output.count).max() ?? 2
    return String(repeating: "`", count: longest + 1)
  }
}
