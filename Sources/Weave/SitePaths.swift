// Where things are on the site. Every path is relative, so that the site reads from a disk, from
// any folder of a server, and the same in every place.

import Book

package enum SitePaths {
  /// `Spec/Zoo/cages/02-lions.md` is at `Zoo/cages/02-lions.html`.
  package static func page(ofChapter path: String) -> String {
    let folders = path.split(separator: "/").dropFirst().dropLast().map { $0 + "/" }
    return "\(folders.joined())\(Chapter.stem(of: path)).html"
  }

  /// `Spec/Zoo/cages/lion.png` is at `Zoo/cages/lion.png`.
  package static func place(ofPicture path: String) -> String {
    path.split(separator: "/").dropFirst().joined(separator: "/")
  }

  static let home = "index.html"
  static let rules = "rules.html"
  static let checks = "checks.html"
  static let rulesJSON = "rules.json"
  static let indexJSON = "index.json"
  static let search = "search.js"

  /// A page of the index, such as `symbols-chapters-2.html`.
  static func index(_ kind: IndexEntry.Kind, _ order: IndexOrder, number: Int) -> String {
    "\(kind.rawValue)s\(order == .chapters ? "-chapters" : "")\(number == 1 ? "" : "-\(number)").html"
  }

  /// The names that a search finds, in files of some chapters each.
  static func searchNames(_ number: Int) -> String { "search-\(number).js" }

  /// `Zoo/cages/02-lions.html` is searched by `Zoo/cages/02-lions.search.js`.
  package static func searchText(ofChapter path: String) -> String {
    String(page(ofChapter: path).dropLast(5)) + ".search.js"
  }

  /// Whether a file at the site's root is woven, so that no theme may bring it.
  package static func isWoven(_ name: String) -> Bool {
    [home, rules, checks, rulesJSON, indexJSON, search].contains(name)
      || name.wholeMatch(of: /(?:symbol|name|test|figure)s(?:-chapters)?(?:-\d+)?\.html/) != nil
      || name.wholeMatch(of: /search-\d+\.js/) != nil
  }

  /// The folder of a page; empty for pages at the site's root.
  static func folder(of page: String) -> String {
    page.split(separator: "/").dropLast().joined(separator: "/")
  }

  /// The relative path from one page to another.
  static func relative(_ target: String, from page: String) -> String {
    var target = target.split(separator: "/")[...]
    // Pages about the whole book lie in no folder.
    var source =
      page.utf8.contains(UInt8(ascii: "/")) ? page.split(separator: "/").dropLast()[...] : []
    while let step = source.first, target.count > 1, step == target.first {
      source.removeFirst()
      target.removeFirst()
    }
    let ups = Array(repeating: "..", count: source.count)
    return (ups + target.map { encoded(String($0)) }).joined(separator: "/")
  }

  /// Percent-encodes what a path in a link may not hold as it is.
  static func encoded(_ step: String) -> String {
    guard !step.utf8.allSatisfy(isPlain) else { return step }
    var result = ""
    for byte in step.utf8 {
      if isPlain(byte) {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return result
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: "."), UInt8(ascii: "~"):
      true
    default: false
    }
  }
}
