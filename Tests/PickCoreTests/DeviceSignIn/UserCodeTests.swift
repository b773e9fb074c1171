import PickTestSupport
import Testing

@testable import PickCore

@Suite("User code")
struct UserCodeTests {
  @Test(
    "is read however it is typed",
    arguments: ["BCDF-GHJK", "bcdfghjk", " b c d f - g h j k ", "BCDF--GHJK"])
  func typed(text: String) {
    #expect(UserCode(typed: text)?.text == "BCDF-GHJK")
  }

  @Test(
    "anything else is no code",
    arguments: ["", "BCDF-GHJ", "BCDF-GHJKL", "BCDF-GHJA", "BCDF_GHJK", "ＢCDF-GHJK", "BCDF-GHJ1"])
  func refused(text: String) {
    #expect(UserCode(typed: text) == nil)
    #expect(UserCode(typed: String(repeating: text + " ", count: 100)) == nil)
  }

  @Test("every letter is drawn about as often as any other")
  func fair() {
    var counts: [Character: Int] = [:]
    let random = RandomBytes.seeded(1)
    for _ in 0..<5000 {
      for letter in UserCode(random: random).text where letter != "-" {
        counts[letter, default: 0] += 1
      }
    }
    #expect(counts.count == 20)
    #expect(counts.values.allSatisfy { (1800...2200).contains($0) })
  }

  @Test("the proof is of the whole code and needs the key")
  func proof() throws {
    let code = try #require(UserCode(typed: "BCDF-GHJK"))
    let other = try #require(UserCode(typed: "BCDF-GHJL"))
    let (one, two) = (SigningKey.ephemeral(), SigningKey.ephemeral())
    #expect(code.proof(key: one.userCode).name == "BCDF")
    #expect(code.proof(key: one.userCode) != other.proof(key: one.userCode))
    #expect(code.proof(key: one.userCode) != code.proof(key: two.userCode))
  }
}
