// The bridge at work: two threads carry messages, one each way, between the editor at our standard
// input and output and sourcekit-lsp behind two pipes.

import Book
import Editing
import Foundation
import Programs
import Run
import Synchronization
import SystemPackage

final class LanguageServer: Sendable {
  private let package: BookPackage
  private let program: String
  private let bridge: Mutex<Bridge>
  private let commands: URL
  /// Knows where builds of this book lie.
  private let builds: BookRun
  private let stamp: Mutex<FileStamp?>
  /// Messages of both threads go to the editor.
  private let output = Mutex(FileDescriptor.standardOutput)
  /// Where sourcekit-lsp reads; `nil` once that is closed.
  private let input = Mutex<FileDescriptor?>(nil)
  /// Whether the editor's process is watched already.
  private let isWatching = Mutex(false)
  /// Why no more messages can be carried.
  private let failure = Mutex<String?>(nil)

  /// - Throws: `RunFailure` when the book was not built yet, `LoadError` when it cannot be read.
  init(_ package: BookPackage, program: String) throws {
    (self.package, self.program) = (package, program)
    commands = package.url("\(PackageLayout.workFolder)/lsp")
    builds = Self.run(try Snapshot(package).book, of: package)
    stamp = Mutex(builds.buildStamp)
    guard stamp.withLock({ $0 != nil }) else {
      throw RunFailure("this book was not built yet; run 'weft build', then start the editor again")
    }
    let files = try Self.files(of: package, commands)
    bridge = Mutex(Bridge(files, commandsFolder: commands.path))
  }

  /// Serves until the editor says that it is enough, or sourcekit-lsp ends.
  ///
  /// - Throws: `RunFailure` when that is not as the editor wished.
  func run() async throws {
    let (readEnd, toServer) = try FileDescriptor.pipe()
    let (fromServer, writeEnd) = try FileDescriptor.pipe()
    input.withLock { $0 = toServer }
    Thread.detachNewThread { [self] in
      carry(from: .standardInput, isEditor: true) { bridge, message in bridge.fromEditor(message) }
      // Without an editor there is nothing to read, and sourcekit-lsp ends.
      closeInput()
    }
    Thread.detachNewThread { [self] in
      carry(from: fromServer, isEditor: false) { bridge, message in bridge.fromServer(message) }
    }
    let arguments = ["--default-workspace-type", "compilationDatabase"]
    let ending = try await ChildProcess(program, arguments)
      .run(reading: readEnd, writingTo: writeEnd)
    if let failure = failure.withLock({ $0 }) { throw RunFailure(failure) }
    guard ending.isSuccess else { throw RunFailure("sourcekit-lsp ended with \(ending)") }
  }

  /// Carries messages until there are no more.
  private func carry(
    from source: FileDescriptor, isEditor: Bool,
    _ rewrite: (inout Bridge, [UInt8]) -> [Bridge.Delivery]
  ) {
    var frames = MessageFrames()
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    do {
      while case let count = try piece.withUnsafeMutableBytes({ try source.read(into: $0) }),
        count > 0
      {
        frames.add(piece.prefix(count))
        while let message = try frames.next() {
          var deliveries: [Bridge.Delivery] = []
          if isEditor { deliveries += news(message) }
          deliveries += bridge.withLock { rewrite(&$0, message) }
          for delivery in deliveries { try deliver(delivery) }
          if isEditor { watchEditor() }
        }
      }
    } catch {
      failure.withLock { $0 = $0 ?? "messages can be carried no more: \(error)" }
      closeInput()
    }
  }

  /// Ends with the editor's process, which may be gone while another one holds our standard input open.
  ///
  /// A process that is not there in the beginning is one of another container, and says nothing.
  private func watchEditor() {
    guard let editor = bridge.withLock({ $0.editorProcess }), Self.lives(editor),
      isWatching.withLock({ isWatching in
        defer { isWatching = true }
        return !isWatching
      })
    else { return }
    Thread.detachNewThread { [self] in
      while Self.lives(editor) { Thread.sleep(forTimeInterval: 1) }
      closeInput()
    }
  }

  private static func lives(_ process: Int32) -> Bool { kill(process, 0) == 0 || errno == EPERM }

  private func closeInput() {
    input.withLock { end in
      try? end?.close()
      end = nil
    }
  }

  private func deliver(_ delivery: Bridge.Delivery) throws {
    let bytes = MessageFrames.framed(delivery.message)
    switch delivery.receiver {
    case .server: try input.withLock { _ = try $0?.writeAll(bytes) }
    case .editor: try output.withLock { _ = try $0.writeAll(bytes) }
    }
  }

  /// What sourcekit-lsp is told when a build has left other commands since.
  private func news(_ message: [UInt8]) -> [Bridge.Delivery] {
    guard Bridge.mayFollowBuild(message) else { return [] }
    let now = builds.buildStamp
    let isNews = stamp.withLock { known in
      defer { known = now ?? known }
      return now != nil && now != known
    }
    guard isNews, let files = try? Self.files(of: package, commands) else { return [] }
    return bridge.withLock { bridge in
      bridge.update(files)
      return [bridge.commandsChanged()]
    }
  }

  private static func run(_ book: Book, of package: BookPackage) -> BookRun {
    let read = { @Sendable path in try package.read(path) }
    return BookRun(book, root: package.root, read: read, reread: read)
  }

  /// What the last build left, with the compiler's commands written to where sourcekit-lsp finds them.
  private static func files(of package: BookPackage, _ folder: URL) throws -> BookFiles {
    let book = try Snapshot(package).book
    let commands = try CompileCommands(of: run(book, of: package))
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try commands.json().write(
      to: folder.appending(path: "compile_commands.json"), options: .atomic)
    let widths = book.chapters.map { ($0.path, $0.prefixWidths) }
    return BookFiles(
      root: package.root.path, pairs: commands.tangled, manifest: book.manifest,
      prefixWidths: Dictionary(widths, uniquingKeysWith: { first, _ in first }))
  }
}
