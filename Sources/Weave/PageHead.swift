// What a page says of itself to programs: search engines, previews, readers of plain text.

import Book

struct PageHead {
  let content: PageContent
  let context: WeaveContext

  init(_ content: PageContent, _ context: WeaveContext) {
    (self.content, self.context) = (content, context)
  }

  func html() -> HTML {
    var lines: [HTML] = []
    let description = Self.short(content.description)
    if !description.isEmpty {
      lines.append("<meta name=\"description\" content=\"\(description)\">")
    }
    if let source = content.source {
      let path = LinkTarget.relative(source, from: content.path)
      lines.append("<link rel=\"alternate\" type=\"text/markdown\" href=\"\(path)\">")
    }
    if let address = context.book.manifest.address {
      lines += published(at: Self.address(of: content.path, on: address), description)
    }
    if !content.head.isEmpty { lines.append(content.head) }
    return lines.joined(separator: "\n")
  }

  private func published(at address: String, _ description: String) -> [HTML] {
    let title = context.book.manifest.title
    let about: [HTML] =
      description.isEmpty ? [] : ["<meta property=\"og:description\" content=\"\(description)\">"]
    return [
      "<link rel=\"canonical\" href=\"\(address)\">",
      "<meta property=\"og:url\" content=\"\(address)\">",
      "<meta property=\"og:type\" content=\"article\">",
      "<meta property=\"og:site_name\" content=\"\(title)\">",
      "<meta property=\"og:title\" content=\"\(content.title)\">",
    ] + about
  }

  /// The address of a page of a published site.
  static func address(of page: String, on site: String) -> String {
    page == SitePaths.home ? site + "/" : "\(site)/\(LinkTarget.relative(page, from: ""))"
  }

  /// A text on one line, cut at a word where it is longer than previews show.
  private static func short(_ text: String) -> String {
    let limit = 200
    let words = text.split(whereSeparator: \.isWhitespace)
    var short = ""
    for word in words {
      guard short.utf8.count + word.utf8.count < limit else { return short + " …" }
      short += short.isEmpty ? word : " \(word)"
    }
    return short
  }
}

/// The pages of a published site, for search engines.
enum Sitemap {
  static func file(_ context: WeaveContext) -> SiteFile {
    let site = context.book.manifest.address ?? ""
    let pages = [SitePaths.home] + context.order.map { context.page(ofChapter: $0.chapter.path) }
    let places = pages.map { page -> HTML in
      "<url><loc>\(PageHead.address(of: page, on: site))</loc></url>\n"
    }
    let text: HTML = """
      <?xml version="1.0" encoding="UTF-8"?>
      <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
      \(places.joined())</urlset>

      """
    return SiteFile(path: SitePaths.sitemap, text: text.text)
  }
}
