// swift-tools-version: 6.2
import PackageDescription

// Times the recommender's work as a program of its own, so that a peer's process can be timed
// beside it. Builds nothing of Pick but PickRecommender.
let package = Package(
  name: "RecommenderBench",
  dependencies: [.package(name: "Pick", path: "../..")],
  targets: [
    .executableTarget(
      name: "recommender-bench",
      dependencies: [.product(name: "PickRecommender", package: "Pick")],
      swiftSettings: [
        .swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
      ])
  ]
)
