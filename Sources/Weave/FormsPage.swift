// Who can read whom: the forms of formats, each with each. What stands there is made by who compares formats.

package import Book

/// A part of a page that another stage makes, and only when the page is woven.
package struct BookSection: Sendable {
  /// Of all that it is made of.
  let key: Digest
  let html: @Sendable () -> HTML

  package init(key: Digest, html: @escaping @Sendable () -> HTML) {
    (self.key, self.html) = (key, html)
  }
}

struct FormsPage {
  let context: WeaveContext

  func content() -> PageContent {
    PageContent(
      path: SitePaths.forms, title: "Forms", kind: "forms",
      place: "<span class=\"here\">Forms</span>",
      description: "For each form that a format has had: who can read what its writers left.",
      bookNavigation: BookNavigation(context: context, page: SitePaths.forms, present: nil).html(),
      body: "<h1>Forms: who can read whom</h1>\(context.forms?.html() ?? "")")
  }
}
