// `weft review headers`: the formats of a book against the C headers that they are stated in.

import ArgumentParser
import Book
import Foundation
import Review
import TextTables

struct ReviewHeadersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "headers",
    abstract: "Compares the formats with the C headers that they name.",
    discussion: """
      A binding names its header with 'x-header', and with 'x-define' the macro that is its name; a \
      layout has 'header=' and 'struct='. The toolchain's clang lays the structs out for this \
      machine: their sizes, where members are and how wide, and what macros are. A field is the \
      member of its name, with '_' for '-', or else the one at its place. What a node holds must be \
      named by a macro of the header, or by a file that includes it.

      With BASE..HEAD the headers are read from the repository of FOLDER, as both revisions have \
      them. What changed in structs and macros is told with the name that stands for it, whether \
      that was raised, where the book speaks of it, and what to ask.

      'headers:' in Spec/book.yml says what a compiler needs to read them, and options add to it. \
      A header that is not there is taken as empty, and named.

      Examples:
        weft review headers ../program --include arch/x86/include
        weft review headers ../program v1..v2

      Exit codes: 0 they agree, 1 they differ, or a format changed and no name with it, 2 usage, 3 \
      the book, the folder or a revision cannot be loaded, 4 a header is missing or does not compile \
      by itself, or nothing names one.
      """)

  @OptionGroup var options: SharedOptions

  @Argument(help: "The folder from which the paths of headers go.", completion: .directory)
  var folder: String

  @Argument(help: "Two revisions of its repository, as BASE..HEAD.")
  var range: String?

  @Option(help: "Another folder in it in which included headers are.", completion: .directory)
  var include: [String] = []

  @Option(
    help: ArgumentHelp(
      "The release whose headers they are, one of 'releases' in book.yml.",
      discussion: "Names are then held against the forms that it has; else each form is right."))
  var release: String?

  @Option(help: "A macro for the compiler, NAME or NAME=VALUE.")
  var define: [String] = []

  func validate() throws {
    if let path = include.first(where: { !HeaderSettings.isPath($0) }) {
      throw ValidationError("'\(path)' is no folder below FOLDER; write its path from there.")
    }
    if let text = define.first(where: { !HeaderSettings.isDefinition($0) }) {
      throw ValidationError("'\(text)' is no macro; write NAME or NAME=VALUE.")
    }
    if range != nil, revisions == nil {
      throw ValidationError("'\(range ?? "")' are no two revisions; write BASE..HEAD.")
    }
  }

  private var revisions: (base: String, head: String)? {
    guard let dots = range?.firstRange(of: ".."), let range else { return nil }
    let (base, head) = (range[..<dots.lowerBound], range[dots.upperBound...])
    guard !base.isEmpty, !head.isEmpty, !head.hasPrefix(".") else { return nil }
    return (String(base), String(head))
  }

  func run() async throws {
    var more = HeaderSettings()
    (more.include, more.define) = (include, define)
    let job = HeaderJob(
      package: try options.bookPackage(), folder: URL(filePath: folder), more: more,
      range: revisions, release: release)
    let result = try await job.run()
    let console = options.console()
    if options.json {
      console.print(try result.jsonText())
    } else {
      for line in Self.lines(result) { console.print(Console.cleaned(line)) }
    }
    let isSilent = result.changes.contains { [.silent, .unnamed].contains($0.standing) }
    if !result.differences.isEmpty || isSilent { throw ExitStatus.findings }
    if !result.omissions.isEmpty { throw ExitStatus.incomplete }
  }

  private static func lines(_ result: HeaderJob.Result) -> [String] {
    var lines: [String] = []
    for change in result.changes {
      lines.append("\(change.header): \(change.subject): \(verdict(change))")
      lines += change.what.map { "  - \($0)" } + change.names.map { "  \($0)" }
      if !change.elsewhere.isEmpty {
        let (when, files) = (change.isNew == true ? "base" : "head", change.elsewhere)
        lines.append("  in \(when) it is defined in \(files.joined(separator: ", "))")
      }
      lines += change.places.map { "  stated at \($0)" }
      if !change.rules.isEmpty { lines.append("  rules: " + change.rules.joined(separator: ", ")) }
      lines.append("  ask: \(change.ask)")
    }
    lines += result.differences.map { "\($0.location): error: \($0.element): \($0.message)" }
    lines += result.absent.map { "not in these headers: \($0)" }
    lines += result.missing.map { "taken as empty, since it is not there: \($0)" }
    lines += result.omissions.map { "not checked: \($0)" }
    let changes = result.changes.isEmpty ? "" : ", \(result.changes.count) changes"
    return lines + [
      "\(result.headers.count) headers: \(result.differences.count) differences\(changes)"
    ]
  }

  private static func verdict(_ change: HeaderChange) -> String {
    let word = change.isNew.map { $0 ? "is new" : "is gone" } ?? "changed"
    return switch change.standing {
    case .raised: "\(word), and its name was raised"
    case .silent: "\(word), and its name was not raised"
    case .needless: "was raised, and nothing that it stands for has changed"
    case .named:
      change.isNew == true ? "is new, and so is its name" : "\(word), and its name is new"
    case .unnamed:
      change.isNew == false ? "is gone, and so is its name" : "\(word), and its name is gone"
    case .renamed: "is called otherwise, and is the same"
    case .moved: "is here now, and stood elsewhere"
    case .open: "\(word); the book knows no name for it"
    }
  }
}
