// The life of a live update with drivers that refuse: what is asked of the kernel's own orchestrator
// before the reboot and after it.

import Trials

struct MoodyScript {
  static let files: ClosedRange<UInt64> = 0...7
  static let objects: ClosedRange<UInt64> = 0...3
  private(set) var lines = [
    "memory 0x0 0x1000000 0", "free 0x1000 0x400000", "start", "live", "moody",
  ]

  init(_ random: inout SeededGenerator) {
    lines += Self.files.map { "memfd \($0) \(UInt64.max) 0 0 0" }
    bind(&random)
    for _ in 0..<60 { lines.append(Self.before(&random)) }
    // Some say no at the reboot; then nobody does.
    for file in Self.files where random.number(0...5) == 0 { lines.append("mood 1 \(file) 1") }
    lines += ["reboot"] + Self.files.map { "mood 1 \($0) 0" } + ["reboot", "jump", "anew", "moody"]
    bind(&random)
    lines.append("sessions")
    for _ in 0..<60 { lines.append(Self.after(&random)) }
  }

  /// Objects are bound, some of them twice.
  private mutating func bind(_ random: inout SeededGenerator) {
    for _ in 0..<random.number(0...9) {
      lines.append("bind \(random.number(Self.objects)) \(random.number(0...1))")
    }
  }

  private static func before(_ random: inout SeededGenerator) -> String {
    let (session, file) = ("s\(random.number(0...3))", random.number(files))
    return switch random.number(0...15) {
    case 0...2: "session \(session)"
    case 3: "close \(session)"
    case 4: "get-outgoing \(random.number(objects))"
    case 5: "put-outgoing \(random.number(objects))"
    case 6, 7: mood(of: 0, &random)
    default: "put \(session) \(file) \(file)"
    }
  }

  private static func after(_ random: inout SeededGenerator) -> String {
    let (session, file) = ("s\(random.number(0...3))", random.number(files))
    return switch random.number(0...15) {
    case 0...2: "retrieve-session \(session)"
    case 3: "close \(session)"
    case 4, 5: "get-incoming \(random.number(objects))"
    case 6: "put-incoming \(random.number(objects))"
    case 7, 8: mood(of: random.number(2...3), &random)
    case 9, 10: "finish \(session)"
    default: "retrieve \(session) \(file)"
    }
  }

  /// A file or an object changes its mind; objects come behind 256 files.
  private static func mood(of what: UInt64, _ random: inout SeededGenerator) -> String {
    let who = random.number(0...2) == 0 ? 256 + random.number(objects) : random.number(files)
    return "mood \(what) \(who) \(random.number(0...1))"
  }
}
