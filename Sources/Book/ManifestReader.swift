// Reads Spec/book.yml key by key: what cannot be used is a finding and leaves the default.

import Yams

struct ManifestReader {
  let path: String
  let source: SourceText
  var manifest = Manifest()
  var findings: [Finding] = []
  /// The parts by what Swift calls their modules.
  var partsByModule: [String: String] = [:]

  private mutating func hasAliases() -> Bool {
    if source.bytes.count > 1 << 16 {
      report(nil, "a manifest of more than 64 KiB is not read; shorten it")
      return true
    }
    let text = String(decoding: source.bytes, as: UTF8.self)
    guard let alias = YAMLAlias.first(in: text) else { return false }
    let place = source.place(
      of: text.utf8.distance(from: text.startIndex, to: alias))
    let location = Location(file: path, line: place.line, column: place.column)
    let message = "a manifest has no anchors and aliases; write the value out, or in quotes"
    findings.append(Finding(.manifest, location, message))
    return true
  }

  mutating func read() {
    defer { if manifest.parts.isEmpty { manifest.lacksParts = true } }
    if let place = source.firstInvalidUTF8() {
      let location = Location(file: path, line: place.line, column: place.column)
      return findings.append(
        Finding(.manifest, location, "this byte is not UTF-8; save the manifest as UTF-8"))
    }
    let root: Yams.Node?
    guard !hasAliases() else { return }
    do { root = try Yams.compose(yaml: String(decoding: source.bytes, as: UTF8.self)) } catch {
      return report(error)
    }
    guard let mapping = root?.mapping else {
      return report(nil, "the manifest is no mapping; write 'title: …' and 'parts: […]'")
    }
    for (key, value) in mapping { read(key.string ?? "", key.mark, value) }
    if mapping["title"] == nil { report(nil, "the book has no title; add 'title: …'") }
    if mapping["parts"] == nil || mapping["parts"]?.sequence?.isEmpty == true {
      report(nil, "the book has no parts; add 'parts: [Name]'")
    }
  }

  private mutating func read(_ key: String, _ mark: Mark?, _ value: Yams.Node) {
    switch key {
    case "title": manifest.title = readString(key, value) ?? manifest.title
    case "summary": manifest.summary = readString(key, value)
    case "branch": manifest.branch = readString(key, value) ?? manifest.branch
    case "repository": manifest.repository = readAddress(key, value)
    case "address": manifest.address = readAddress(key, value)
    case "parts": readParts(value)
    case "paths": manifest.paths = readWays(key, value, "way through the book", "In a hurry")
    case "map": manifest.map = readWays(key, value, "step of the map", "It begins")
    case "sources": readSources(value)
    case "headers": readHeaders(value)
    case "readers": readPrograms("readers", value, into: \.readers)
    case "writers": readPrograms("writers", value, into: \.writers)
    case "releases": readReleases(value)
    case "allow-html":
      if let bool = value.bool {
        manifest.allowsRawHTML = bool
      } else {
        report(value.mark, "'allow-html' is neither true nor false; write one of them")
      }
    case "findings":
      guard let word = value.string, ["warn", "stop"].contains(word) else {
        return report(value.mark, "'findings' is neither warn nor stop; write one of them")
      }
      manifest.weavesFaultyBook = word == "warn"
    default:
      let end = suggestion(
        for: key, among: Manifest.keys,
        otherwise: "the keys are " + Manifest.keys.joined(separator: ", "))
      report(
        mark, "unknown key '\(key)'" + end, edits: end.edits(of: key, at: place(of: key, mark)))
    }
  }

  mutating func readString(_ key: String, _ value: Yams.Node) -> String? {
    guard let string = value.string, value.null == nil, !string.allSatisfy(\.isWhitespace) else {
      report(value.mark, "'\(key)' is no text; write: \(key): \"…\"")
      return nil
    }
    let controls = string.unicodeScalars.filter {
      $0.properties.generalCategory == .control && $0 != "\n" && $0 != "\t"
    }
    guard let control = controls.first else { return string }
    let code = String(control.value, radix: 16)
    report(value.mark, "'\(key)' has the control character 0x\(code) in it; remove it")
    return nil
  }

  private mutating func readAddress(_ key: String, _ value: Yams.Node) -> String? {
    guard let address = readString(key, value) else { return nil }
    guard address.hasPrefix("https://") || address.hasPrefix("http://") else {
      report(value.mark, "'\(key)' is no web address; it starts with https://")
      return nil
    }
    return address.last == "/" ? String(address.dropLast()) : address
  }

  private mutating func readParts(_ value: Yams.Node) {
    guard let sequence = value.sequence else {
      return report(value.mark, "'parts' is no list; write 'parts: [Name]'")
    }
    for node in sequence {
      let pair = node.mapping.flatMap { $0.count == 1 ? $0.first : nil }
      guard (pair?.key ?? node).scalar != nil else {
        report(node.mark, "this is no part; write 'Name', or 'Name: what it is about'")
        manifest.lacksParts = true
        continue
      }
      guard let name = readPart(pair?.key ?? node), let pair else { continue }
      if let more = pair.value.mapping {
        readMore(more, of: name)
      } else {
        manifest.partSummaries[name] = readString(name, pair.value)
      }
    }
  }

