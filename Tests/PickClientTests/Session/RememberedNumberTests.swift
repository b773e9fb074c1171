import Foundation
import PickCore
import PickTestSupport
import Testing

@testable import PickClient

@Suite("Remembered number")
struct RememberedNumberTests {
  let directory: ScratchDirectory
  let number: RememberedNumber

  init() throws {
    directory = try ScratchDirectory()
    number = SessionFiles(stateDirectory: directory.path, issuer: "aa").rememberedNumber
  }

  @Test("is remembered until it is forgotten")
  func remembers() {
    #expect(number.load() == nil)
    #expect(number.save("1001"))
    #expect(number.load() == "1001")
    #expect(number.save("1002"))
    #expect(number.load() == "1002")
    #expect(number.save(nil))
    #expect(number.load() == nil)
  }

  @Test(
    "what is no number is not shown",
    arguments: ["", "a\u{1B}[2J", String(repeating: "1", count: 151)])
  func implausible(text: String) throws {
    #expect(number.save("1001"))
    let path = directory.file("number-aa")
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    #expect(number.load() == nil)
    #expect(!FileManager.default.fileExists(atPath: path))
  }
}
