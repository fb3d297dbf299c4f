// Tells every page that is open when the state changes. A page that is slow to listen misses states in
// between, never the last one, so that no queue grows.

import FlyingFox
import Foundation

/// The state of what is served, and who wants to hear of it.
package actor Announcer {
  package private(set) var state = ServerState()
  private var listeners: [Int: AsyncStream<WSMessage>.Continuation] = [:]
  private var nextListener = 0
  private var isOver = false

  package init() {}

  /// Changes the state; who listens is told when it is another one.
  package func update(_ change: @Sendable (inout ServerState) -> Void) {
    let before = state
    change(&state)
    guard state != before, let message = message() else { return }
    for listener in listeners.values { listener.yield(message) }
  }

  /// The states from now on, the present one first.
  func listen() -> AsyncStream<WSMessage> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: WSMessage.self, bufferingPolicy: .bufferingNewest(1))
    guard !isOver else {
      continuation.finish()
      return stream
    }
    let number = nextListener
    nextListener += 1
    listeners[number] = continuation
    continuation.onTermination = { _ in Task { await self.forget(number) } }
    if let message = message() { continuation.yield(message) }
    return stream
  }

  /// Lets go of all who listen.
  package func end() {
    isOver = true
    for listener in listeners.values { listener.finish() }
    listeners = [:]
  }

  /// How many pages listen.
  package var listenerCount: Int { listeners.count }

  private func forget(_ number: Int) { listeners[number] = nil }

  private func message() -> WSMessage? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return (try? encoder.encode(state)).map { .text(String(decoding: $0, as: UTF8.self)) }
  }
}

/// A socket that says what the announcer says and hears nothing.
struct AnnouncementSocket: WSMessageHandler {
  let announcer: Announcer

  func makeMessages(for client: AsyncStream<WSMessage>) async throws -> AsyncStream<WSMessage> {
    let states = await announcer.listen()
    let (stream, continuation) = AsyncStream.makeStream(
      of: WSMessage.self, bufferingPolicy: .bufferingNewest(1))
    let sending = Task {
      for await state in states { continuation.yield(state) }
      continuation.yield(.close())
      continuation.finish()
    }
    let hearing = Task {
      for await message in client { if case .close = message { break } }
      continuation.finish()
    }
    continuation.onTermination = { _ in
      sending.cancel()
      hearing.cancel()
    }
    return stream
  }
}
