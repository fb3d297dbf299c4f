// What becomes of each message between an editor and sourcekit-lsp.

import Book
import Foundation
import Tangle
import Testing

@testable import Editing

private let lions = """
  # Lions

  Text.

  ```swift
  public let hunger = 1
  ```

  ```swift example
  hunger + 1  // → 2
  ```

  - In a list:

    ```swift
    public let thirst = 2
    ```

  """

private let module = "/b/out/Zoo/02-lions.md.swift"
private let tests = "/b/out/ZooTests/02-lions.md.swift"
private let chapter = "file:///b/Spec/Zoo/02-lions.md"

struct BridgeTests {
  private func bridge() -> Bridge {
    let (manifest, _) = Manifest.reading(path: "b", bytes: Array("title: T\nparts: [Zoo]\n".utf8))
    let pair = TangledPair(
      implementation: .init(path: module, firstLine: "import Cats"),
      tests: .init(path: tests, firstLine: "import Testing; import Zoo"))
    let files = BookFiles(
      root: "/b", pairs: ["Spec/Zoo/02-lions.md": pair], manifest: manifest,
      prefixWidths: ["Spec/Zoo/02-lions.md": [16: 2]])
    return Bridge(files, commandsFolder: "/b/.build/weft/lsp")
  }

  private func bytes(_ json: String) -> [UInt8] { Array(json.utf8) }

  private func told(_ deliveries: [Bridge.Delivery]) -> [String] {
    deliveries.map { "\($0.receiver) \(String(decoding: $0.message, as: UTF8.self))" }
  }

  private func opened() -> Bridge {
    var bridge = bridge()
    let text = (try? JSONEncoder().encode(lions)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    _ = bridge.fromEditor(
      bytes(
        """
        {"method":"textDocument/didOpen","params":{"textDocument":\
        {"uri":"\(chapter)","languageId":"markdown","version":3,"text":\(text)}}}
        """))
    return bridge
  }

  private func hover(_ line: Int, _ character: Int, id: String = "7") -> [UInt8] {
    bytes(
      """
      {"id":\(id),"method":"textDocument/hover","params":{"textDocument":{"uri":"\(chapter)"},\
      "position":{"line":\(line),"character":\(character)}}}
      """)
  }

  @Test func `an opened chapter becomes its two files, with the imports of the build`() throws {
    let bridge = opened()
    let text = try #require(bridge.open["Spec/Zoo/02-lions.md"]?.text)
    let lines = text.texts.mapValues { $0.split(separator: "\n", omittingEmptySubsequences: false) }
    #expect(lines[module]?.first == "import Cats" && lines[module]?[5] == "public let hunger = 1")
    #expect(lines[tests]?.first == "import Testing; import Zoo")
    #expect(!text.texts.values.contains { $0.contains("#sourceLocation") })
    #expect(lines[module]?[15] == "public let thirst = 2")
    #expect(text.file(atLine: 6) == module && text.file(atLine: 10) == tests)
    #expect(text.file(atLine: 3) == nil && text.file(atLine: 5) == nil)
  }

  @Test func `a question goes to the file that has the code of its line`() {
    var bridge = opened()
    #expect(
      told(bridge.fromEditor(hover(5, 12))) == [
        """
        server {"id":7,"jsonrpc":"2.0","method":"textDocument/hover","params":{"position":\
        {"character":12,"line":5},"textDocument":{"uri":"file://\(module)"}}}
        """
      ])
    #expect(told(bridge.fromEditor(hover(9, 1))).first?.contains(tests) == true)
  }

