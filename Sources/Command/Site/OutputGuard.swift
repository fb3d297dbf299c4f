// The site replaces the folder that it is put into, whole. So that folder must be a site, empty, or
// not there yet; and the default one must not lead out of the package through a link.

import Foundation
import Run
import Weave

/// A folder that a site must not replace.
package struct UnsafeOutput: Error, CustomStringConvertible {
  package var description: String
}

struct OutputGuard {
  let root: URL
  let output: URL
  /// Whether weft put something with a name into the folder, or will.
  var isOwn: (String) -> Bool = { _ in true }

  func check() throws(UnsafeOutput) {
    let place = output.resolvingSymlinksInPath().path
    let home = root.resolvingSymlinksInPath().path
    let isDefault = output.standardizedFileURL.path.hasPrefix(root.standardizedFileURL.path + "/")
    if isDefault, !place.hasPrefix(home + "/") {
      throw UnsafeOutput(
        description: "the site's folder leads out of the package through a link, to \(place);"
          + " remove the link or name the folder with --output")
    }
    if isDefault { try checkLinks(home) }
    let spares = "\(home)/\(PackageLayout.workFolder)/spares"
    if place == spares || place.hasPrefix(spares + "/") {
      throw UnsafeOutput(
        description:
          "\(output.relativePath) is where weft keeps earlier sites and replaces them; name"
          + " another folder")
    }
    let spec = "\(home)/\(PackageLayout.specFolder)"
    if place.hasPrefix(spec + "/") {
      throw UnsafeOutput(
        description:
          "\(output.relativePath) lies among the chapters, and its copies of them would be read"
          + " as chapters; name another folder")
    }
    let manager = FileManager.default
    guard manager.fileExists(atPath: place) else { return }
    let content: [String]
    do { content = try manager.contentsOfDirectory(atPath: place) } catch {
      throw UnsafeOutput(description: "\(output.relativePath) is no folder; name one for the site")
    }
    let hasBook = content.contains("Package.swift") || content.contains("book.yml")
    guard content.isEmpty || isSite(place, content) && !hasBook else {
      throw UnsafeOutput(
        description: "\(output.relativePath) holds something that is no woven site, and weaving"
          + " would replace it; name a new folder or an empty one")
    }
    if let other = content.sorted().first(where: { !isOwn($0) }) {
      throw UnsafeOutput(
        description:
          "\(output.relativePath) holds '\(other)', which weft did not put there and weaving"
          + " would remove; move it elsewhere")
    }
  }

  /// Whether a folder is a woven site: others have a first page and rules too, but not rules with the code
  /// that they were woven from.
  private func isSite(_ folder: String, _ content: [String]) -> Bool {
    guard content.contains(SitePaths.home),
      let file = FileHandle(forReadingAtPath: "\(folder)/\(SitePaths.rulesJSON)")
    else { return false }
    defer { try? file.close() }
    let head = Data("{\"code\":".utf8)
    return (try? file.read(upToCount: head.count)) == head
  }

  /// No folder on the way to the site may be a link that leads out of the package, or nowhere; a path
  /// whose end is not there yet does not tell where it leads.
  private func checkLinks(_ home: String) throws(UnsafeOutput) {
    var folder = output.standardizedFileURL
    let top = root.standardizedFileURL.path
    while folder.path.utf8.count > top.utf8.count {
      let isLink = (try? FileManager.default.destinationOfSymbolicLink(atPath: folder.path)) != nil
      let real = realpath(folder.path, nil)
      defer { free(real) }
      let place = real.map { String(cString: $0) }
      if isLink, place?.hasPrefix(home + "/") != true {
        throw UnsafeOutput(
          description:
            "the site's folder leads out of the package through the link \(folder.path), to"
            + " \(place ?? "nowhere"); remove the link or name the folder with --output")
      }
      folder.deleteLastPathComponent()
    }
  }
}
