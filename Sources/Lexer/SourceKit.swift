// The few functions of sourcekitd's C interface that highlighting needs, found by name in the
// library that the toolchain ships (swift: tools/sourcekitd/include/sourcekitd/sourcekitd.h).

import CSourceKit
import Synchronization

/// sourcekitd, loaded. Its functions may be called from any thread.
struct SourceKit: @unchecked Sendable {
  typealias Object = OpaquePointer?
  typealias Value = sourcekitd_variant_t

  private let uidFromString: @convention(c) (UnsafePointer<CChar>) -> Object
  private let makeDictionary:
    @convention(c) (UnsafePointer<Object>?, UnsafePointer<Object>?, Int) -> Object
  private let makeString: @convention(c) (UnsafePointer<CChar>) -> Object
  private let makeUID: @convention(c) (Object) -> Object
  private let makeInteger: @convention(c) (Int64) -> Object
  private let release: @convention(c) (Object) -> Void
  private let send: @convention(c) (Object) -> Object
  private let responseIsError: @convention(c) (Object) -> Bool
  private let responseValue: @convention(c) (Object) -> Value
  private let responseDispose: @convention(c) (Object) -> Void
  private let dictionaryValue: @convention(c) (Value, Object) -> Value
  private let dictionaryInteger: @convention(c) (Value, Object) -> Int64
  private let dictionaryUID: @convention(c) (Value, Object) -> Object
  private let arrayCount: @convention(c) (Value) -> Int
  private let arrayValue: @convention(c) (Value, Int) -> Value

  private let keys: Keys

  private static let initializing = Mutex(())

  /// The names of requests and keys, which sourcekitd compares by address.
  private struct Keys {
    var request, name, text, enableSyntaxMap, syntacticOnly: Object
    var enableSubstructure, enableDiagnostics: Object
    var open, close: Object
    var syntaxMap, offset, length, kind: Object
  }

  init(library path: String) throws(ToolchainLibrary.Unavailable) {
    let library = try ToolchainLibrary(path: path)
    func find<Function>(
      _ name: String, as type: Function.Type
    ) throws(ToolchainLibrary.Unavailable) -> Function {
      try library.function("sourcekitd_" + name, as: type)
    }
    uidFromString = try find("uid_get_from_cstr", as: type(of: uidFromString))
    makeDictionary = try find("request_dictionary_create", as: type(of: makeDictionary))
    makeString = try find("request_string_create", as: type(of: makeString))
    makeUID = try find("request_uid_create", as: type(of: makeUID))
    makeInteger = try find("request_int64_create", as: type(of: makeInteger))
    release = try find("request_release", as: type(of: release))
    send = try find("send_request_sync", as: type(of: send))
    responseIsError = try find("response_is_error", as: type(of: responseIsError))
    responseValue = try find("response_get_value", as: type(of: responseValue))
    responseDispose = try find("response_dispose", as: type(of: responseDispose))
    dictionaryValue = try find(
      "variant_dictionary_get_value", as: type(of: dictionaryValue))
    dictionaryInteger = try find(
      "variant_dictionary_get_int64", as: type(of: dictionaryInteger))
    dictionaryUID = try find("variant_dictionary_get_uid", as: type(of: dictionaryUID))
    arrayCount = try find("variant_array_get_count", as: type(of: arrayCount))
    arrayValue = try find("variant_array_get_value", as: type(of: arrayValue))
    let initialize = try find("initialize", as: (@convention(c) () -> Void).self)
    // A second call returns at once, even while the first has not finished.
    Self.initializing.withLock { _ in initialize() }

    let uid = uidFromString
    keys = Keys(
      request: uid("key.request"), name: uid("key.name"), text: uid("key.sourcetext"),
      enableSyntaxMap: uid("key.enablesyntaxmap"), syntacticOnly: uid("key.syntactic_only"),
      enableSubstructure: uid("key.enablesubstructure"),
      enableDiagnostics: uid("key.enablediagnostics"),
      open: uid("source.request.editor.open"), close: uid("source.request.editor.close"),
      syntaxMap: uid("key.syntaxmap"), offset: uid("key.offset"), length: uid("key.length"),
      kind: uid("key.kind"))
  }

  func uid(_ name: String) -> Object { uidFromString(name) }

  /// Opens a document and asks for its syntax map; the caller disposes of the response.
  func open(name: String, code: String) -> Object {
    respond([
      (keys.request, makeUID(keys.open)), (keys.name, makeString(name)),
      (keys.text, makeString(code)), (keys.enableSyntaxMap, makeInteger(1)),
      (keys.enableSubstructure, makeInteger(0)), (keys.enableDiagnostics, makeInteger(0)),
      (keys.syntacticOnly, makeInteger(1)),
    ])
  }

  func close(name: String) {
    dispose(respond([(keys.request, makeUID(keys.close)), (keys.name, makeString(name))]))
  }

  private func respond(_ fields: [(key: Object, value: Object)]) -> Object {
    let request = makeDictionary(fields.map(\.key), fields.map(\.value), fields.count)
    for field in fields { release(field.value) }
    defer { release(request) }
    return send(request)
  }

  func isError(_ response: Object) -> Bool { responseIsError(response) }
  func dispose(_ response: Object) { responseDispose(response) }
  func syntaxMap(_ response: Object) -> Value {
    dictionaryValue(responseValue(response), keys.syntaxMap)
  }

  func count(_ array: Value) -> Int { arrayCount(array) }
  func element(_ array: Value, _ index: Int) -> Value { arrayValue(array, index) }
  func offset(_ entry: Value) -> Int { Int(dictionaryInteger(entry, keys.offset)) }
  func length(_ entry: Value) -> Int { Int(dictionaryInteger(entry, keys.length)) }
  func kind(_ entry: Value) -> Object { dictionaryUID(entry, keys.kind) }
}
