// What evidence depends on in a chapter: its code, and the names the code gets; no line numbers
// and no prose.

extension Chapter {
  /// Text that is the same for two states of a chapter exactly when evidence for one holds, moved,
  /// for the other.
  package var evidenceText: String { text(of: \.code, where: \.isChecked) }

  /// The same without the values that examples state. They are compared with what the code does and
  /// change nothing of it: what a run reached and recorded holds for all states with this text.
  package var executedText: String { text(of: \.executedCode, where: \.isChecked) }

  /// The same of what becomes part of the module, which is all that other parts can depend on.
  package var moduleText: String { text(of: \.code) { $0 == .implementation } }

  private func text(
    of code: KeyPath<Fence, String>, where isWanted: (Role) -> Bool
  ) -> String {
    var text = "chapter \(path)\n"
    for fence in fences where isWanted(fence.role) {
      let name = fence.testName ?? ""
      var expected = ""
      switch fence.role {
      case .fails(let message), .traps(let message): expected = message
      default: break
      }
      let fields = [fence.role.name, "\(fence.lastLine - fence.line)", expected, name]
      // Lengths before contents: no content can pretend to be another fence.
      for field in fields + [fence[keyPath: code]] { text += "\(field.utf8.count) \(field)\n" }
    }
    return text
  }
}

extension Fence {
  /// The code with the kind of each stated value in place of the value.
  fileprivate var executedCode: String {
    guard role == .example else { return code }
    return ValueComment.lines(of: code).map { line, comment in
      guard let comment else { return String(line) }
      let kind = comment.thrown == nil ? "shows" : "throws"
      let reach = comment.unreachedReason == nil ? "" : " not reached"
      return "\(comment.code)// → \(kind)\(reach)"
    }.joined(separator: "\n")
  }
}
