// The forms of a format: schemas that releases had one after the other, each stated for itself.
//
//     ```yaml binding=note-2.0 form-of=note since=2.0 until=2.4
//     ```yaml binding=note since=3.0

/// A schema that says which format it is a form of, or which releases have it.
package struct FormStatement: Sendable {
  package let fence: Fence
  /// The chapter that states it.
  package let chapter: String
  package let binding: String
  /// The format; a schema that is no form of another's is one of its own.
  package let format: String

  package var location: Location { Location(file: chapter, line: fence.line) }

  /// `nil` for other fences than schemas.
  package init?(_ fence: Fence, chapter: String) {
    guard case .schema(let binding) = fence.role else { return nil }
    self.fence = fence
    self.chapter = chapter
    self.binding = binding
    format = fence.formOf ?? binding
  }
}

extension Book {
  /// The schemas of the chapters, in order.
  package var forms: [FormStatement] {
    chapters.flatMap { chapter in
      chapter.statements.compactMap { FormStatement($0, chapter: chapter.path) }
    }
  }

  /// The formats, `layout NAME` among them, of which the book says that a release does not have them.
  package func formats(notIn release: String) -> Set<String> {
    let statements = chapters.flatMap(\.statements).filter { fence in
      fence.claim.map { !manifest.releases.scope(of: $0).releases.contains(release) } ?? false
    }
    return Set(
      statements.compactMap { fence in
        switch fence.role {
        case .schema(let binding): binding
        case .layout(let name): "layout \(name)"
        default: nil
        }
      })
  }

  /// A form is of a format that is stated, and a release has one form of it.
  mutating func checkForms(_ suggestions: inout FirstSuggestions) {
    let forms = forms
    let formats = Set(forms.map(\.binding))
    let older = Set(forms.filter { $0.fence.formOf != nil }.map(\.binding))
    var owners: [String: [String: FormStatement]] = [:]
    for form in forms {
      if form.fence.formOf != nil, !formats.contains(form.format) {
        let end = suggestions.suggestion(
          for: form.format, among: "formats", formats.sorted(),
          otherwise: "form-of= names the format of a fence with 'yaml binding='")
        report(
          .bindingReference, form.location, "there is no binding '\(form.format)'" + end)
      }
      if form.fence.formOf != nil, older.contains(form.format) {
        report(
          .bindingReference, form.location,
          "'\(form.format)' is a form itself; form-of= names the format that others are forms of")
      }
      for release in form.fence.claim.map(manifest.releases.scope)?.releases ?? [] {
        if let other = owners[form.format]?[release] {
          report(
            .bindingName, form.location,
            "'\(form.binding)' and '\(other.binding)' are both the form of '\(form.format)' in"
              + " \(release); a release has one, the other is stated at \(other.location)")
          break
        }
        owners[form.format, default: [:]][release] = form
      }
    }
  }
}
