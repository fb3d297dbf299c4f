// What evidence depends on in a chapter: its code, and the names the code gets; no line numbers
// and no prose.

extension Chapter {
  /// Text that is the same for two states of a chapter exactly when evidence for one holds, moved,
  /// for the other.
  package var evidenceText: String {
    var text = "chapter \(path)\n"
    for fence in fences where fence.role.isChecked {
      let name = fence.testName ?? ""
      var expected = ""
      if case .fails(let message) = fence.role { expected = message }
      let fields = [fence.role.name, "\(fence.lastLine - fence.line)", expected, name]
      // Lengths before contents: no content can pretend to be another fence.
      for field in fields + [fence.code] { text += "\(field.utf8.count) \(field)\n" }
    }
    return text
  }
}
