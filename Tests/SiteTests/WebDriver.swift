// A browser under remote control: the few calls of W3C WebDriver that these tests need, spoken to
// chromedriver on the loopback.

import Foundation

/// One headless Chromium; ends with `quit()`.
struct Browser {
  private let driver: Process
  private let port: UInt16
  private let session: String

  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// Starts a browser of a width, with or without scripts and in light or dark.
  static func start(width: Int = 1440, scripts: Bool = false) throws -> Browser {
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
    do {
      let value = try send("POST", port, "/session", capabilities(width, scripts))
      guard let session = (value as? [String: Any])?["sessionId"] as? String else {
        throw Failure(description: "no session: \(value)")
      }
      return Browser(driver: driver, port: port, session: session)
    } catch {
      kill(driver.processIdentifier, SIGKILL)
      throw error
    }
  }

  /// Ends the browser, then the driver, which does not listen to a polite signal.
  func quit() {
    _ = try? send("DELETE", "")
    kill(driver.processIdentifier, SIGKILL)
  }

  func open(_ page: URL) throws {
    _ = try send("POST", "/url", ["url": page.absoluteString])
  }

  /// The text that a reader sees.
  func visibleText(of selector: String = "body") throws -> String {
    let found = try send("POST", "/element", ["using": "css selector", "value": selector])
    guard let id = (found as? [String: String])?.values.first else {
      throw Failure(description: "no element \(selector): \(found)")
    }
    return try send("GET", "/element/\(id)/text") as? String ?? ""
  }

  /// How many elements match.
  func count(of selector: String) throws -> Int {
    let found = try send("POST", "/elements", ["using": "css selector", "value": selector])
    return (found as? [Any])?.count ?? 0
  }

  /// A property of the first element that matches, as a number.
  func number(_ property: String, of selector: String) throws -> Double {
    let found = try send("POST", "/element", ["using": "css selector", "value": selector])
    guard let id = (found as? [String: String])?.values.first else {
      throw Failure(description: "no element \(selector)")
    }
    let value = try send("GET", "/element/\(id)/property/\(property)")
    return (value as? NSNumber)?.doubleValue ?? .nan
  }

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
  private static func portNumber(from output: Pipe) throws -> UInt16 {
    var said = ""
    while case let data = output.fileHandleForReading.availableData, !data.isEmpty {
      said += String(decoding: data, as: UTF8.self)
      if let match = said.firstMatch(of: /started successfully on port (\d+)\./),
        let port = UInt16(match.output.1)
      {
        return port
      }
    }
    throw Failure(description: "chromedriver did not start: \(said)")
  }

  private static func send(
    _ method: String, _ port: UInt16, _ path: String, _ body: [String: Any]?
  ) throws -> Any {
    let data = try body.map { try JSONSerialization.data(withJSONObject: $0) } ?? Data()
    let answer = try LoopbackHTTP.send(method, port: port, path: path, body: data)
    let object = try JSONSerialization.jsonObject(with: answer) as? [String: Any]
    let value = object?["value"] ?? NSNull()
    if let failure = value as? [String: Any], let error = failure["error"] {
      throw Failure(description: "\(method) \(path): \(error): \(failure["message"] ?? "")")
    }
    return value
  }

  private func send(_ method: String, _ path: String, _ body: [String: Any]? = nil) throws -> Any {
    try Self.send(method, port, "/session/\(session)\(path)", body)
  }
}
