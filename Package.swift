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

/// The numeric loops and the terminals of the tests are optimised in debug builds too.
///
/// A test that fits a real model would otherwise spend minutes in unoptimised inner loops, and a terminal that takes in what a program
/// writes more slowly than any line would be measured as one. As one module that takes half the processor time of file by file
/// (docs/decisions/optimised-numbers.md).
let optimised =
  strict + [
    .unsafeFlags(
      ["-O", "-whole-module-optimization", "-num-threads", "1"], .when(configuration: .debug))
  ]

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let toml = Target.Dependency.product(name: "TOMLKit", package: "TOMLKit")
let jwt = Target.Dependency.product(name: "JWTKit", package: "jwt-kit")
let yaml = Target.Dependency.product(name: "Yams", package: "Yams")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let hummingbird: [Target.Dependency] = [
  .product(name: "Hummingbird", package: "hummingbird"),
  .product(name: "HummingbirdCore", package: "hummingbird"),
  .product(name: "HummingbirdTLS", package: "hummingbird"),
  .product(name: "HummingbirdHTTP2", package: "hummingbird"),
  .product(name: "HTTPTypes", package: "swift-http-types"),
  .product(name: "NIOCore", package: "swift-nio"),
  .product(name: "NIOPosix", package: "swift-nio"),
  .product(name: "NIOHTTP1", package: "swift-nio"),
  .product(name: "NIOTLS", package: "swift-nio"),
  .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
  .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
  .product(name: "NIOSSL", package: "swift-nio-ssl"),
  .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
  .product(name: "UnixSignals", package: "swift-service-lifecycle"),
]