  private mutating func readMore(_ more: Yams.Node.Mapping, of part: String) {
    for (key, value) in more {
      switch key.string ?? "" {
      case "about": manifest.partSummaries[part] = readString("about", value)
      case "defaults": readDefaults(value, of: part)
      default:
        let keys = ["about", "defaults"]
        let end = suggestion(
          for: key.string ?? "", among: keys, otherwise: "a part has about and defaults")
        let word = key.string ?? ""
        report(
          key.mark, "unknown key '\(word)'" + end,
          edits: end.edits(of: word, at: place(of: word, key.mark)))
      }
    }
  }

  /// Reads the name of a part; `nil` if it is none, or not new.
  private mutating func readPart(_ node: Yams.Node) -> String? {
    guard let name = node.string, Self.isTargetName(name) else {
      report(
        node.mark,
        "'\(node.string ?? "")' is no name of a part; a part is a Swift target and a folder:"
          + " letters, digits, _ and -, beginning with a letter or _")
      manifest.lacksParts = true
      return nil
    }
    guard manifest.partLocations[name] == nil else {
      report(node.mark, "part '\(name)' is listed twice; remove one")
      return nil
    }
    let module = Part.module(ofPart: name)
    if let other = partsByModule[module] {
      report(
        node.mark,
        "parts '\(other)' and '\(name)' would both be the Swift module \(module); rename one")
      return nil
    }
    manifest.parts.append(name)
    partsByModule[module] = name
    manifest.partLocations[name] = location(node.mark)
    return name
  }

  private static func isTargetName(_ name: String) -> Bool {
    name.first.map { $0.isLetter || $0 == "_" } == true
      && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
  }

  private mutating func report(_ error: any Error) {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      report(mark, "this is not YAML: \(problem)")
    case .duplicatedKeysInMapping(let keys, let context):
      let names = keys.sorted().map { "'\($0)'" }.joined(separator: ", ")
      report(context.mark, "\(names) stands here more than once; remove all but one")
    default: report(nil, "this is not YAML: \(error)")
    }
  }

  mutating func report(_ mark: Mark?, _ message: String, edits: [Finding.Edit] = []) {
    findings.append(Finding(.manifest, location(mark), message, edits: edits))
  }

  /// Where a word stands; `nil` when it is quoted or otherwise not written as it reads.
  func place(of word: String, _ mark: Mark?) -> Location? {
    let place = location(mark)
    guard mark != nil, source.lineCount > 0,
      source.line(place.line).dropFirst(place.column - 1).starts(with: word.utf8)
    else { return nil }
    return place
  }

  /// A place in bytes; the YAML parser counts columns in Unicode scalars, and says that what is
  /// missing at the end is missing on the line after the last.
  func location(_ mark: Mark?) -> Location {
    guard let mark, source.lineCount > 0 else { return Location(file: path) }
    let line = min(mark.line, source.lineCount)
    let text = String(decoding: source.line(line), as: UTF8.self).unicodeScalars
    let before = mark.line == line ? text.prefix(max(0, mark.column - 1)) : text[...]
    return Location(file: path, line: line, column: String(before).utf8.count + 1)
  }
}

extension ManifestReader {
  /// Reads names with chapters; whether the chapters exist, the book knows.
  ///
  /// - Parameters:
  ///   - kind: what one of them is.
  ///   - example: the name of one.
  private mutating func readWays(
    _ key: String, _ value: Yams.Node, _ kind: String, _ example: String
  ) -> [ReadingPath] {
    let right = "write '\(key): [\(example): [Part/01-chapter.md]]'"
    guard let sequence = value.sequence else {
      report(value.mark, "'\(key)' is no list; \(right)")
      return []
    }
    return sequence.compactMap { node in
      guard let pair = node.mapping.flatMap({ $0.count == 1 ? $0.first : nil }),
        let chapters = pair.value.sequence ?? pair.value.mapping?["chapters"]?.sequence,
        let name = readString(key, pair.key)
      else {
        report(node.mark, "this is no \(kind); \(right)")
        return nil
      }
      var way = ReadingPath(name: name)
      if let more = pair.value.mapping { way.about = readAbout(more) }
      for chapter in chapters {
        guard let file = readString(name, chapter) else { continue }
        way.chapters.append(LinkTarget(file, from: path).path)
        way.locations.append(location(chapter.mark))
      }
      return way
    }
  }

  /// What a way says of itself beside its chapters.
  private mutating func readAbout(_ more: Yams.Node.Mapping) -> String? {
    for key in more.keys where !["about", "chapters"].contains(key.string) {
      report(key.mark, "unknown key '\(key.string ?? "")'; here are 'about' and 'chapters'")
    }
    return more["about"].flatMap { readString("about", $0) }
  }
}

extension ManifestReader {
  /// Reads what citations lead to; of several at one place in a text the first counts.
  private mutating func readSources(_ value: Yams.Node) {
    let right = "write: sources: [\"RFC {number}\": \"https://example.org/rfc{number}\"]"
    guard let sequence = value.sequence else {
      return report(value.mark, "'sources' is no list; \(right)")
    }
    for node in sequence {
      guard let pair = node.mapping.flatMap({ $0.count == 1 ? $0.first : nil }),
        let pattern = readString("sources", pair.key), let address = readString(pattern, pair.value)
      else {
        if node.mapping?.count != 1 {
          report(node.mark, "this is no pattern with an address; \(right)")
        }
        continue
      }
      do throws(CitedSource.Mistake) {
        manifest.sources.append(try CitedSource(pattern: pattern, address: address))
      } catch { report(error.isInAddress ? pair.value.mark : pair.key.mark, error.message) }
    }
  }
}
