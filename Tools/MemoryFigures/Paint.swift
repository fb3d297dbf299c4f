// The look of a block. Each kind of region has a colour and a hatch, so that colour is never the only
// difference.

import Figures
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

  /// The colour and the hatch of a block; one that was only asked for has neither.
  var tint: Tint? {
    switch self {
    case .plain: .teal
    case .hotplug, .hole: .orange
    case .mirror, .preserved: .blue
    case .noMap, .device: .gray
    case .driverManaged: .purple
    case .scratch: .ochre
    case .reserved, .noInit, .kernel, .hugeTLB, .segment: .red
    case .free: .green
    case .walked: .pink
    case .outline: nil
    }
  }

  var hatch: Hatch? {
    switch self {
    case .plain, .reserved, .preserved, .free, .walked, .segment, .outline: nil
    case .hotplug: .rising
    case .kernel: .peaks
    case .mirror, .hugeTLB, .device: .upright
    case .noMap, .hole: .crossed
    case .driverManaged: .falling
    case .scratch, .noInit: .level
    }
  }
}
