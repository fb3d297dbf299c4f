// swift-tools-version: 6.2
import PackageDescription

/// What every target is compiled with: an import serves only its own file, is no part of the
/// module's API unless it says so, and an existential is written as one.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

// Four groups: the generator in the order of its flow, the book's parts, the book's own tools, and
// tests. A target depends only on targets above it in its group, and on groups above.
let package = Package(
  name: "weft",
  products: [
    .executable(name: "weft", targets: ["weft"]),
    .executable(name: "memblock-bench", targets: ["memblock-bench"]),
    .plugin(name: "TangleChapters", targets: ["TangleChapters"]),
    .library(name: "ExampleValues", targets: ["ExampleValues"]),
    .library(name: "Figures", targets: ["Figures"]),
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
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
  ],
  targets: [
    // MARK: The generator, in the order of the flow

    // Markdown: Debian's cmark-gfm.
    .systemLibrary(
      name: "CMarkGFM", pkgConfig: "libcmark-gfm",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    // Chapters as values.
    .target(name: "Book", dependencies: ["CMarkGFM", "Yams"]),
    // Formats that chapters state: bindings and records, and trees that follow them.
    .target(name: "Bindings", dependencies: ["Book", "Yams"]),
    // Chapters become Swift, line by line; the plugin does so in every build.
    .target(name: "Tangle", dependencies: ["Book"]),
    .executableTarget(
      name: "weft-tangle", dependencies: ["Tangle", "Book"], path: "Sources/TangleTool"),
    .plugin(name: "TangleChapters", capability: .buildTool(), dependencies: ["weft-tangle"]),
    // What an example's `// → value` becomes; linked into the test targets of parts.
    .target(name: "ExampleValues"),
    // Drawings that a test records, said in boxes and words.
    .target(name: "Figures"),
    // The toolchain's own lexer.
    .systemLibrary(name: "CSourceKit"),
    .target(name: "Lexer", dependencies: ["CSourceKit"]),
    // What the compiler noted of each name while it compiled.
    .systemLibrary(name: "CIndexStore"),
    .target(name: "IndexStore", dependencies: ["CIndexStore", "Lexer"]),
    // Other programs: started, listened to, stopped.
    .target(
      name: "Programs",
      dependencies: [
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    // What a terminal shows in columns, and who does the same work in less time.
    .target(name: "TextTables"),
    .target(name: "Contests"),
    // What the toolchain and the tests said, in lines of the chapters.
    .target(name: "Evidence", dependencies: ["Book", "IndexStore"]),
    // Swift's own build and tests, started and listened to.
    .target(
      name: "Run",
      dependencies: [
        "Book", "Tangle", "IndexStore", "Programs", "Evidence",
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    // Book, evidence and theme become pages.
    .target(
      name: "Weave",
      dependencies: [
        "Book", "Lexer", "Evidence",
        .product(name: "Mustache", package: "swift-mustache"),
      ]),
    // Two revisions of a book: what changed in its formats, and who can still read whom.
    .target(
      name: "Review",
      dependencies: ["Book", "Bindings", "TextTables", "Evidence", "Weave", "Yams"],
      resources: [
        .embedInCode("Page/review.css"), .embedInCode("Schema/review.schema.json"),
      ]),
    // A site for the browser of this machine, which follows the state of its book.
    .target(
      name: "Serve",
      dependencies: [
        "Book", "Weave",
        .product(name: "FlyingFox", package: "FlyingFox"),
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ]),
    // Chapters in an editor: what it asks of them, asked of Swift's language server.
    .target(name: "Editing", dependencies: ["Book", "Tangle"]),
    // A small book to begin with.
    .target(name: "Starter", resources: [.embedInCode("Book")]),
    // The command: all wiring, all reading and writing of the world.
    .target(
      name: "Command",
      dependencies: [
        "Book", "Bindings", "Tangle", "Lexer", "Programs", "TextTables", "Contests", "Evidence",
        "Run", "Weave", "Review", "Starter", "Serve", "Editing",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    .executableTarget(name: "weft", dependencies: ["Command"]),

    // MARK: The book's parts

    .target(name: "Memblock", path: "Spec/Memblock", plugins: ["TangleChapters"]),
    .target(name: "DeviceTree", path: "Spec/DeviceTree", plugins: ["TangleChapters"]),
    .target(
      name: "Handover", dependencies: ["Memblock", "DeviceTree"], path: "Spec/Handover",
      plugins: ["TangleChapters"]),
    .target(
      name: "Hotplug", dependencies: ["Memblock", "Handover"], path: "Spec/Hotplug",
      plugins: ["TangleChapters"]),

    // MARK: The book's own tools

    // Drawings of memory, for the parts' tests and for memblock-replay.
    .target(
      name: "MemoryFigures", dependencies: ["Figures", "Memblock"], path: "Tools/MemoryFigures"),
    // What tests and benches have in common: chance that can be repeated, the programs built here.
    .target(name: "Trials", dependencies: ["Programs"], path: "Tools/Trials"),
    // What the commands have in common: reading a file, complaining, ending.
    .target(
      name: "BookTool",
      dependencies: [.product(name: "ArgumentParser", package: "swift-argument-parser")],
      path: "Tools/BookTool"),
    .executableTarget(
      name: "memblock-replay",
      dependencies: [
        "Memblock", "MemoryFigures", "BookTool", "TextTables",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Tools/MemblockReplay"),
    .executableTarget(
      name: "kho-inspect",
      dependencies: [
        "Handover", "DeviceTree", "Memblock", "BookTool", "TextTables",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Tools/KHOInspect"),
    .executableTarget(
      name: "handover-bench",
      dependencies: [
        "Handover", "Memblock", "BookTool", "Trials", "Contests", "TextTables",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Tools/HandoverBench"),
    // The parts against the kernel's own code and that of kexec-tools: what they do, and how long the
    // kernel's mm/memblock.c takes.
    .target(
      name: "KernelDriver", dependencies: ["Programs"], path: "Tools/KernelDriver",
      exclude: ["COPYING", "Kernel", "KexecTools"]),
    .target(
      name: "MemblockBench",
      dependencies: ["KernelDriver", "Memblock", "Trials", "Contests", "TextTables"],
      path: "Tools/MemblockBench", exclude: ["Tool"]),
    .executableTarget(
      name: "memblock-bench",
      dependencies: [
        "MemblockBench", "KernelDriver", "BookTool", "TextTables",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Tools/MemblockBench/Tool"),
    // The part DeviceTree against libfdt and dtc, which nobody here wrote.
    .target(name: "LibFDT", path: "Tools/LibFDT"),
    .executableTarget(
      name: "devicetree-bench",
      dependencies: [
        "DeviceTree", "LibFDT", "BookTool", "Contests", "TextTables",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Tools/DeviceTreeBench"),

    // MARK: Tests of the generator

    .testTarget(name: "BookTests", dependencies: ["Book", "Programs", "Trials"]),
    .testTarget(name: "BindingsTests", dependencies: ["Bindings", "Book", "Trials"]),
    .testTarget(name: "TangleTests", dependencies: ["Tangle", "Book", "Trials"]),
    .testTarget(name: "ExampleValuesTests", dependencies: ["ExampleValues"]),
    .testTarget(name: "FiguresTests", dependencies: ["Figures"]),
    .testTarget(name: "LexerTests", dependencies: ["Lexer"]),
    .testTarget(name: "IndexStoreTests", dependencies: ["IndexStore", "Lexer", "Programs"]),
    .testTarget(name: "ProgramsTests", dependencies: ["Programs"]),
    .testTarget(name: "TextTablesTests", dependencies: ["TextTables"]),
    .testTarget(name: "ContestsTests", dependencies: ["Contests"]),
    .testTarget(
      name: "EvidenceTests", dependencies: ["Evidence", "IndexStore", "Book", "Trials"]),
    .testTarget(
      name: "RunTests", dependencies: ["Run", "Book", "Programs", "Evidence", "Trials"]),
    .testTarget(
      name: "WeaveTests", dependencies: ["Weave", "Book", "Evidence", "Lexer", "Trials"]),
    .testTarget(
      name: "ReviewTests", dependencies: ["Review", "Weave", "Bindings", "Book", "Evidence"]),
    .testTarget(name: "EditingTests", dependencies: ["Editing", "Book", "Tangle", "Trials"]),
    .testTarget(
      name: "ServeTests",
      dependencies: [
        "weft", "Serve", "Book", "Programs", "Trials",
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ]),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "Command", "Bindings", "Book", "Evidence", "Lexer", "Programs", "Run", "Review", "Starter",
        "Trials", "Weave",
      ]),
    // Whole books, built and run for real.
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "weft", "memblock-replay", "kho-inspect", "handover-bench", "Editing", "Programs", "Trials",
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      exclude: ["GoldenBooks"]),
    // The woven site, in a real browser and under the HTML checker.
    .testTarget(name: "SiteTests", dependencies: ["Programs", "Trials"], exclude: ["Browser"]),
    // The tree as a whole: what is imported, how long files are.
    .testTarget(name: "TidyTests", dependencies: ["Programs", "Book"], exclude: ["Lists"]),

    // MARK: Tests of the book

    .testTarget(
      name: "MemblockTests",
      dependencies: ["Memblock", "MemoryFigures", "Figures", "ExampleValues"],
      resources: [.copy("Boots")], plugins: ["TangleChapters"]),
    .testTarget(
      name: "DeviceTreeTests", dependencies: ["DeviceTree", "Figures", "ExampleValues"],
      plugins: ["TangleChapters"]),
    .testTarget(
      name: "HandoverTests",
      dependencies: [
        "Handover", "Memblock", "DeviceTree", "MemoryFigures", "Figures", "ExampleValues",
      ],
      resources: [.copy("Machines")], plugins: ["TangleChapters"]),
    .testTarget(
      name: "HotplugTests",
      dependencies: [
        "Hotplug", "Memblock", "Handover", "MemoryFigures", "Figures", "ExampleValues",
      ],
      plugins: ["TangleChapters"]),
    .testTarget(
      name: "KernelConformance",
      dependencies: ["KernelDriver", "MemblockBench", "Memblock", "Programs", "Trials"]),
    .testTarget(
      name: "HandoverConformance",
      dependencies: ["KernelDriver", "Handover", "Memblock", "DeviceTree", "Trials"]),
    .testTarget(
      name: "HotplugConformance",
      dependencies: ["KernelDriver", "Hotplug", "Memblock", "Trials"]),
    .testTarget(
      name: "DeviceTreeConformance",
      dependencies: ["DeviceTree", "LibFDT", "devicetree-bench", "Programs", "Trials"]),
    // What the chapters state of formats, against the parts' code, real machines and dtc.
    .testTarget(
      name: "BindingConformance",
      dependencies: [
        "Bindings", "Book", "Programs", "Review", "Handover", "DeviceTree", "Memblock", "Trials",
        "kho-inspect",
      ]),
    // The readers of what a predecessor left, under libFuzzer.
    .testTarget(
      name: "HandoverFuzz", dependencies: ["weft", "kho-inspect", "Programs", "Trials"],
      exclude: ["Readers", "Kept"]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where ![.system, .plugin].contains(target.type) {
  // All chapters of a part get the same imports, whether or not their API needs them.
  let isPart = target.path?.hasPrefix("Spec/") ?? false
  target.swiftSettings = isPart ? Array(settings.dropLast()) : settings
}

// Some targets with what they need, for a check that compiles them in a way of its own: .ci/asan.
if let names = Context.environment["WEFT_TARGETS"] {
  var wanted = Set(names.split(separator: " ").map(String.init))
  // Each target stands below those that it depends on.
  for target in package.targets.reversed() where wanted.contains(target.name) {
    for case .byNameItem(let name, _) in target.dependencies { wanted.insert(name) }
  }
  package.targets.removeAll { !wanted.contains($0.name) }
  package.products = []
}
