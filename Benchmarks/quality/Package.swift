// swift-tools-version: 6.2
import PackageDescription

// Measures the recommender's quality. Builds nothing of Pick but PickRecommender.
let package = Package(
  name: "RecommenderQuality",
  dependencies: [.package(name: "Pick", path: "../..")],
  targets: [
    .executableTarget(
      name: "quality",
      dependencies: [.product(name: "PickRecommender", package: "Pick")],
      swiftSettings: [
        .swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
      ])
  ]
)