  @Test func `in a list or quote the prefix is taken off, and put back in the answer`() {
    var bridge = opened()
    let asked = told(bridge.fromEditor(hover(15, 13))).joined()
    #expect(asked.contains("\"character\":11,\"line\":15"))
    let answer = """
      {"id":7,"result":{"range":{"start":{"line":15,"character":11},"end":{"line":15,"character":17}}}}
      """
    #expect(
      told(bridge.fromServer(bytes(answer))) == [
        """
        editor {"id":7,"jsonrpc":"2.0","result":{"range":{"end":{"character":19,"line":15},\
        "start":{"character":13,"line":15}}}}
        """
      ])
  }

  @Test func `prose has no answer, and a chapter that is not open has none`() {
    var bridge = opened()
    let nothing = #"editor {"id":7,"jsonrpc":"2.0","result":null}"#
    #expect(told(bridge.fromEditor(hover(2, 0))) == [nothing])
    var closed = self.bridge()
    #expect(told(closed.fromEditor(hover(5, 12))) == [nothing])
  }

  @Test func `places in tangled files are places in chapters, what is to come back stays as it is`()
  {
    var bridge = bridge()
    let answer = """
      {"id":"a","result":[{"uri":"file://\(module)","range":{"start":{"line":15,"character":0},\
      "end":{"line":15,"character":1}},"data":{"uri":"file://\(module)"}},\
      {"targetUri":"file:///b/Sources/a.swift","targetRange":{"start":{"line":15,"character":4}}}]}
      """
    #expect(
      told(bridge.fromServer(bytes(answer))) == [
        """
        editor {"id":"a","jsonrpc":"2.0","result":[{"data":{"uri":"file://\(module)"},\
        "range":{"end":{"character":3,"line":15},"start":{"character":2,"line":15}},\
        "uri":"\(chapter)"},{"targetRange":{"start":{"character":4,"line":15}},\
        "targetUri":"file:///b/Sources/a.swift"}]}
        """
      ])
  }

  @Test func `what is wrong in both files is told of the chapter at once`() {
    var bridge = opened()
    func wrong(_ file: String, _ line: Int) -> [UInt8] {
      bytes(
        """
        {"method":"textDocument/publishDiagnostics","params":{"uri":"file://\(file)","diagnostics":\
        [{"codeActions":[{"edit":{"changes":{"file://\(file)":[]}}}],"message":"m\(line)","range":{"start":{"line":\(line),"character":0}}}]}}
        """)
    }
    _ = bridge.fromServer(wrong(tests, 9))
    let both = told(bridge.fromServer(wrong(module, 5)))
    #expect(both.count == 1 && both.joined().contains("\"uri\":\"\(chapter)\""))
    #expect(both.joined().contains("m5") && both.joined().contains("m9"))
    #expect(!both.joined().contains(".md.swift"))
    let closing = told(
      bridge.fromEditor(
        bytes(
          #"{"method":"textDocument/didClose","params":{"textDocument":{"uri":"\#(chapter)"}}}"#)))
    #expect(closing.count == 3 && closing.last?.contains(#""diagnostics":[]"#) == true)
    #expect(bridge.fromServer(wrong(module, 5)) == [])
  }

  @Test func `each side is told of the other what goes through`() {
    var bridge = bridge()
    let begun = told(
      bridge.fromEditor(
        bytes(
          """
          {"id":0,"method":"initialize","params":{"rootUri":"file:///b","workspaceFolders":[],\
          "capabilities":{"workspace":{"configuration":true},"textDocument":{"diagnostic":{},\
          "hover":{"dynamicRegistration":true,"contentFormat":["markdown"]}}}}}
          """))
    ).joined()
    #expect(begun.contains(#""rootUri":"file:///b/.build/weft/lsp""#))
    #expect(begun.contains(#""textDocument":{"hover":{"contentFormat":["markdown"]}}"#))
    #expect(!begun.contains("workspaceFolders") && !begun.contains("diagnostic"))
    let answer = """
      {"id":0,"result":{"capabilities":{"hoverProvider":true,"renameProvider":true,\
      "textDocumentSync":{"change":2}}}}
      """
    #expect(
      told(bridge.fromServer(bytes(answer))) == [
        """
        editor {"id":0,"jsonrpc":"2.0","result":{"capabilities":{"hoverProvider":true,\
        "textDocumentSync":{"change":1,"openClose":true,"save":true}},"serverInfo":{"name":"weft"}}}
        """
      ])
  }

  @Test(arguments: ["9223372036854775807", "-1", "1e300", "null", "\"5\"", "4294967296"])
  func `a line or column that can be none has no answer, or stays as it is`(number: String) {
    var bridge = opened()
    let place = "{\"line\":\(number),\"character\":\(number)}"
    let asked = bridge.fromEditor(
      bytes(
        """
        {"id":7,"method":"textDocument/hover","params":{"textDocument":{"uri":"\(chapter)"},\
        "position":\(place)}}
        """))
    #expect(told(asked) == [#"editor {"id":7,"jsonrpc":"2.0","result":null}"#])
    let answer =
      "{\"id\":7,\"result\":{\"uri\":\"file://\(module)\",\"range\":{\"start\":\(place)}}}"
    #expect(bridge.fromServer(bytes(answer)).count == 1)
  }

  @Test func `a message that nests without end is none`() {
    var bridge = opened()
    let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
    let params = "{\"id\":7,\"method\":\"x\",\"params\":\(deep)}"
    #expect(
      told(bridge.fromEditor(bytes(params))) == [
        """
        editor {"error":{"code":-32700,"message":"this is no JSON object, or nests too deep"},\
        "id":null,"jsonrpc":"2.0"}
        """
      ])
    #expect(bridge.fromServer(bytes(params)) == [])
  }

  @Test func `of many symbols the first are told, those in chapters before all others`() throws {
    var bridge = bridge()
    let asked = #"{"id":7,"method":"workspace/symbol","params":{"query":"a"}}"#
    #expect(told(bridge.fromEditor(bytes(asked))).first?.hasPrefix("server") == true)
    let symbols = (0..<1000).map { number in
      let file = number < 900 ? "/b/Sources/a.swift" : module
      return #"{"name":"a\#(number)","location":{"uri":"file://\#(file)"}}"#
    }
    let answer = bytes("{\"id\":7,\"result\":[\(symbols.joined(separator: ","))]}")
    func names(_ deliveries: [Bridge.Delivery]) throws -> [String] {
      let message = try #require(deliveries.first.flatMap { Bridge.read($0.message) })
      let symbols = try #require(message["result"] as? [[String: Any]])
      return symbols.compactMap { $0["name"] as? String }
    }
    let told = try names(bridge.fromServer(answer))
    #expect(told == (900..<1000).map { "a\($0)" } + (0..<100).map { "a\($0)" })
    // Of another request all are told, and a short answer or none is as it was.
    #expect(try names(bridge.fromServer(answer)).count == 1000)
    _ = bridge.fromEditor(bytes(asked))
    #expect(try names(bridge.fromServer(bytes(#"{"id":7,"result":[{"name":"a"}]}"#))) == ["a"])
    _ = bridge.fromEditor(bytes(asked))
    #expect(
      self.told(bridge.fromServer(bytes(#"{"id":7,"result":null}"#))) == [
        #"editor {"id":7,"jsonrpc":"2.0","result":null}"#
      ])
  }

  @Test(arguments: [("4711", 4711), ("null", nil), ("0", nil), ("-1", nil), ("4294967296", nil)])
  func `an editor says which process it is, or none`(number: String, process: Int32?) {
    var bridge = bridge()
    let params = "{\"processId\":\(number),\"capabilities\":{}}"
    _ = bridge.fromEditor(bytes(#"{"id":0,"method":"initialize","params":\#(params)}"#))
    #expect(bridge.editorProcess == process)
  }

  @Test(arguments: ["rename", "formatting", "codeAction", "prepareCallHierarchy"])
  func `what was not offered is refused, as it might edit a tangled file`(method: String) {
    var bridge = opened()
    let params = #"{"textDocument":{"uri":"\#(chapter)"},"position":{"line":5,"character":12}}"#
    let asked = bridge.fromEditor(
      bytes(#"{"id":7,"method":"textDocument/\#(method)","params":\#(params)}"#))
    #expect(told(asked).first?.contains(#""code":-32601"#) == true && asked.count == 1)
  }

  @Test func `what is no message, or of no chapter, harms nothing`() {
    var bridge = opened()
    for text in ["", "[]", "{", "null"] {
      #expect(told(bridge.fromEditor(bytes(text))).joined().contains("-32700"), "\(text)")
      #expect(bridge.fromServer(bytes(text)) == [], "\(text)")
    }
    #expect(bridge.fromEditor(bytes(#"{"method":"textDocument/didOpen"}"#)) == [])
    for path in ["/b/README.md", "/etc/passwd.md", "/b/Spec/Zoo/../../../x.md"] {
      let text = #"{"uri":"file://\#(path)","languageId":"markdown","version":1,"text":"x"}"#
      let opening = #"{"method":"textDocument/didOpen","params":{"textDocument":\#(text)}}"#
      #expect(bridge.fromEditor(bytes(opening)) == [])
    }
    #expect(told(bridge.fromEditor(bytes(#"{"method":"initialized","params":{}}"#))).count == 1)
  }
}
