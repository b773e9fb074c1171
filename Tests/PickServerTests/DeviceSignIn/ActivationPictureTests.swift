import Foundation
import HTTPTypes
import PickAPI
import PickTestRunning
import PickTestSupport
import Testing

@testable import PickServer

/// What a browser makes of `/activate` at a phone's width; `scripts/test --all` asks for it.
///
/// Pictures are kept in `PICK_TEST_PICTURES`, when that names a directory.
@Suite("/activate in Chromium", .needs(.chromium), .fewAtOnce)
struct ActivationPictureTests {
  private static let pictures = ProcessInfo.processInfo.environment["PICK_TEST_PICTURES"]

  @Test("both steps are painted, in both languages, without script")
  func pictures() async throws {
    let browser = try #require(Need.chromium.found)
    let house = try await SignInHouse()
    let codes: DeviceAuthorizationAnswer = try await house.send(
      .authorizeDevice, body: "{\"device_name\":\"거실 TV — living room\"}", from: "198.51.100.4"
    ).read()
    let device = try await house.send(
      .activate, body: "code=\(codes.userCode)",
      headers: [.contentType: "application/x-www-form-urlencoded"])
    let file = house.tokens.scratch.file("device.html")
    try Data(device.bytes).write(to: URL(fileURLWithPath: file))
    try await RunningServer.run(house.server) { port in
      for (name, address, width, words) in [
        ("ko", "http://127.0.0.1:\(port)/activate?lang=ko&code=\(codes.userCode)", 390, "화면의 코드"),
        ("en", "http://127.0.0.1:\(port)/activate?lang=en", 360, "Code on the screen"),
        ("device", "file://\(file)", 360, "198.51.100.4"),
      ] {
        let page = try await Chromium(path: browser, profile: house.tokens.scratch.file(name))
          .page(at: address, width: width, picture: picture(name, house))
        #expect(page.contains(words))
      }
    }
    for name in ["ko", "en", "device"] {
      let bytes = FileManager.default.contents(atPath: picture(name, house)) ?? Data()
      #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) && bytes.count > 5000, "\(name)")
    }
  }

  private func picture(_ name: String, _ house: SignInHouse) -> String {
    Self.pictures.map { "\($0)/activate-\(name).png" } ?? house.tokens.scratch.file("\(name).png")
  }
}
