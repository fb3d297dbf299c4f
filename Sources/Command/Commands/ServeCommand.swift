// `weft serve`: the site in a browser while the book is being written.

import ArgumentParser
import Foundation
import Programs
import Run
import Serve

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Shows the book in a browser and follows every change of it.",
    discussion: """
      Saved prose is on the open page at once, where the reader was. Saved code is shown at once as \
      not run, is built and run, and its verdicts follow. What is wrong stands at its lines; where \
      the text cannot be woven, the last good page stays. A save during a run ends that run.

      The server answers this machine only. The site lies in a folder of its own below \
      .build/weft, so that Site/public has the words of 'weft build' alone. Changes outside the \
      package are not followed. Control-C ends the server and all that it started.

      Examples:
        weft serve --open               begin, and open the browser
        weft serve --port 9000          try port 9000 first
      """)

  @OptionGroup var options: SharedOptions
  @OptionGroup var running: RunOptions

  @Option(help: "The first port to try; when it is taken, the next ones are.")
  var port: UInt16 = 8000

  @Flag(help: "Open the book in the browser.")
  var open = false

  @Option(help: "Where the served site goes.", completion: .directory)
  var output: String?

  func run() async throws {
    let package = try options.bookPackage()
    let console = options.console()
    let site = output.map { URL(filePath: $0) } ?? package.url("\(PackageLayout.workFolder)/served")
    let watch = try FolderWatch.following(package, without: [site])
    // A book that cannot be read at all ends the command; one that breaks later does not.
    _ = try Snapshot(package)
    let announcer = Announcer()
    let server = try await SiteServer(site, announcer: announcer, port: port)
    let address = "http://127.0.0.1:\(server.port)/"
    console.print("serving \(package.relativePath(of: site)) at \(address)")
    if let tunnel = Tunnel(ProcessInfo.processInfo.environment, port: server.port) {
      console.print("from your own machine: \(tunnel.command)")
    }
    if open { Self.openBrowser(at: address, console) }
    let job = BookJob(
      package, console, output: site, timeLimit: .seconds(running.timeLimit))
    var loop = ServeLoop(job, announcer)
    await loop.follow(watch.changes)
    watch.stop()
    await server.stop()
    console.clearProgress()
    console.print("ended")
  }

  private static func openBrowser(at address: String, _ console: Console) {
    Task {
      do { _ = try await ChildProcess("xdg-open", [address]).output(limit: 1 << 16) } catch {
        console.complain("no browser was opened: \(error); open \(address) yourself")
      }
    }
  }
}

/// How a browser on another machine comes to a server on this one.
struct Tunnel {
  let command: String

  /// - Parameter environment: of a login over SSH; without one there is no tunnel to be made.
  init?(_ environment: [String: String], port: UInt16) {
    let connection = environment["SSH_CONNECTION"]?.split(separator: " ") ?? []
    guard connection.count == 4 else { return nil }
    let user = environment["USER"].map { "\($0)@" } ?? ""
    command = "ssh -L \(port):127.0.0.1:\(port) \(user)\(connection[2])"
  }
}
