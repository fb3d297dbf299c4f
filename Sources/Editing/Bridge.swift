// Between an editor, which has chapters open, and sourcekit-lsp, which knows Swift. A chapter becomes
// two files of Swift whose lines are the chapter's, so that places need no more than another name:
//
//     editor                      bridge                              sourcekit-lsp
//     open 02-lions.md        →   tangle                          →   open 02-lions.md.swift, twice
//     hover 02-lions.md:31    →   whose code is line 31?          →   hover 02-lions.md.swift:31
//     defined at 01-cats.md:9 ←   which chapter is that file of?  ←   defined at 01-cats.md.swift:9

package import Book
import Foundation
package import Tangle

/// What a book is to the bridge.
package struct BookFiles: Sendable {
  /// The package's folder.
  package var root: String
  /// The Swift of each chapter, by the chapter's path from the root.
  package var pairs: [String: TangledPair]
  package var manifest: Manifest
  /// How many bytes stand before the code of a line, where that is not 0.
  package var prefixWidths: [String: [Int: Int]]

  package init(
    root: String, pairs: [String: TangledPair], manifest: Manifest,
    prefixWidths: [String: [Int: Int]]
  ) {
    (self.root, self.pairs) = (root, pairs)
    (self.manifest, self.prefixWidths) = (manifest, prefixWidths)
  }
}

