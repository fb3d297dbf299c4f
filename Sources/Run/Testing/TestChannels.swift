// The channels on which a test process speaks, and the thread that listens to them.
//
//     events    the toolchain's records, in a FIFO that has no name any more once tests run
//     output    what the tests print
//     console   what the toolchain tells people, and what the tests complain about
//
// Records and printed text arrive apart, so that no text is taken for a record, and yet it must be
// known which test printed what. The toolchain tells people of a test's end, and then of the next
// test's beginning, before that one runs. The console holds one message at a time: the second has to
// wait until the first is taken, and that is done only when all that was printed is read. So whatever
// is read belongs to the test that began last.

import Evidence
import Foundation
import SystemPackage

/// The ends of the channels that belong to weft, and those that the process gets.
struct TestChannels: Sendable {
  /// Where the process writes records to.
  let eventsPath: String
  let output: Pipe
  let console: Pipe
  private let events: FileDescriptor

  /// A channel with two ends, which no other process inherits.
  struct Pipe: Sendable {
    let reading: FileDescriptor
    let writing: FileDescriptor

    init() throws {
      (reading, writing) = try FileDescriptor.pipe()
      for end in [reading, writing] { _ = fcntl(end.rawValue, F_SETFD, FD_CLOEXEC) }
      _ = fcntl(reading.rawValue, F_SETFL, O_NONBLOCK)
    }

    /// Lets the pipe hold a single message, so that a second one waits until the first is read. Where
    /// the system cannot, printed text may be given to a neighbour of the test that printed it.
    func holdOneMessage() {
      #if arch(arm64)
        let packets: Int32 = 0o200000
      #else
        let packets: Int32 = 0o40000
      #endif
      let setSize: Int32 = 1031  // F_SETPIPE_SZ of linux/fcntl.h
      _ = fcntl(writing.rawValue, F_SETFL, packets)
      _ = fcntl(writing.rawValue, setSize, Int32(sysconf(Int32(_SC_PAGESIZE))))
    }
  }

  /// - Parameter folder: where the FIFO is made; nobody else may be able to write there.
  init(in folder: URL) throws {
    eventsPath = folder.appending(path: "events-\(UUID().uuidString)").path
    guard mkfifo(eventsPath, 0o600) == 0 else {
      let reason = String(cString: strerror(errno))
      throw RunFailure("no FIFO can be made in \(folder.path)", Array(reason.utf8))
    }
    events = try FileDescriptor.open(
      FilePath(eventsPath), .readOnly, options: [.nonBlocking, .closeOnExec])
    output = try Pipe()
    console = try Pipe()
    console.holdOneMessage()
  }

  /// Closes the reading ends.
  func close() {
    for end in [events, output.reading, console.reading] { try? end.close() }
    unlink(eventsPath)
  }
}

/// What a test process said.
struct TestSpeech: Sendable {
  var reader: EventStreamReader
  /// The end of what it said to people: 64 KiB at most.
  var consoleTail: [UInt8] = []
  /// The limit that a test, or the silence between tests, went beyond.
  var overrun: Duration?
}

