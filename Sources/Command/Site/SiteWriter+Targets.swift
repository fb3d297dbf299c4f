// Which files a site has, and the key of what each depends on.

import Book
import Foundation
import Run
import Weave

extension SiteWriter {
  /// A file that belongs to the site, and how to come by its content.
  struct Target: Sendable {
    enum Source: Sendable {
      case chapter(String)
      /// What is woven with a chapter's page: its source, and what scripts read of it.
      case besideChapter
      case bookPage(BookPage)
      /// The page with all chapters on it.
      case singlePage
      /// A page of the index that is there already and whole.
      case listed
      case picture(String)
      case theme(Data)
    }

    var path: String
    var key: Digest
    var source: Source
    var isChapter: Bool { if case .chapter = source { true } else { false } }
    /// Whether it shows code, and so waits for colours.
    var hasCode: Bool { if case .singlePage = source { true } else { isChapter } }
    var isListed: Bool { if case .listed = source { true } else { false } }
    var listsFigures: Bool {
      if case .bookPage(let page) = source { page.listsFigures } else { false }
    }
  }

  /// The files that are woven with a chapter's page.
  func filesBeside(chapter path: String) -> [String] {
    let source = SitePaths.source(ofChapter: path)
    guard extent == .whole else { return [source] }
    return [SitePaths.searchText(ofChapter: path), SitePaths.symbols(ofChapter: path), source]
  }

  /// Of what all pages look like: the theme's shell, and the colours of code.
  private var look: Digest {
    var hasher = DigestHasher()
    hasher.add(theme.digest)
    hasher.add(lexer.identity)
    return hasher.digest()
  }

  /// All files of the site.
  ///
  /// - Parameter old: those that were woven last.
  func targets(_ old: WovenFiles) -> [Target] {
    let keys = PageKeys(
      context, known: inputs.known, theme: look, colours: lexer.isThere)
    var targets: [Target] = []
    let chapters = context.book.chapters
    let chapterKeys = chapters.mapSideBySide { outline in
      keys.key(
        ofChapter: outline, content: snapshot.digests[outline.path] ?? Digest(of: []))
    }
    for (outline, key) in zip(chapters, chapterKeys) {
      targets.append(
        Target(
          path: SitePaths.page(ofChapter: outline.path), key: key, source: .chapter(outline.path)))
      targets += filesBeside(chapter: outline.path).map {
        Target(path: $0, key: key, source: .besideChapter)
      }
    }
    let whole = keys.keyOfBook()
    if hasSinglePage {
      var hasher = DigestHasher()
      for target in targets { hasher.add(target.key) }
      hasher.add(whole)
      targets.append(Target(path: SitePaths.single, key: hasher.digest(), source: .singlePage))
    }
    for page in context.wholePages {
      targets.append(Target(path: page.path, key: whole, source: .bookPage(page)))
    }
    if extent == .whole {
      targets += indexTargets(keys.keyOfIndex(), old)
      for (page, chapters) in context.namesPages {
        let key = keys.keyOfNames(of: chapters)
        targets.append(Target(path: page.path, key: key, source: .bookPage(page)))
      }
    }
    for (path, picture) in context.book.pictures.sorted(by: { $0.key < $1.key }) {
      targets.append(
        Target(
          path: SitePaths.place(ofPicture: path), key: picture.digest, source: .picture(path)))
    }
    for file in theme.files {
      targets.append(
        Target(path: file.name, key: Digest(of: file.bytes), source: .theme(file.bytes)))
    }
    return targets
  }

  /// The pages of the index. The index itself is made only where one of them is missing.
  private func indexTargets(_ key: Digest, _ old: WovenFiles) -> [Target] {
    let listed = old.filter { $0.value.key == key }
    if !listed.isEmpty, listed.allSatisfy({ stamp($0.key) == $0.value.stamp }) {
      return listed.keys.sorted().map { Target(path: $0, key: key, source: .listed) }
    }
    return context.indexPages.map { Target(path: $0.path, key: key, source: .bookPage($0)) }
  }
}
