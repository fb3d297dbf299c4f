// swift-tools-version: 6.2
import PackageDescription

// A book of its own: each part is a folder of chapters, a module and a test target.
let package = Package(
  name: "example-book",
  dependencies: [.package(name: "weft", path: "../..")],
  targets: [
    .target(
      name: "Counting", path: "Spec/Counting",
      plugins: [.plugin(name: "TangleChapters", package: "weft")]),
    .testTarget(
      name: "CountingTests",
      dependencies: ["Counting", .product(name: "ExampleValues", package: "weft")],
      plugins: [.plugin(name: "TangleChapters", package: "weft")]),
  ],
  swiftLanguageModes: [.v6]
)
