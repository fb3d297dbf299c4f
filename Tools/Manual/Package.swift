// swift-tools-version: 6.2
import PackageDescription

/// The parts of the manual: each a folder of chapters, a module and a test target.
let parts = ["Writing", "Proving", "Drawing", "Running", "Reviewing", "Publishing"]

let tangle = Target.PluginUsage.plugin(name: "TangleChapters", package: "weft")

let package = Package(
  name: "manual",
  dependencies: [.package(name: "weft", path: "../..")],
  targets: parts.flatMap { part in
    [
      Target.target(name: part, path: "Spec/\(part)", plugins: [tangle]),
      Target.testTarget(
        name: "\(part)Tests",
        dependencies: [
          .byName(name: part),
          .product(name: "ExampleValues", package: "weft"),
          .product(name: "Figures", package: "weft"),
        ],
        plugins: [tangle]),
    ]
  },
  swiftLanguageModes: [.v6]
)
