// A browser under remote control: the few calls of W3C WebDriver that these tests need, spoken to
// chromedriver on the loopback.

import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// One headless Chromium; ends with `quit()`.
struct Browser {
  private let driver: Process
  private let base: URL
  private let session: String

  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// Starts a browser of a width, with or without scripts and in light or dark.
  static func start(width: Int = 1440, scripts: Bool = false) async throws -> Browser {
    guard let program = CheckingTool.chromeDriver else {
      throw Failure(description: "chromedriver is missing; install chromium-driver")
    }
    let driver = Process()
    driver.executableURL = program
    driver.arguments = ["--port=0"]
    let output = Pipe()
    driver.standardOutput = output
    driver.standardError = FileHandle.nullDevice
    try driver.run()
    let port = try portNumber(from: output)
    guard let base = URL(string: "http://127.0.0.1:\(port)/") else {
      throw Failure(description: "no address for port \(port)")
    }
    let value = try await send(
      "POST", base.appending(path: "session"), capabilities(width, scripts))
    guard let session = (value as? [String: Any])?["sessionId"] as? String else {
      driver.terminate()
      throw Failure(description: "no session: \(value)")
    }
    return Browser(driver: driver, base: base, session: session)
  }

  func quit() async {
    _ = try? await Self.send("DELETE", url(""), nil)
    driver.terminate()
    driver.waitUntilExit()
  }

  func open(_ page: URL) async throws {
    _ = try await Self.send("POST", url("/url"), ["url": page.absoluteString])
  }

  /// The text that a reader sees.
  func visibleText(of selector: String = "body") async throws -> String {
    let found = try await Self.send(
      "POST", url("/element"), ["using": "css selector", "value": selector])
    guard let id = (found as? [String: String])?.values.first else {
      throw Failure(description: "no element \(selector): \(found)")
    }
    return try await Self.send("GET", url("/element/\(id)/text"), nil) as? String ?? ""
  }

  /// How many elements match.
  func count(of selector: String) async throws -> Int {
    let found = try await Self.send(
      "POST", url("/elements"), ["using": "css selector", "value": selector])
    return (found as? [Any])?.count ?? 0
  }

  /// A property of the first element that matches, as a number.
  func number(_ property: String, of selector: String) async throws -> Double {
    let found = try await Self.send(
      "POST", url("/element"), ["using": "css selector", "value": selector])
    guard let id = (found as? [String: String])?.values.first else {
      throw Failure(description: "no element \(selector)")
    }
    let value = try await Self.send("GET", url("/element/\(id)/property/\(property)"), nil)
    return (value as? NSNumber)?.doubleValue ?? .nan
  }

  private func url(_ path: String) -> URL { base.appending(path: "session/\(session)\(path)") }

  private static func capabilities(_ width: Int, _ scripts: Bool) -> [String: Any] {
    var options: [String: Any] = [
      "args": [
        "--headless", "--no-sandbox", "--disable-gpu", "--window-size=\(width),1000",
      ]
    ]
    if let chromium = CheckingTool.chromium { options["binary"] = chromium.path }
    if !scripts {
      options["prefs"] = ["profile.managed_default_content_settings.javascript": 2]
    }
    return ["capabilities": ["alwaysMatch": ["goog:chromeOptions": options]]]
  }

  /// chromedriver says on which free port it listens.
  private static func portNumber(from output: Pipe) throws -> Int {
    var said = ""
    while case let data = output.fileHandleForReading.availableData, !data.isEmpty {
      said += String(decoding: data, as: UTF8.self)
      if let match = said.firstMatch(of: /started successfully on port (\d+)\./),
        let port = Int(match.output.1)
      {
        return port
      }
    }
    throw Failure(description: "chromedriver did not start: \(said)")
  }

  private static func send(_ method: String, _ url: URL, _ body: [String: Any]?) async throws -> Any
  {
    var request = URLRequest(url: url, timeoutInterval: 60)
    request.httpMethod = method
    if let body {
      request.httpBody = try JSONSerialization.data(withJSONObject: body)
      request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    }
    let (data, _) = try await URLSession.shared.data(for: request)
    let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    let value = object?["value"] ?? NSNull()
    if let failure = value as? [String: Any], let error = failure["error"] {
      throw Failure(description: "\(method) \(url.path): \(error): \(failure["message"] ?? "")")
    }
    return value
  }
}