extension TestChannels {
  /// Listens on a thread of its own until the process has ended and all was read that it said.
  ///
  /// - Parameters:
  ///   - process: where it has no descriptor, the listening ends when nobody holds a channel open any
  ///     more.
  ///   - isSerial: one test runs after another, so printed text is that of the test that began last.
  ///   - limits: how long tests may take; a process beyond them is asked where it stands, and
  ///     no longer listened to.
  ///   - progress: is told of each test that ended.
  ///   - atEnd: is called when the process has ended, before its last words are read.
  func listen(
    _ names: SourceNames, untilEndOf process: Listened, isSerial: Bool,
    limits: TestLimits? = nil, progress: @escaping @Sendable (EventStreamReader) -> Void,
    atEnd: @escaping @Sendable () -> Void
  ) async -> TestSpeech {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        var ear = Ear(channels: self, names: names, isSerial: isSerial, progress: progress)
        ear.watch = limits.map { TestWatch(limits: $0) }
        ear.listen(untilEndOf: process)
        atEnd()
        ear.takeLastWords()
        continuation.resume(returning: ear.speech)
      }
    }
  }

  /// A process that is listened to.
  struct Listened: Sendable {
    /// Becomes readable when the process has ended; negative where there is none.
    var descriptor: Int32
    var identifier: pid_t
  }

  /// One listening to one process.
  private struct Ear {
    let channels: TestChannels
    let isSerial: Bool
    let progress: @Sendable (EventStreamReader) -> Void
    var watch: TestWatch?
    var speech: TestSpeech
    private var toldCount = 0
    private var isNamed = true
    /// Ends that hung up.
    private var closed: Set<Int32> = []
    private static let tailLimit = 64 << 10
    /// What a pipe holds at most: so much is there of what was said before a given moment.
    private static let pipeSize = 64 << 10

    init(
      channels: TestChannels, names: SourceNames, isSerial: Bool,
      progress: @escaping @Sendable (EventStreamReader) -> Void
    ) {
      (self.channels, self.isSerial, self.progress) = (channels, isSerial, progress)
      speech = TestSpeech(reader: EventStreamReader(names: names))
    }

    mutating func listen(untilEndOf process: Listened) {
      let ends = [channels.output.reading, channels.console.reading, channels.events]
      var isOver = false
      while !isOver, closed.count < ends.count || process.descriptor >= 0 {
        guard let wait = timeLeft(process.identifier) else { return }
        var polled = ([process.descriptor] + ends.map(\.rawValue)).map {
          pollfd(fd: closed.contains($0) ? -1 : $0, events: Int16(POLLIN), revents: 0)
        }
        guard poll(&polled, nfds_t(polled.count), wait) >= 0 || errno == EINTR else { return }
        isOver = polled[0].revents != 0
        takeAll(consoleSpoke: polled[2].revents & Int16(POLLIN) != 0)
        for end in polled where end.revents & Int16(POLLHUP | POLLERR) != 0 {
          if end.revents & Int16(POLLIN) == 0 { closed.insert(end.fd) }
        }
      }
    }

    /// How long to wait for the next word, in milliseconds; `nil` when no more is to be waited for.
    private mutating func timeLeft(_ process: pid_t) -> Int32? {
      guard var watch else { return -1 }
      defer { self.watch = watch }
      watch.look(at: speech.reader)
      if speech.overrun == nil, watch.timeLeft <= .zero {
        speech.overrun = watch.limit
        watch.allow(BusyThread.ask(process) ? watch.limits.grace : .zero)
      }
      if speech.overrun != nil, speech.consoleTail.contains(BusyThread.lastWords) { return nil }
      let left = watch.timeLeft
      // A signal or a word may come before.
      return left <= .zero ? nil : Int32(min(left / .milliseconds(1) + 1, 60_000))
    }

    /// What the process said last is here by now; whoever else still holds a channel open is nobody.
    mutating func takeLastWords() {
      for _ in 0..<2 { takeAll(consoleSpoke: true) }
    }

    /// Takes all that was printed, then all records, then one message of the console.
    private mutating func takeAll(consoleSpoke: Bool) {
      let printed = Self.read(channels.output.reading)
      let records = Self.read(channels.events)
      if !records.isEmpty { takeName() }
      speech.reader.read(records[...])
      if isSerial { speech.reader.print(printed[...]) }
      if speech.reader.endedCount != toldCount {
        toldCount = speech.reader.endedCount
        progress(speech.reader)
      }
      guard consoleSpoke else { return }
      speech.consoleTail += Self.read(channels.console.reading, isMessage: true)
      if speech.consoleTail.count > 2 * Self.tailLimit {
        speech.consoleTail.removeFirst(speech.consoleTail.count - Self.tailLimit)
      }
    }

    /// Tests begin after the first records; they shall not find the FIFO by its name.
    private mutating func takeName() {
      guard isNamed else { return }
      isNamed = false
      unlink(channels.eventsPath)
    }

    /// All that is there to read now. Whoever goes on writing meanwhile is read the next time.
    private static func read(_ end: FileDescriptor, isMessage: Bool = false) -> [UInt8] {
      var all: [UInt8] = []
      while all.count < pipeSize {
        let bytes = try? [UInt8](unsafeUninitializedCapacity: pipeSize) { buffer, count in
          count = try end.read(into: UnsafeMutableRawBufferPointer(buffer))
        }
        guard let bytes, !bytes.isEmpty else { break }
        all += bytes
        if isMessage { break }
      }
      return all
    }
  }
}
