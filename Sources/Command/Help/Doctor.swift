// What this machine lacks of what weft asks of others: programs, libraries, files.

import Foundation
import Programs
import Run

/// Something that weft uses and did not bring.
struct Requirement: Codable, Hashable {
  var name: String
  /// Where it is, or what it says of itself; `nil` when it is missing.
  var found: String?
  /// What it is for.
  var purpose: String
  /// How to get it.
  var remedy: String
  /// Whether `weft build` cannot do without it.
  var isNeeded: Bool
}

/// Looks at a machine.
struct Doctor {
  /// Where a program is, by its name.
  var program: (String) -> String?
  /// Whether there is a file.
  var hasFile: (String) -> Bool
  /// `nil` when there is none.
  var toolchain: Toolchain?
  /// The version of cmark-gfm that can be compiled against.
  var markdown: String?

  /// The least version of Swift that packages of weft ask for.
  static let leastSwift = (major: 6, minor: 2)

  /// All that is asked for, what is needed first.
  var requirements: [Requirement] {
    let needed = [swift, markdownLibrary] + Self.needed.map { tool($0, isNeeded: true) }
    return needed + ["llvm-profdata", "llvm-cov"].map(coverage) + [index, lexer, search]
      + Self.wanted.map { tool($0, isNeeded: false) }
  }

  private typealias Tool = (name: String, purpose: String, package: String)

  private static let needed: [Tool] = [
    ("pkg-config", "finds cmark-gfm for 'swift build'", "pkg-config"),
    ("stdbuf", "lets each printed line be its test's", "coreutils"),
  ]

  private static let wanted: [Tool] = [
    ("git", "lets 'weft review' and 'weft test --changed' read revisions", "git"),
    ("prlimit", "ends what tests leave behind in other sessions", "util-linux"),
    ("xdg-open", "opens the browser for 'weft serve --open'", "xdg-utils"),
  ]

  private func tool(_ tool: Tool, isNeeded: Bool) -> Requirement {
    Requirement(
      name: tool.name, found: program(tool.name), purpose: tool.purpose,
      remedy: "install Debian's \(tool.package)", isNeeded: isNeeded)
  }

  private var swift: Requirement {
    let least = "\(Self.leastSwift.major).\(Self.leastSwift.minor)"
    let version = toolchain.map(\.version) ?? ""
    let isEnough = Self.version(in: version).map { $0 >= Self.leastSwift } ?? false
    return Requirement(
      name: "swift", found: isEnough ? version : nil,
      purpose: "compiles and tests the book"
        + (version.isEmpty || isEnough ? "" : "; \(version) is older"),
      remedy:
        "install Swift \(least) or later from https://swift.org/install and put its usr/bin in PATH",
      isNeeded: true)
  }

  /// `Swift version 6.3.1 (…)` as numbers.
  static func version(in text: String) -> (Int, Int)? {
    guard let match = text.firstMatch(of: /version (\d+)\.(\d+)/),
      let major = Int(match.output.1), let minor = Int(match.output.2)
    else { return nil }
    return (major, minor)
  }

  private var markdownLibrary: Requirement {
    Requirement(
      name: "libcmark-gfm", found: markdown,
      purpose: "reads Markdown for weft, which is compiled against it",
      remedy: "install Debian's libcmark-gfm-dev and libcmark-gfm-extensions-dev", isNeeded: true)
  }

  private func coverage(_ name: String) -> Requirement {
    Requirement(
      name: name, found: toolchain?.program(name),
      purpose: "tells which values a run reached; without it none counts as checked",
      remedy: "install a whole toolchain from https://swift.org/install", isNeeded: true)
  }

  private func library(_ name: String, _ purpose: String) -> Requirement {
    let path = toolchain?.library(name)
    return Requirement(
      name: name, found: path.flatMap { hasFile($0) ? $0 : nil }, purpose: purpose,
      remedy: "install a whole toolchain from https://swift.org/install", isNeeded: false)
  }

  private var index: Requirement {
    library("libIndexStore.so", "makes links of the names in code")
  }

  private var lexer: Requirement { library("libsourcekitdInProc.so", "colours code") }

  private var search: Requirement {
    let path = ThemeFolder.installedLunr.path
    return Requirement(
      name: "lunr", found: hasFile(path) ? path : nil, purpose: "searches the site",
      remedy: "install Debian's libjs-lunr, or have lunr.js in Site/theme", isNeeded: false)
  }
}

extension Doctor {
  /// This machine.
  static func ofThisMachine() async throws -> Doctor {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let toolchain: Toolchain?
    do { toolchain = try await Toolchain.asked() } catch is ToolchainFailure { toolchain = nil }
    return Doctor(
      program: { name in
        folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
      },
      hasFile: { FileManager.default.fileExists(atPath: $0) }, toolchain: toolchain,
      markdown: try await markdownVersion())
  }

  private static func markdownVersion() async throws -> String? {
    do {
      let output = try await ChildProcess("pkg-config", ["--modversion", "libcmark-gfm"])
        .output(limit: 1 << 10)
      guard output.ending.isSuccess else { return nil }
      return String(decoding: output.standardOutput, as: UTF8.self)
        .trimmingCharacters(in: .whitespacesAndNewlines)
    } catch is ProcessFailure { return nil }
  }
}
