// What `swift build` and `swiftc` print: messages with a place, in the toolchain's words, among
// progress, source excerpts and messages without a place.
//
//     [24/25] Compiling Zoo 01-cages.md.swift
//     Spec/Zoo/01-cages.md:24:3: error: cannot convert return expression of type …
//     22 | public enum Full: Error { case full(by: Int) }
//     error: link command failed with exit code 1

/// Reads the output of a build, line by line.
package struct CompilerOutput: Sendable {
  private let names: SourceNames
  private var lines = LineReader(limit: 64 << 10)
  private var seen: Set<String> = []
  /// Messages at files of the book, by the file's name.
  package private(set) var diagnostics: [String: [Diagnostic]] = [:]
  /// Errors elsewhere and messages without a place, as printed.
  package private(set) var messages: [String] = []
  /// The last lines of any kind, for a failure without a message.
  package private(set) var lastLines: [String] = []
  /// The build's last progress line: `[24/25] Compiling Zoo`.
  package private(set) var progress = ""

  /// A broken header can cause a message in each file; nobody reads so many.
  package static let messageLimit = 2000

  package init(names: SourceNames) { self.names = names }

  /// Takes the next bytes.
  package mutating func read(_ bytes: ArraySlice<UInt8>) {
    var complete: [ArraySlice<UInt8>] = []
    lines.read(bytes) { complete.append($0) }
    for line in complete { take(line) }
  }

  /// Ends the reading and puts messages in the order of their places.
  package mutating func finish() {
    var last: ArraySlice<UInt8>?
    lines.finish { last = $0 }
    if let last { take(last) }
    // With a reason at hand, that a step failed is no news.
    let reasons = messages.filter { !$0.hasSuffix("(use -v to see invocation)") }
    if !reasons.isEmpty || !diagnostics.isEmpty { messages = reasons }
    for name in diagnostics.keys {
      diagnostics[name]?.sort { ($0.line, $0.column) < ($1.line, $1.column) }
    }
  }

  private mutating func take(_ bytes: ArraySlice<UInt8>) {
    let line = String(decoding: bytes, as: UTF8.self)
    if line.first == "[", line.contains("] ") { return progress = line }
    lastLines.append(line)
    if lastLines.count > 20 { lastLines.removeFirst() }
    // The compiler says the same when it emits the module and when it compiles the file.
    guard seen.count < Self.messageLimit, let found = Self.message(in: line),
      seen.insert(line).inserted
    else { return }
    guard let place = found.place else { return messages.append(line) }
    let name = names.name(ofPath: String(place.path))
    guard names.isInBook(name) else {
      // Warnings of code outside the book are not about the book.
      if found.severity == .error { messages.append(line) }
      return
    }
    diagnostics[name, default: []].append(
      Diagnostic(
        severity: found.severity, line: place.line, column: place.column,
        message: String(found.text)))
  }
}

extension CompilerOutput {
  private struct Message {
    var place: (path: Substring, line: Int, column: Int)?
    var severity: Diagnostic.Severity
    var text: Substring
  }

  /// `[path:line:column: ]severity: text`, or what a linker says.
  private static func message(in line: String) -> Message? {
    guard line.first.map({ !$0.isWhitespace }) == true, line.utf8.contains(UInt8(ascii: ":")) else {
      return nil
    }
    for severity in [Diagnostic.Severity.error, .warning, .note] {
      let word = "\(severity.rawValue): "
      if line.hasPrefix(word) {
        return Message(severity: severity, text: line.dropFirst(word.count))
      }
      if let mark = line.firstRange(of: ": \(word)") {
        let place = place(line[..<mark.lowerBound])
        return Message(place: place, severity: severity, text: line[mark.upperBound...])
      }
    }
    if line.contains("undefined reference to") || line.hasPrefix("ld.") || line.hasPrefix("clang:")
    {
      return Message(severity: .error, text: line[...])
    }
    return nil
  }

  private static func place(_ text: Substring) -> (path: Substring, line: Int, column: Int)? {
    let fields = text.split(separator: ":", omittingEmptySubsequences: false)
    guard fields.count >= 3, let column = Int(fields[fields.count - 1]),
      let line = Int(fields[fields.count - 2]), line > 0, column >= 0
    else { return nil }
    return (text[..<fields[fields.count - 3].endIndex], line, column)
  }
}
