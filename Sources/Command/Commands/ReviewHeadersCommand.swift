// `weft review headers`: the formats of a book against the C headers that they are stated in.

import ArgumentParser
import Book
import Foundation
import Review

struct ReviewHeadersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "headers",
    abstract: "Compares the formats with the C headers that they name.",
    discussion: """
      A binding names its header with 'x-header', and with 'x-define' the macro that is its name; a \
      layout has 'header=' and 'struct='. The toolchain's clang lays the structs out for this \
      machine: their sizes, where members are and how wide, and what macros are. A member has the \
      name of the field, with '_' for '-'.

      Example:
        weft review headers ../program --include arch/x86/include

      Exit codes: 0 they agree, 1 they differ, 2 usage, 3 the book or the folder cannot be loaded, 4 \
      a header is missing or does not compile by itself, or nothing names one.
      """)

  @OptionGroup var options: SharedOptions

  @Argument(help: "The folder from which the paths of headers go.", completion: .directory)
  var folder: String

  @Option(help: "Another folder in it in which included headers are.", completion: .directory)
  var include: [String] = []

  func run() async throws {
    let job = HeaderJob(
      package: try options.bookPackage(), folder: URL(filePath: folder), includes: include)
    let result = try await job.run()
    let console = options.console()
    if options.json {
      console.print(String(decoding: try JSONEncoder.forPrograms.encode(result), as: UTF8.self))
    } else {
      for difference in result.differences {
        console.print(
          Console.cleaned(
            "\(difference.location): error: \(difference.element): \(difference.message)"))
      }
      for omission in result.omissions {
        console.print(Console.cleaned("not checked: \(omission)"))
      }
      console.print(
        "\(result.headers.count) headers: \(result.differences.count) differences")
    }
    if !result.differences.isEmpty { throw ExitStatus.findings }
    if !result.omissions.isEmpty { throw ExitStatus.incomplete }
  }
}
