// swift-tools-version: 6.2
import PackageDescription

/// What every target of ours is compiled with.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

/// The numeric loops are optimised in debug builds too: a test that fits a real model would
/// otherwise spend minutes in unoptimised inner loops (docs/decisions/optimised-numbers.md).
let numbers = strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let toml = Target.Dependency.product(name: "TOMLKit", package: "TOMLKit")

let package = Package(
  name: "Pick",
  products: [
    .executable(name: "pick", targets: ["pick"]),
    .executable(name: "pickctl", targets: ["pickctl"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/LebJe/TOMLKit", exact: "0.6.0"),
  ],
  targets: [
    .systemLibrary(name: "CNcurses"),
    .systemLibrary(name: "CArgon2"),
    .systemLibrary(name: "CMalloc"),
    .target(name: "PickModel", swiftSettings: strict),
    .target(name: "PickRecommender", swiftSettings: numbers),
    .target(
      name: "PickCore",
      dependencies: ["PickModel", "PickRecommender", "CArgon2", grdb, sqlite, crypto],
      swiftSettings: strict),
    .target(
      name: "PickClient", dependencies: ["PickModel", "PickCore", crypto],
      swiftSettings: strict),
    .target(
      name: "PickTUI", dependencies: ["PickModel", "PickClient", "CNcurses", toml],
      exclude: ["Text/ko.json", "Text/en.json", "Text/README.md"],
      swiftSettings: strict),
    .target(
      name: "PickOperator",
      dependencies: ["PickModel", "PickCore", arguments],
      swiftSettings: strict),
    .executableTarget(
      name: "pick",
      dependencies: [
        "PickModel", "PickCore", "PickClient", "PickTUI", "CMalloc", arguments, logging, toml,
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "pickctl", dependencies: ["PickOperator", arguments], swiftSettings: strict),

    .target(
      name: "PickTestSupport",
      dependencies: ["PickModel", "PickCore", "PickClient", "PickTUI", grdb],
      path: "Tests/PickTestSupport", swiftSettings: strict),
    .executableTarget(
      name: "StoreCrashWriter", dependencies: ["PickCore", "PickModel"],
      path: "Tests/StoreCrashWriter", swiftSettings: strict),
    .testTarget(name: "PickModelTests", dependencies: ["PickModel"], swiftSettings: strict),
    .testTarget(
      name: "PickRecommenderTests", dependencies: ["PickRecommender", "PickModel"],
      swiftSettings: strict),
    .testTarget(
      name: "PickCoreTests",
      dependencies: [
        "PickCore", "PickModel", "PickRecommender", "PickTestSupport", "StoreCrashWriter", crypto,
        grdb,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "PickClientTests",
      dependencies: ["PickClient", "PickCore", "PickModel", "PickTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "PickContractTests",
      dependencies: ["PickClient", "PickCore", "PickModel", "PickTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "PickTUITests",
      dependencies: ["PickTUI", "PickClient", "PickModel", "PickTestSupport"],
      exclude: ["Frames"], swiftSettings: strict),
    .testTarget(
      name: "PickProgramTests",
      dependencies: ["pick", "PickTUI", "PickClient", "PickCore", "PickModel", arguments, logging],
      swiftSettings: strict),
    .testTarget(
      name: "PickOperatorTests",
      dependencies: ["PickOperator", "PickCore", "PickModel", "PickTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "PickJourneyTests",
      dependencies: ["PickTestSupport", "PickCore", "PickModel", "pick", "pickctl"],
      swiftSettings: strict),
  ]
)