let package = Package(
  name: "Pick",
  products: [
    .executable(name: "pick", targets: ["pick"]),
    .executable(name: "pick-remote", targets: ["pick-remote"]),
    .executable(name: "pickctl", targets: ["pickctl"]),
    .executable(name: "pickd", targets: ["pickd"]),
    .library(name: "PickRecommender", targets: ["PickRecommender"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/LebJe/TOMLKit", exact: "0.6.0"),
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
    .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    .package(url: "https://github.com/vapor/jwt-kit", exact: "5.7.1"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
  ],
  targets: [
    .systemLibrary(name: "CNcurses"),
    .systemLibrary(name: "CArgon2"),
    .systemLibrary(name: "CMalloc"),
    .systemLibrary(name: "CCurl"),
    .systemLibrary(name: "CMariaDB"),
    .systemLibrary(name: "CZlib"),
    .target(
      name: "CPictures",
      linkerSettings: [
        .linkedLibrary("jpeg"), .linkedLibrary("png16"), .linkedLibrary("webp"),
      ]),
    .target(name: "CPickVersion"),
    .target(name: "PickModel", dependencies: ["CPickVersion"], swiftSettings: strict),
    .target(
      name: "CRecommenderKernels",
      cSettings: [.unsafeFlags(["-O3"], .when(configuration: .debug))]),
    .target(
      name: "PickRecommender", dependencies: ["CRecommenderKernels"], swiftSettings: optimised),
    .target(name: "PickCommand", dependencies: ["PickModel", arguments], swiftSettings: strict),
    .target(name: "PickSystem", dependencies: ["PickModel", crypto], swiftSettings: strict),
    .target(
      name: "PickPictures", dependencies: ["PickModel", "PickSystem", "PickSearch", crypto],
      swiftSettings: strict),
    .target(
      name: "PickPictureWorker", dependencies: ["CPictures", "PickModel", "PickPictures"],
      swiftSettings: strict),
    .target(name: "PickSearch", dependencies: ["PickModel"], swiftSettings: strict),
    .target(name: "PickStore", dependencies: ["PickModel"], swiftSettings: strict),
    .target(
      name: "PickStoreSQLite",
      dependencies: ["PickModel", "PickSystem", "PickRecommender", "PickStore", grdb, sqlite],
      swiftSettings: strict),
    .target(
      name: "PickStoreMySQL", dependencies: ["PickSystem", "PickStore", "CMariaDB"],
      swiftSettings: strict),
    .target(
      name: "PickCore",
      dependencies: [
        "PickModel", "PickSystem", "PickSearch", "PickRecommender", "PickStore", crypto,
      ],
      swiftSettings: strict),
    .target(
      name: "PickIdentity",
      dependencies: ["PickModel", "PickSystem", "PickStore", "CArgon2", crypto, cryptoExtras],
      swiftSettings: strict),
    .target(
      name: "PickTraining",
      dependencies: ["PickModel", "PickRecommender", "PickStore", "PickStoreSQLite", "PickCore"],
      swiftSettings: strict),
    .target(
      name: "PickImport",
      dependencies: [
        "PickModel", "PickSystem", "PickRecommender", "PickStore", "PickIdentity", "CZlib", crypto,
      ],
      swiftSettings: strict),
    .target(
      name: "PickPipeline",
      dependencies: [
        "PickModel", "PickSystem", "PickRecommender", "PickStore", "PickCore", "PickTraining",
        crypto,
      ],
      swiftSettings: strict),
    .target(
      name: "PickIntake",
      dependencies: [
        "PickModel", "PickSystem", "PickRecommender", "PickStore", "PickCore", "PickTraining",
        "PickImport", "PickReport", "PickPipeline", crypto,
      ],
      swiftSettings: strict),
    .target(
      name: "PickDemo",
      dependencies: [
        "PickModel", "PickSystem", "PickStore", "PickStoreSQLite", "PickIdentity", crypto,
      ],
      swiftSettings: strict),
    .target(
      name: "PickReport",
      dependencies: [
        "PickModel", "PickSystem", "PickRecommender", "PickStore", "PickCore", mustache,
      ],
      swiftSettings: strict),
    .target(name: "PickAPI", dependencies: ["PickModel"], swiftSettings: strict),
    .target(
      name: "PickClient",
      dependencies: ["PickModel", "PickSystem", "PickSearch", "PickAPI", "CCurl", crypto],
      swiftSettings: strict),
    .target(
      name: "PickEmbedded",
      dependencies: [
        "PickModel", "PickSystem", "PickPictures", "PickStore", "PickCore", "PickIdentity",
        "PickAPI", "PickClient",
      ],
      swiftSettings: strict),
    .target(
      name: "PickServer",
      dependencies: [
        "PickModel", "PickCommand", "PickSystem", "PickPictures", "PickAPI", "PickStore",
        "PickStoreSQLite", "PickStoreMySQL", "PickCore", "PickIdentity", "CZlib", jwt, crypto,
        logging, toml, arguments,
      ] + hummingbird,
      exclude: ["openapi.yaml"],
      swiftSettings: strict),
    .target(
      name: "PickTUI",
      dependencies: ["PickModel", "PickSystem", "PickSearch", "PickClient", "CNcurses", toml],
      exclude: ["Text/ko.json", "Text/en.json", "Text/README.md"],
      swiftSettings: strict),
    .target(
      name: "PickOperator",
      dependencies: [
        "PickModel", "PickCommand", "PickSystem", "PickRecommender", "PickSearch", "PickStore",
        "PickStoreSQLite", "PickStoreMySQL", "PickCore", "PickIdentity", "PickTraining",
        "PickImport", "PickReport", "PickPipeline", "PickIntake", "PickDemo", "PickPictures",
        "PickPictureWorker", "CZlib", arguments, crypto,
      ],
      swiftSettings: strict),
    .target(
      name: "PickTerminal",
      dependencies: [
        "PickModel", "PickCommand", "PickSystem", "PickPictures", "PickPictureWorker", "PickClient",
        "PickTUI", arguments, logging, toml,
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "pick",
      dependencies: [
        "PickModel", "PickCommand", "PickSystem", "PickPictures", "PickStore", "PickStoreSQLite",
        "PickCore", "PickIdentity", "PickPipeline", "PickDemo", "PickClient", "PickEmbedded",
        "PickTUI", "PickTerminal", "CMalloc", arguments, logging,
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "pick-remote",
      dependencies: ["PickModel", "PickCommand", "PickTerminal", "CMalloc", arguments],
      swiftSettings: strict),
    .executableTarget(
      name: "pickctl", dependencies: ["PickOperator", arguments], swiftSettings: strict),
    .executableTarget(
      name: "pickd", dependencies: ["PickServer", arguments], swiftSettings: strict),

    .target(
      name: "PickTestRunning", path: "Tests/PickTestRunning", swiftSettings: strict),
    .target(
      name: "PickTestSupport",
      dependencies: [
        "PickModel", "PickSystem", "PickStore", "PickStoreSQLite", "PickStoreMySQL", "PickCore",
        "PickSearch", "PickIdentity", "PickTraining", "PickClient", "PickTUI", "CZlib", grdb,
      ],
      path: "Tests/PickTestSupport", swiftSettings: optimised),
    .executableTarget(
      name: "StoreCrashWriter",
      dependencies: ["PickModel", "PickStore", "PickStoreSQLite"],
      path: "Tests/StoreCrashWriter", swiftSettings: strict),
    .testTarget(
      name: "PickAPITests",
      dependencies: ["PickModel", "PickCore", "PickAPI", "PickTestSupport", yaml],
      swiftSettings: strict),
    .testTarget(
      name: "PickModelTests",
      dependencies: ["PickModel"],
      swiftSettings: strict),
    .testTarget(
      name: "PickCommandTests",
      dependencies: ["PickModel", "PickCommand", "PickTestSupport", arguments],
      swiftSettings: strict),
    .testTarget(
      name: "PickSystemTests",
      dependencies: ["PickTestRunning", "PickSystem", "PickImport", "PickTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "PickSearchTests",
      dependencies: ["PickModel", "PickSearch", "PickStore", "PickTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "PickPicturesTests",
      dependencies: [
        "PickTestRunning", "PickModel", "PickPictures", "PickSearch", "PickTestSupport", "pickctl",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "PickRecommenderTests",
      dependencies: ["PickTestRunning", "PickModel", "PickRecommender"],
      swiftSettings: strict),
    .testTarget(
      name: "PickStoreTests",
      dependencies: [
        "PickTestRunning", "PickModel", "PickRecommender", "PickStore", "PickTestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "PickStoreSQLiteTests",
      dependencies: [
        "PickTestRunning", "PickModel", "PickRecommender", "PickStore", "PickStoreSQLite",
        "PickCore", "PickIdentity", "PickTestSupport", "StoreCrashWriter", grdb,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "PickStoreMySQLTests",
      dependencies: [
        "PickTestRunning", "PickModel", "PickStore", "PickStoreSQLite", "PickStoreMySQL",
        "PickCore", "PickTraining", "PickDemo", "PickTestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "PickCoreTests",
      dependencies: [
        "PickModel", "PickSystem", "PickRecommender", "PickStore", "PickStoreSQLite", "PickCore",
        "PickTestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "PickIdentityTests",
      dependencies: [
        "PickModel", "PickSystem", "PickStore", "PickStoreSQLite", "PickIdentity", "PickImport",
        "PickTestSupport", crypto,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "PickTrainingTests",
      dependencies: [
        "PickTestRunning", "PickModel", "PickRecommender", "PickStore", "PickStoreSQLite",
        "PickCore", "PickTraining", "PickImport", "PickDemo", "PickTestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "PickImportTests",
      dependencies: [
        "PickTestRunning", "PickModel", "PickSystem", "PickRecommender", "PickStore",
        "PickStoreSQLite", "PickIdentity", "PickImport", "PickTestSupport", "CZlib", grdb,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "PickPipelineTests",
      dependencies: [
        "PickTestRunning", "PickModel", "PickSystem", "PickRecommender", "PickStore",
        "PickStoreSQLite", "PickStoreMySQL", "PickCore", "PickTraining", "PickImport", "PickReport",
        "PickPipeline", "PickIntake", "PickDemo", "PickTestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "PickReportTests",
      dependencies: [
        "PickTestRunning", "PickModel", "PickRecommender", "PickStore", "PickStoreSQLite",
        "PickCore", "PickImport", "PickDemo", "PickReport", "PickTestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "PickDemoTests",
      dependencies: [
        "PickModel", "PickSystem", "PickStore", "PickStoreSQLite", "PickCore", "PickIdentity",
        "PickTraining", "PickImport", "PickDemo", "PickTestSupport", crypto, grdb,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "PickClientTests",
      dependencies: [
        "PickTestRunning", "PickModel", "PickSystem", "PickAPI", "PickClient", "PickTestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "PickEmbeddedTests",
      dependencies: [
        "PickModel", "PickStore", "PickIdentity", "PickClient", "PickEmbedded", "PickTestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "PickContractTests",
      dependencies: [
        "PickTestRunning", "PickModel", "PickSystem", "PickStore", "PickStoreSQLite", "PickCore",
        "PickIdentity", "PickTraining", "PickPictures", "PickAPI", "PickClient", "PickEmbedded",
        "PickServer", "PickTestSupport", logging,
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "PickTUITests",
      dependencies: ["PickTestRunning", "PickModel", "PickClient", "PickTUI", "PickTestSupport"],
      exclude: ["Frames"], swiftSettings: strict),
    .testTarget(
      name: "PickProgramTests",
      dependencies: [
        "PickTestRunning", "PickModel", "PickCommand", "PickSystem", "PickStore", "PickStoreSQLite",
        "PickCore", "PickDemo", "PickClient", "PickTUI", "PickTerminal", "pick", "PickTestSupport",
        arguments, logging,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "PickOperatorTests",
      dependencies: [
        "PickTestRunning", "PickModel", "PickCommand", "PickSystem", "PickRecommender", "PickStore",
        "PickStoreSQLite", "PickStoreMySQL", "PickCore", "PickIdentity", "PickTraining",
        "PickImport", "PickDemo", "PickReport", "PickPipeline", "PickIntake", "PickPictures",
        "PickSearch", "PickOperator", "PickTestSupport", "pickctl", arguments,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "PickServerTests",
      dependencies: [
        "PickTestRunning", "PickModel", "PickCommand", "PickSystem", "PickStore", "PickStoreSQLite",
        "PickCore", "PickIdentity", "PickPictures", "PickAPI", "PickServer", "PickTestSupport",
        "CZlib", arguments, crypto, jwt, logging, yaml,
        .product(name: "NIOEmbedded", package: "swift-nio"),
      ] + hummingbird,
      exclude: ["OpenAPI/schemathesis.toml"], swiftSettings: strict),
    .testTarget(
      name: "PickJourneyTests",
      dependencies: [
        "PickTestRunning", "PickModel", "PickStore", "PickStoreSQLite", "PickImport", "PickTUI",
        "pick", "pickctl", "pickd", "pick-remote", "PickTestSupport", yaml,
      ],
      swiftSettings: strict),
  ]
)

// The fuzz targets are built by `scripts/fuzz` only: they need libFuzzer's runtime to be linked.
if Context.environment["PICK_FUZZ"] != nil {
  let fuzzed: [(name: String, dependencies: [Target.Dependency])] = [
    ("FuzzBody", ["PickAPI"]),
    ("FuzzCursor", ["PickCore", "PickModel"]),
    ("FuzzForm", ["PickServer"]),
    ("FuzzKeys", ["PickTUI"]),
    ("FuzzNames", ["PickModel"]),
    ("FuzzProblem", ["PickAPI"]),
    ("FuzzQuery", ["PickServer"] + hummingbird),
    ("FuzzSearch", ["PickSearch", "PickModel"]),
    ("FuzzSettings", ["PickModel", toml]),
    ("FuzzToken", ["PickServer", "PickSystem"]),
  ]
  package.targets += [
    .systemLibrary(name: "CFuzzer", path: "Fuzz/CFuzzer"),
    .target(
      name: "FuzzKit", dependencies: ["CFuzzer"], path: "Fuzz/FuzzKit", swiftSettings: strict),
  ]
  package.targets += fuzzed.map { target in
    .executableTarget(
      name: target.name, dependencies: ["FuzzKit"] + target.dependencies,
      path: "Fuzz/\(target.name)", swiftSettings: strict)
  }
}

// What `scripts/sanitize` builds: minutes less than everything, twice.
if Context.environment["PICK_RECOMMENDER_ALONE"] != nil {
  let alone = [
    "CPickVersion", "PickModel", "CRecommenderKernels", "PickRecommender", "PickRecommenderTests",
    "PickTestRunning",
  ]
  package.targets.removeAll { !alone.contains($0.name) }
  package.products.removeAll { $0.name != "PickRecommender" }
  package.dependencies = []
}
