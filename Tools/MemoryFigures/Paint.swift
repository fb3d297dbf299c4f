// The look of a block. Each kind of region has a colour and a pattern, so that colour is never the
// only difference. The colours are of middling brightness: white text can be read on them, and they
// can be seen on white and on black.

public import Memblock

/// How a block looks; its raw value says what that means.
public enum Paint: String, CaseIterable, Sendable {
  case plain = "memory"
  case hotplug = "HOTPLUG"
  case mirror = "MIRROR"
  case noMap = "NOMAP"
  case driverManaged = "DRIVER_MANAGED"
  case scratch = "KHO_SCRATCH"
  case reserved = "reserved"
  case noInit = "RSRV_NOINIT"
  case kernel = "RSRV_KERN"
  case hugeTLB = "RSRV_HUGETLB"
  case preserved = "preserved"
  case free = "free"
  case walked = "walked"
  case device = "device or reserved"
  case segment = "kernel"
  case hole = "hole"
  case outline = "asked for"

  /// The paint for the lowest of a region's flags.
  public init(_ flags: MemoryFlags, in kind: RegionList.Kind) {
    let plain: Paint = kind == .reserved ? .reserved : .plain
    self = flags.first.flatMap { Paint(rawValue: $0.description) } ?? plain
  }

  var color: String {
    switch self {
    case .plain: "#2a8076"
    case .hotplug, .hole: "#b0651c"
    case .mirror, .preserved: "#3f73c4"
    case .noMap, .device: "#71767e"
    case .driverManaged: "#8a63b8"
    case .scratch: "#99700f"
    case .reserved, .noInit, .kernel, .hugeTLB, .segment: "#c4503f"
    case .free: "#4f8038"
    case .walked: "#a8558a"
    case .outline: "none"
    }
  }

  /// Strokes on a tile of eight by eight.
  var strokes: String {
    switch self {
    case .plain, .reserved, .preserved, .free, .walked, .segment, .outline: ""
    case .hotplug: "M-2 2l4-4M0 8l8-8M6 10l4-4"
    case .kernel: "M0 6l4-4 4 4"
    case .mirror, .hugeTLB, .device: "M4 0v8"
    case .noMap, .hole: "M0 0l8 8M0 8l8-8"
    case .driverManaged: "M-2 6l4 4M0 0l8 8M6-2l4 4"
    case .scratch, .noInit: "M0 4h8"
    }
  }
}
