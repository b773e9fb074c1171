// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "PickLoad",
  targets: [.executableTarget(name: "openload", swiftSettings: [.swiftLanguageMode(.v6)])]
)