/// Rewrites each message for the other side.
package struct Bridge {
  typealias JSON = [String: Any]

  /// A message and who gets it.
  package struct Delivery: Equatable, Sendable {
    package enum Receiver: Sendable { case editor, server }
    package var receiver: Receiver
    package var message: [UInt8]
  }

  /// Where the compiler's commands are for sourcekit-lsp.
  let commandsFolder: String
  private(set) var files: BookFiles
  private(set) var open: [String: (uri: String, text: ChapterText)] = [:]
  private var chapters: [String: String] = [:]
  /// What sourcekit-lsp says is wrong, by the tangled file.
  private var wrong: [String: [JSON]] = [:]
  /// The chapter that an unanswered request is about, by the request's id.
  private var asked: [String: String] = [:]
  /// The unanswered requests for symbols of the whole book, by their ids.
  private var symbolRequests: Set<String> = []
  /// The id of the request that begins the conversation.
  private var beginning: String?
  /// The process of the editor, as it says in the beginning; `nil` before that, and when it says none.
  package private(set) var editorProcess: Int32?

  /// - Parameter commandsFolder: where `compile_commands.json` is.
  package init(_ files: BookFiles, commandsFolder: String) {
    (self.files, self.commandsFolder) = (files, commandsFolder)
    learnChapters()
  }

  /// Takes what a new build has left.
  package mutating func update(_ files: BookFiles) {
    self.files = files
    learnChapters()
  }

  private mutating func learnChapters() {
    chapters = [:]
    for (chapter, pair) in files.pairs {
      for file in pair.files { chapters[file.path] = chapter }
    }
  }

  // MARK: From the editor

  /// What becomes of a message of the editor's.
  package mutating func fromEditor(_ message: [UInt8]) -> [Delivery] {
    guard let json = Self.read(message) else {
      return [refusal(NSNull(), -32700, "this is no JSON object, or nests too deep")]
    }
    guard let method = json["method"] as? String else { return [server(json)] }
    switch method {
    case "initialize":
      beginning = Self.key(json["id"])
      editorProcess = Self.process((json["params"] as? JSON)?["processId"])
      return [server(begun(json))]
    case "textDocument/didOpen", "textDocument/didChange", "textDocument/didClose",
      "textDocument/didSave":
      return document(method, json)
    case "textDocument/semanticTokens/full", "workspace/didChangeWatchedFiles":
      return [server(json)]
    default: return request(json)
    }
  }

  /// A request or notification about a place, or about none.
  private mutating func request(_ json: JSON) -> [Delivery] {
    // What was not offered might edit a tangled file.
    if let id = json["id"], let method = json["method"] as? String, !Self.isOffered(method) {
      return [refusal(id, -32601, "'\(method)' is not offered for chapters")]
    }
    if json["method"] as? String == "workspace/symbol", let id = Self.key(json["id"]) {
      symbolRequests.insert(id)
    }
    let params = json["params"] as? JSON ?? [:]
    guard let document = params["textDocument"] as? JSON, let uri = document["uri"] as? String,
      Self.isMarkdown(uri)
    else { return [server(json)] }
    guard let path = chapter(of: uri), let text = open[path]?.text,
      let position = params["position"] as? JSON, let line = Self.number(position["line"]),
      let file = text.file(atLine: line + 1)
    else { return json["id"].map { [editor(["id": $0, "result": NSNull()])] } ?? [] }
    if let id = Self.key(json["id"]) { asked[id] = path }
    var (json, inside) = (json, params)
    inside["textDocument"] = ["uri": Self.uri(file)]
    inside["position"] = moved(position, in: path, by: -1)
    json["params"] = inside
    return [server(json)]
  }

  /// A chapter was opened, changed, closed or saved; of other files sourcekit-lsp hears as it is.
  private mutating func document(_ method: String, _ json: JSON) -> [Delivery] {
    guard let params = json["params"] as? JSON, let document = params["textDocument"] as? JSON,
      let uri = document["uri"] as? String
    else { return [] }
    guard Self.isMarkdown(uri) else { return [server(json)] }
    guard let path = chapter(of: uri), let pair = files.pairs[path] else { return [] }
    switch method {
    case "textDocument/didClose":
      return close(path)
    case "textDocument/didSave": return []
    default:
      let changes = params["contentChanges"] as? [JSON]
      guard let text = (document["text"] ?? changes?.last?["text"]) as? String else { return [] }
      let known = open[path] != nil
      let chapter = ChapterText(
        path: path, text: text, pair: pair, plainSwift: files.manifest.plainSwift(ofChapter: path))
      open[path] = (uri, chapter)
      let version = document["version"] as? Int ?? 0
      return chapter.texts.sorted { $0.key < $1.key }.map { file, text in
        server(known ? Self.change(file, text, version) : Self.opening(file, text, version))
      }
    }
  }

  private mutating func close(_ path: String) -> [Delivery] {
    guard let (uri, text) = open.removeValue(forKey: path) else { return [] }
    for file in text.texts.keys { wrong[file] = nil }
    return text.texts.keys.sorted().map { file in
      server(
        Self.notification(
          "textDocument/didClose", ["textDocument": ["uri": Self.uri(file)] as JSON]))
    } + [
      editor(
        Self.notification(
          "textDocument/publishDiagnostics", ["uri": uri, "diagnostics": [JSON]()]))
    ]
  }

  private static func opening(_ file: String, _ text: String, _ version: Int) -> JSON {
    notification(
      "textDocument/didOpen",
      [
        "textDocument": [
          "uri": uri(file), "languageId": "swift", "version": version, "text": text,
        ] as JSON
      ])
  }

  private static func change(_ file: String, _ text: String, _ version: Int) -> JSON {
    notification(
      "textDocument/didChange",
      [
        "textDocument": ["uri": uri(file), "version": version] as JSON,
        "contentChanges": [["text": text]],
      ])
  }

  /// Whether a message of the editor's comes at a time at which a build may have ended.
  package static func mayFollowBuild(_ message: [UInt8]) -> Bool {
    let method = read(message)?["method"] as? String
    return method == "textDocument/didOpen" || method == "textDocument/didSave"
  }

  /// What sourcekit-lsp is told when the compiler's commands are others.
  package func commandsChanged() -> Delivery {
    let change = ["uri": Self.uri("\(commandsFolder)/compile_commands.json"), "type": 2] as JSON
    return server(Self.notification("workspace/didChangeWatchedFiles", ["changes": [change]]))
  }

  // MARK: From sourcekit-lsp

  /// What becomes of a message of sourcekit-lsp's.
  package mutating func fromServer(_ message: [UInt8]) -> [Delivery] {
    guard var json = Self.read(message) else { return [] }
    switch json["method"] as? String {
    case "textDocument/publishDiagnostics": return diagnostics(json)
    case .some:
      // Its own requests and notices.
      if let params = json["params"] { json["params"] = renamed(params, about: nil) }
      return [editor(json)]
    case nil:
      let id = Self.key(json["id"])
      if let id, id == beginning {
        beginning = nil
        return [editor(introduced(json))]
      }
      let path = id.flatMap { asked.removeValue(forKey: $0) }
      if let id, symbolRequests.remove(id) != nil { json["result"] = bounded(json["result"]) }
      if let result = json["result"] { json["result"] = renamed(result, about: path) }
      return [editor(json)]
    }
  }

  /// More symbols nobody looks through; a longer word finds fewer.
  static let mostSymbols = 200

  /// The first of many symbols, those in chapters before all others; what is no list is as it was.
  private func bounded(_ result: Any?) -> Any? {
    guard let symbols = result as? [JSON], symbols.count > Self.mostSymbols else { return result }
    let isOfChapter = symbols.map { symbol in
      let uri = (symbol["location"] as? JSON)?["uri"] as? String
      return uri.flatMap(Self.path).map { chapters[$0] != nil } ?? false
    }
    let own = zip(symbols, isOfChapter).filter(\.1).map(\.0)
    let others = zip(symbols, isOfChapter).filter { !$0.1 }.map(\.0)
    return Array((own + others).prefix(Self.mostSymbols))
  }

  /// Both files of a chapter have their own; an editor wants those of the chapter at once.
  private mutating func diagnostics(_ json: JSON) -> [Delivery] {
    guard let params = json["params"] as? JSON, let uri = params["uri"] as? String,
      let file = Self.path(uri), let path = chapters[file]
    else { return [editor(json)] }
    guard let (uri, text) = open[path] else { return [] }
    wrong[file] = (params["diagnostics"] as? [JSON] ?? [])
      .compactMap { renamed($0, about: path) as? JSON }
    let all = text.pair.files.flatMap { wrong[$0.path] ?? [] }
    return [
      editor(
        Self.notification("textDocument/publishDiagnostics", ["uri": uri, "diagnostics": all]))
    ]
  }

  // MARK: Names and places

  /// A value in which tangled files are their chapters, and places are those of the chapters.
  ///
  /// - Parameter path: the chapter that places without a file are in.
  func renamed(_ value: Any, about path: String?) -> Any {
    if let list = value as? [Any] { return list.map { renamed($0, about: path) } }
    guard let object = value as? JSON else { return value }
    var about = path
    var new: JSON = [:]
    for key in ["uri", "targetUri"] {
      guard let uri = object[key] as? String, let file = Self.path(uri) else { continue }
      about = chapters[file]
      new[key] = about.map(self.uri(ofChapter:)) ?? uri
    }
    // An edit of a tangled file would be lost.
    for (key, value) in object where new[key] == nil && key != "codeActions" {
      // What sourcekit-lsp wants back later stays as it is.
      if key == "data" {
        new[key] = value
      } else if key == "originSelectionRange" {
        new[key] = renamed(value, about: path)
      } else {
        new[key] = renamed(value, about: about)
      }
    }
    guard let about, object["line"] is Int, object["character"] is Int else { return new }
    return moved(new, in: about, by: 1)
  }

  /// A place with the prefix of a list or quote taken off (-1) or put before it (1).
  private func moved(_ position: JSON, in path: String, by sign: Int) -> JSON {
    guard let line = Self.number(position["line"]),
      let character = Self.number(position["character"])
    else { return position }
    let widths = open[path]?.text.prefixWidths ?? files.prefixWidths[path] ?? [:]
    var position = position
    position["character"] = max(0, character + sign * (widths[line + 1] ?? 0))
    return position
  }

  private func uri(ofChapter path: String) -> String {
    open[path]?.uri ?? Self.uri("\(files.root)/\(path)")
  }

  private func chapter(of uri: String) -> String? {
    guard let path = Self.path(uri) else { return nil }
    let resolved = URL(filePath: path).resolvingSymlinksInPath().path
    let root = URL(filePath: files.root).resolvingSymlinksInPath().path
    for (path, root) in [(path, files.root), (resolved, root)] where path.hasPrefix(root + "/") {
      return String(path.dropFirst(root.count + 1))
    }
    return nil
  }
}
