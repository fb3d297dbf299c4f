// The check of the pictures that chapters show.

struct PictureCheck {
  /// Pictures that pages can show, by their paths from the package's root.
  private(set) var shown: [String: Picture] = [:]
  private(set) var findings: [Finding] = []

  private let root: String
  private let parts: [String]
  /// The pictures that there are, each by its own path: two spellings of é are one key.
  private let files: [String: String]
  private let picture: (String) -> Picture?
  /// What was found of each path, so that a file is told of its fault at each place and read once.
  private var known: [String: Picture?] = [:]
  private var suggestions = FirstSuggestions()

  init(_ folder: BookFolder, _ parts: [String], _ picture: @escaping (String) -> Picture?) {
    root = folder.path
    self.parts = parts
    self.picture = picture
    let paths = parts.flatMap { part in
      (folder.parts[part] ?? []).filter { $0.kind == .regular && Picture.isNamed($0.name) }
        .map { "\(folder.path)/\(part)/\($0.name)" }
    }
    files = Dictionary(paths.map { ($0, $0) }) { first, _ in first }
  }

  /// Checks the picture that is shown somewhere.
  ///
  /// - Parameter chapter: the path of the chapter with the link.
  mutating func check(_ path: String, of link: Link, in chapter: String) {
    let location = link.location
    guard parts.contains(where: { path.hasPrefix("\(root)/\($0)/") }) else {
      return report(
        location, "'\(path)' is in no part's folder, and so not on the site; move it into one")
    }
    let path = files[path] ?? path
    let found = known[path] ?? picture(path)
    known[path] = .some(found)
    guard let found else {
      let end = suggestions.suggestion(
        for: path, among: "pictures", files.keys.sorted(), otherwise: "put the file there")
      return report(
        location, "there is no picture '\(path)'" + end,
        edits: end.nearest.map { link.edits(path: $0, from: chapter) } ?? [])
    }
    if let fault = found.fault { return report(location, "'\(path)' \(fault)") }
    if let omission = found.omission, shown[path] == nil {
      let message = "'\(path)' \(omission)"
      findings.append(Finding(.deadLink, location, message, severity: .warning))
    }
    shown[path] = found
  }

  private mutating func report(
    _ location: Location, _ message: String, edits: [Finding.Edit] = []
  ) {
    findings.append(Finding(.deadLink, location, message, edits: edits))
  }
}

extension Picture {
  /// What is wrong with one that is not a file of the book.
  static let isElsewhere =
    "a page shows no pictures from elsewhere; put the file beside the chapter, or let a test"
    + " attach the figure"
}
