// A stated value becomes a check: `expression  // → value` is `expression  ==> Shown("value")`.

import Book

extension ValueComment {
  /// The code with each value comment replaced by its check.
  package static func replacingAll(in code: String) -> String {
    lines(of: code).map { $0.comment?.check ?? String($0.line) }.joined(separator: "\n")
  }

  private var check: String {
    let (type, text) = thrown.map { ("Thrown", $0) } ?? ("Shown", value)
    let near = tolerance.map { ", near: \($0.number), within: \($0.distance)" } ?? ""
    return "\(code)\(needsSpace ? " " : "")==> \(type)(\(Tangled.literal(String(text)))\(near))"
  }
}
