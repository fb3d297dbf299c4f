// Picture files beside the chapters. They come from anybody, so what is shown is a picture by its
// content, in a format that the file's name says, and a drawing passes the filter of figures.

package import Book

/// What the site carries of a picture file.
package struct PictureFile {
  /// Larger ones would make a page slow for everybody who reads it.
  package static let sizeLimit = 4 << 20

  /// As they lie on the site.
  package let bytes: [UInt8]
  /// What of a drawing is left out.
  private let leftOut: [String]

  /// Why a picture cannot be shown.
  struct Refused: Error {
    /// A sentence's end: `lion.png is …; …`.
    var reason: String
  }

  /// - Throws: `Refused` when the content is none that pages show, or not what the name says.
  private init(_ bytes: [UInt8], named name: String) throws(Refused) {
    guard bytes.count <= Self.sizeLimit else { throw Self.tooLarge }
    guard let ending = Picture.endings.first(where: { name.lowercased().hasSuffix($0) }) else {
      let endings = Picture.endings.joined(separator: ", ")
      throw Refused(reason: "is no picture by its name; pictures end with \(endings)")
    }
    guard ending == ".svg" else {
      let format = Self.format(of: bytes)
      guard let format else { throw Refused(reason: "is no picture by its content; replace it") }
      guard format.contains(ending) else {
        throw Refused(reason: "is a picture of another format; let its name end with \(format[0])")
      }
      (self.bytes, leftOut) = (bytes, [])
      return
    }
    let figure: SVGFigure
    do { figure = try SVGFigure(bytes, prefix: "") } catch {
      throw Refused(reason: error.reason + "; draw it otherwise")
    }
    guard figure.standsAlone else {
      throw Refused(
        reason: "names no namespace, so a browser takes it for no SVG; write"
          + " <svg xmlns=\"http://www.w3.org/2000/svg\" …>")
    }
    self.bytes = Array((figure.html.text + "\n").utf8)
    leftOut = figure.leftOut.sorted()
  }

  private static let tooLarge = Refused(
    reason: "has more than \(sizeLimit >> 20) MiB; make it smaller")

  /// A picture that is not read, since its size alone speaks against it.
  package static let oversized = Picture(fault: tooLarge.reason, digest: Digest(of: []))

  /// What the book has to know of a picture file.
  package static func picture(_ bytes: [UInt8], named name: String) -> Picture {
    let digest = Digest(of: bytes)
    do {
      let leftOut = try PictureFile(bytes, named: name).leftOut.map { "<\($0)>" }
      guard !leftOut.isEmpty else { return Picture(digest: digest) }
      let omission =
        "is shown without its \(leftOut.joined(separator: ", ")); draw it without them"
      return Picture(omission: omission, digest: digest)
    } catch { return Picture(fault: error.reason, digest: digest) }
  }

  /// The bytes that the site carries of a picture without fault; `nil` for another.
  package static func siteBytes(_ bytes: [UInt8], named name: String) -> [UInt8]? {
    try? PictureFile(bytes, named: name).bytes
  }

  /// The endings that fit a content, by how it begins.
  private static func format(of bytes: [UInt8]) -> [String]? {
    func holds(_ text: String, at offset: Int = 0) -> Bool {
      bytes.dropFirst(offset).starts(with: text.utf8)
    }
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return [".png"] }
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return [".jpg", ".jpeg"] }
    if holds("GIF87a") || holds("GIF89a") { return [".gif"] }
    if holds("RIFF"), holds("WEBP", at: 8) { return [".webp"] }
    if holds("ftypavif", at: 4) || holds("ftypavis", at: 4) { return [".avif"] }
    return nil
  }
}
