// What a chapter's path says: `Spec/Zoo/cages/02-lions.md` is a chapter of the part Zoo, in a folder
// of it.

extension Chapter {
  /// How the names of chapters end.
  private static let endings = [".md", ".markdown"]

  /// Whether a file is a chapter by the end of its name.
  package static func isNamed(_ path: some StringProtocol) -> Bool {
    endings.contains { path.hasSuffix($0) }
  }

  /// A chapter's path or name without its ending.
  package static func withoutEnding(_ path: some StringProtocol) -> String {
    let ending = endings.first { path.hasSuffix($0) } ?? ""
    return String(path.dropLast(ending.count))
  }

  /// The number that a file's name begins with, as its author counts: `2` of `02-lions.md`, `2a` of
  /// `02a-cubs.md`; `nil` when it begins with none.
  package static func number(of path: String) -> String? {
    let stem = stem(of: path)
    let digits = stem.prefix { $0.isASCII && $0.isNumber }
    let rest = stem[digits.endIndex...]
    let letter = rest.first.flatMap { "a"..."z" ~= $0 ? String($0) : nil } ?? ""
    guard !digits.isEmpty, rest.dropFirst(letter.count).first == "-" else { return nil }
    let number = digits.drop { $0 == "0" }
    return (number.isEmpty ? "0" : number) + letter
  }

  /// The file's name without folder and ending: `02-lions`.
  package var stem: String { Self.stem(of: path) }

  package static func stem(of path: String) -> String {
    withoutEnding(path.split(separator: "/").last ?? "")
  }

  /// The path from the part's folder on one level, unlike all others of the part:
  /// `cages+02-lions.md`. Swift allows no two files of one name in a module, whatever their folders.
  package static func flatName(of path: String) -> String {
    let steps = path.split(separator: "/")
    return steps.dropFirst(min(2, steps.count - 1)).joined(separator: "+")
  }

  /// What the chapter's tangled file is called: `cages+02-lions.md.swift`.
  package static func tangledName(of path: String) -> String { flatName(of: path) + ".swift" }
}
