// swift-tools-version: 6.2
import PackageDescription

// The targets stand in the order of the flow; each depends only on targets above it.
let package = Package(
  name: "weft",
  products: [
    .executable(name: "weft", targets: ["weft"]),
    .executable(name: "memblock-bench", targets: ["memblock-bench"]),
    .plugin(name: "TangleChapters", targets: ["TangleChapters"]),
    .library(name: "ExampleValues", targets: ["ExampleValues"]),
    .library(name: "Memblock", targets: ["Memblock"]),
    .executable(name: "memblock-replay", targets: ["memblock-replay"]),
    .library(name: "DeviceTree", targets: ["DeviceTree"]),
    .executable(name: "devicetree-bench", targets: ["devicetree-bench"]),
    .library(name: "Handover", targets: ["Handover"]),
    .executable(name: "handover-bench", targets: ["handover-bench"]),
    .executable(name: "kho-inspect", targets: ["kho-inspect"]),
    .library(name: "Hotplug", targets: ["Hotplug"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: [
    // Markdown: Debian's cmark-gfm.
    .systemLibrary(
      name: "CMarkGFM", pkgConfig: "libcmark-gfm",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),

    // Chapters as values.
    .target(name: "Book", dependencies: ["CMarkGFM", "Yams"]),
    .testTarget(name: "BookTests", dependencies: ["Book"]),

    // Chapters become Swift, line by line; the plugin does so in every build.
    .target(name: "Tangle", dependencies: ["Book"]),
    .executableTarget(
      name: "weft-tangle", dependencies: ["Tangle", "Book"], path: "Sources/TangleTool"),
    .plugin(name: "TangleChapters", capability: .buildTool(), dependencies: ["weft-tangle"]),
    .testTarget(name: "TangleTests", dependencies: ["Tangle", "Book"]),

    // What the toolchain and the tests said, in lines of the chapters.
    .systemLibrary(name: "CSourceKit"),
    .target(name: "Lexer", dependencies: ["CSourceKit"]),
    .testTarget(name: "LexerTests", dependencies: ["Lexer"]),
    .target(name: "Evidence", dependencies: ["Book", "Tangle"]),
    .testTarget(name: "EvidenceTests", dependencies: ["Evidence", "Book", "Tangle"]),

    // Book, evidence and theme become pages.
    .target(
      name: "Weave",
      dependencies: [
        "Book", "Tangle", "Lexer", "Evidence",
        .product(name: "Mustache", package: "swift-mustache"),
      ]),
    .testTarget(name: "WeaveTests", dependencies: ["Weave", "Book", "Evidence", "Lexer"]),

    // The command: all wiring, all reading and writing of the world.
    .target(
      name: "Command",
      dependencies: [
        "Book", "Tangle", "Lexer", "Evidence", "Weave",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ]),
    .executableTarget(name: "weft", dependencies: ["Command"]),
    .testTarget(name: "CommandTests", dependencies: ["Command", "Book"]),

    // What an example's `// → value` becomes; linked into the test targets of parts.
    .target(name: "ExampleValues"),
    .testTarget(name: "ExampleValuesTests", dependencies: ["ExampleValues"]),

    // The parts of the book.
    .target(name: "Memblock", path: "Spec/Memblock", plugins: ["TangleChapters"]),
    .target(name: "MemoryFigures", dependencies: ["Memblock"]),
    .testTarget(
      name: "MemblockTests", dependencies: ["Memblock", "MemoryFigures", "ExampleValues"],
      resources: [.copy("Boots")], plugins: ["TangleChapters"]),
    // What the commands of the parts have in common: reading a file, complaining, ending.
    .target(
      name: "PlainTool",
      dependencies: [.product(name: "ArgumentParser", package: "swift-argument-parser")]),
    .executableTarget(
      name: "memblock-replay",
      dependencies: [
        "Memblock", "MemoryFigures", "PlainTool",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Sources/MemblockReplay"),
    .target(name: "DeviceTree", path: "Spec/DeviceTree", plugins: ["TangleChapters"]),
    .testTarget(
      name: "DeviceTreeTests", dependencies: ["DeviceTree", "MemoryFigures", "ExampleValues"],
      plugins: ["TangleChapters"]),
    .target(
      name: "Handover", dependencies: ["Memblock", "DeviceTree"], path: "Spec/Handover",
      plugins: ["TangleChapters"]),
    .testTarget(
      name: "HandoverTests",
      dependencies: ["Handover", "Memblock", "DeviceTree", "MemoryFigures", "ExampleValues"],
      resources: [.copy("Machines")], plugins: ["TangleChapters"]),
    .executableTarget(
      name: "kho-inspect",
      dependencies: [
        "Handover", "DeviceTree", "Memblock", "PlainTool",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Sources/KHOInspect"),
    .executableTarget(
      name: "handover-bench",
      dependencies: [
        "Handover", "Memblock", "PlainTool",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Sources/HandoverBench"),
    .target(
      name: "Hotplug", dependencies: ["Memblock", "Handover"], path: "Spec/Hotplug",
      plugins: ["TangleChapters"]),
    .testTarget(
      name: "HotplugTests",
      dependencies: ["Hotplug", "Memblock", "Handover", "MemoryFigures", "ExampleValues"],
      plugins: ["TangleChapters"]),

    // Whole books, built and run for real.
    .testTarget(
      name: "EndToEndTests", dependencies: ["weft", "memblock-replay", "kho-inspect"],
      exclude: ["GoldenBooks"]),

    // The woven site, in a real browser and under the HTML checker.
    .testTarget(name: "SiteTests"),

    // The part Memblock against the kernel's own mm/memblock.c: what they do, and how long it takes.
    .target(name: "KernelDriver"),
    .target(name: "MemblockBench", dependencies: ["KernelDriver", "Memblock"]),
    .executableTarget(
      name: "memblock-bench",
      dependencies: [
        "MemblockBench", "PlainTool",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], path: "Sources/MemblockBenchTool"),
    .testTarget(
      name: "KernelConformance", dependencies: ["KernelDriver", "MemblockBench", "Memblock"],
      exclude: ["Kernel"]),

    // The readers of what a predecessor left, under libFuzzer.
    .testTarget(
      name: "HandoverFuzz", dependencies: ["weft", "kho-inspect"], exclude: ["Readers"]),

    // The part DeviceTree against libfdt and dtc, which nobody here wrote.
    .target(name: "LibFDT"),
    .executableTarget(
      name: "devicetree-bench",
      dependencies: [
        "DeviceTree", "LibFDT", "PlainTool",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Sources/DeviceTreeBench"),
    .testTarget(name: "DeviceTreeConformance", dependencies: ["DeviceTree", "LibFDT"]),
  ],
  swiftLanguageModes: [.v6]
)
