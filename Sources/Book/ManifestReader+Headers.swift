// The part of Spec/book.yml about headers of the specified program.

import Yams

extension ManifestReader {
  /// Reads how headers are compiled.
  mutating func readHeaders(_ value: Yams.Node) {
    guard let mapping = value.mapping else {
      return report(value.mark, "'headers' says nothing; write: headers: {include: [include]}")
    }
    for (key, value) in mapping {
      let word = key.string ?? ""
      switch word {
      case "include": manifest.headers.include = readPaths(word, value)
      case "first": manifest.headers.first = readPaths(word, value)
      case "define":
        manifest.headers.define = readTexts(word, value, "NAME=VALUE") {
          HeaderSettings.isDefinition($0)
        }
      case "stand-ins": readStandIns(value)
      default:
        let end = suggestion(
          for: word, among: HeaderSettings.keys,
          otherwise: "headers have " + HeaderSettings.keys.joined(separator: ", "))
        report(
          key.mark, "unknown key '\(word)'" + end,
          edits: end.edits(of: word, at: place(of: word, key.mark)))
      }
    }
  }

  private mutating func readStandIns(_ value: Yams.Node) {
    guard let mapping = value.mapping else {
      return report(value.mark, "'stand-ins' name no folders; write: stand-ins: {made: [include]}")
    }
    for (key, value) in mapping {
      guard let name = key.string, HeaderSettings.isPath(name), !name.contains("/") else {
        report(key.mark, "this is no name of a folder; write one as in #include <NAME/…>")
        continue
      }
      manifest.headers.standIns[name] = readPaths(name, value)
    }
  }

  private mutating func readPaths(_ key: String, _ value: Yams.Node) -> [String] {
    readTexts(key, value, "a/path, from the program's folder", HeaderSettings.isPath)
  }

  private mutating func readTexts(
    _ key: String, _ value: Yams.Node, _ form: String, _ isRight: (String) -> Bool
  ) -> [String] {
    guard let sequence = value.sequence else {
      report(value.mark, "'\(key)' is no list; write: \(key): [\(form)]")
      return []
    }
    return sequence.compactMap { node in
      guard let text = node.string, isRight(text) else {
        report(node.mark, "this is not of the form \(form); mend it")
        return nil
      }
      return text
    }
  }
}
