// Tangles the chapters of a part in every build: `swift build`, `swift test`, editors.
//
// A target with chapters in its folder gets their implementation; a test target named after a
// part (`CountingTests` after `Counting`) gets the tests of that part's chapters.

import Foundation
import PackagePlugin

@main
struct TangleChapters: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    guard let target = target as? SwiftSourceModuleTarget else { return [] }
    let tool = try context.tool(named: "weft-tangle")
    let part = target.kind == .test ? part(testedBy: target) : target
    guard let part else {
      Diagnostics.error(
        "\(target.name) is named after no part; a part's test target is called <Part>Tests and"
          + " depends on <Part>")
      return []
    }
    let kind = target.kind == .test ? "tests" : "implementation"
    let root = context.package.directoryURL.path(percentEncoded: false)
    let manifest = part.directoryURL.appending(path: "../book.yml").standardizedFileURL
    let leftOut = try leftOut(context)
    let hasManifest = FileManager.default.fileExists(atPath: manifest.path(percentEncoded: false))
    return try chapters(of: part).map { chapter in
      let output = context.pluginWorkDirectoryURL.appending(path: "\(chapter.flatName).swift")
      let path = chapter.file.path(percentEncoded: false)
      let relative = path.hasPrefix(root) ? String(path.dropFirst(root.count)) : path
      let shown = relative.hasPrefix("/") ? String(relative.dropFirst()) : relative
      return .buildCommand(
        displayName: "Tangling \(kind) of \(shown)",
        executable: tool.url,
        arguments: [
          kind, path, shown, manifest.path(percentEncoded: false),
          leftOut.path(percentEncoded: false), output.path(percentEncoded: false),
        ] + modules(of: target),
        inputFiles: [chapter.file, leftOut] + (hasManifest ? [manifest] : []),
        outputFiles: [output])
    }
  }

  /// The list of fences that weft wants left out of its own build, empty until it writes one. It is
  /// there from the first build on, since an input that is missing would stop the build.
  private func leftOut(_ context: PluginContext) throws -> URL {
    let file = context.pluginWorkDirectoryURL.appending(path: "left-out")
    if !FileManager.default.fileExists(atPath: file.path(percentEncoded: false)) {
      try Data().write(to: file)
    }
    return file
  }

  private func part(testedBy target: SwiftSourceModuleTarget) -> SwiftSourceModuleTarget? {
    let name = target.name.hasSuffix("Tests") ? String(target.name.dropLast(5)) : ""
    for case .target(let dependency) in target.dependencies where dependency.name == name {
      return dependency as? SwiftSourceModuleTarget
    }
    return nil
  }

  /// The chapters in a part's folder and in the folders of it, each with its path from there on one
  /// level, since Swift allows no two files of one name in a module: `cages+02-lions.md`.
  private func chapters(
    of part: SwiftSourceModuleTarget
  ) throws -> [(file: URL, flatName: String)] {
    let root = part.directoryURL.path(percentEncoded: false)
    var found: [(file: URL, flatName: String)] = []
    var folders = [""]
    while let folder = folders.popLast() {
      for name in try FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)") {
        // Editors leave hidden files beside those being edited.
        guard !name.hasPrefix(".") else { continue }
        let file = part.directoryURL.appending(path: folder + name)
        let kind = try file.resourceValues(forKeys: [.isDirectoryKey, .isSymbolicLinkKey])
        if kind.isDirectory == true, kind.isSymbolicLink != true {
          folders.append("\(folder)\(name)/")
        } else if name.hasSuffix(".md") || name.hasSuffix(".markdown") {
          found.append((file, (folder + name).replacing("/", with: "+")))
        }
      }
    }
    return found.sorted { $0.flatName < $1.flatName }
  }

  /// The modules that the manifest lets this target import.
  private func modules(of target: SwiftSourceModuleTarget) -> [String] {
    target.dependencies.flatMap { dependency -> [String] in
      switch dependency {
      case .target(let target): [(target as? any SourceModuleTarget)?.moduleName ?? target.name]
      case .product(let product):
        product.targets.map { ($0 as? any SourceModuleTarget)?.moduleName ?? $0.name }
      @unknown default: []
      }
    }
  }
}
