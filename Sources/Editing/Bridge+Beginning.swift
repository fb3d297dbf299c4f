// How the two sides are introduced to each other: what goes through the bridge is offered, and what
// would need more than another name for a place is not.

import Book
import Foundation

extension Bridge {
  /// What an editor asks about a place, and gets an answer with places.
  private static let offered = [
    "hoverProvider", "completionProvider", "signatureHelpProvider", "definitionProvider",
    "declarationProvider", "typeDefinitionProvider", "implementationProvider",
    "referencesProvider", "documentHighlightProvider", "workspaceSymbolProvider",
    "positionEncoding",
  ]
  /// What of an editor's abilities concerns these.
  static let concerned = [
    "hover", "completion", "signatureHelp", "definition", "declaration", "typeDefinition",
    "implementation", "references", "documentHighlight", "publishDiagnostics",
  ]

  /// The editor's first message as sourcekit-lsp gets it: its workspace is the folder with the
  /// compiler's commands, and it pushes what is wrong instead of being asked.
  func begun(_ message: JSON) -> JSON {
    var (message, params) = (message, message["params"] as? JSON ?? [:])
    let theirs = params["capabilities"] as? JSON ?? [:]
    var documents: JSON = [:]
    for key in Self.concerned {
      guard var ability = (theirs["textDocument"] as? JSON)?[key] as? JSON else { continue }
      ability["dynamicRegistration"] = nil
      documents[key] = ability
    }
    var capabilities: JSON = ["textDocument": documents]
    if let general = theirs["general"] { capabilities["general"] = general }
    params["capabilities"] = capabilities
    params["rootUri"] = Self.uri(commandsFolder)
    params["rootPath"] = nil
    params["workspaceFolders"] = nil
    params["initializationOptions"] = ["backgroundIndexing": false] as JSON
    message["params"] = params
    return message
  }

  /// The answer to it as the editor gets it: chapters are sent whole when they change.
  func introduced(_ message: JSON) -> JSON {
    guard let result = message["result"] as? JSON else { return message }
    let theirs = result["capabilities"] as? JSON ?? [:]
    var capabilities = theirs.filter { Self.offered.contains($0.key) }
    capabilities["textDocumentSync"] = ["openClose": true, "change": 1, "save": true] as JSON
    var message = message
    message["result"] =
      ["capabilities": capabilities, "serverInfo": ["name": "weft"] as JSON] as JSON
    return message
  }
}

// Messages as bytes, files as addresses.
extension Bridge {
  /// Whether a request was offered, or is about no document.
  static func isOffered(_ method: String) -> Bool {
    guard method.hasPrefix("textDocument/") else { return !method.hasPrefix("callHierarchy/") }
    return concerned.contains(String(method.dropFirst("textDocument/".count)))
  }

  func refusal(_ id: Any, _ code: Int, _ message: String) -> Delivery {
    editor(["id": id, "error": ["code": code, "message": message] as JSON])
  }

  static func read(_ message: [UInt8]) -> JSON? {
    try? JSONSerialization.jsonObject(with: Data(message)) as? JSON
  }

  func server(_ json: JSON) -> Delivery { Self.delivery(json, .server) }
  func editor(_ json: JSON) -> Delivery { Self.delivery(json, .editor) }

  private static func delivery(_ json: JSON, _ receiver: Delivery.Receiver) -> Delivery {
    var json = json
    json["jsonrpc"] = "2.0"
    let bytes = try? JSONSerialization.data(
      withJSONObject: json, options: [.sortedKeys, .withoutEscapingSlashes])
    return Delivery(receiver: receiver, message: [UInt8](bytes ?? Data("{}".utf8)))
  }

  static func notification(_ method: String, _ params: JSON) -> JSON {
    ["method": method, "params": params]
  }

  /// An id, which may be a number or a text, as a key.
  static func key(_ id: Any?) -> String? {
    switch id {
    case let text as String: "text \(text)"
    case let number as Int: "number \(number)"
    default: nil
    }
  }

  /// A number of a line or column; `nil` for what the protocol has no such number for.
  static func number(_ value: Any?) -> Int? {
    (value as? Int).flatMap { 0 <= $0 && $0 < 1 << 31 ? $0 : nil }
  }

  /// The number of a process; `nil` for what is none. 0 and negative numbers stand for groups of them.
  static func process(_ value: Any?) -> Int32? {
    (value as? Int).flatMap(Int32.init(exactly:)).flatMap { $0 > 0 ? $0 : nil }
  }

  static func isMarkdown(_ uri: String) -> Bool { path(uri).map(Chapter.isNamed) ?? false }

  static func uri(_ path: String) -> String { URL(filePath: path).absoluteString }

  static func path(_ uri: String) -> String? {
    guard let url = URL(string: uri), url.isFileURL else { return nil }
    return url.path
  }
}
