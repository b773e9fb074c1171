import PickAPI
import PickModel
import Testing

@Suite("Numbers on the wire")
struct WireNumbersTests {
  @Test(
    "a number that cannot be calculated with is refused, wherever it stands",
    arguments: [
      "1e16", "-1e16", "9223372036854775807", "-9223372036854775808", "9007199254740993e1",
      "1e400", "-1e400",
    ])
  func refused(_ number: String) {
    let texts = ["{\"x\":{\"y\":[1,\(number)]}}", "[\"a\\\"b\",\(number)]", number]
    for text in texts { #expect(fault(of: text)?.reason == .numberTooLarge, "\(text)") }
    let body = #"{"type":"t","title":"t","status":429,"code":"too_many_requests","retry_after":"#
    #expect(throws: WireFault.self) {
      try WireJSON.decode(Problem.self, from: Array((body + number + "}").utf8))
    }
  }

  @Test(
    "numbers that travel pass, and digits within a text are no number",
    arguments: [
      "{\"now\":253402300799999,\"x\":-0.5e-3}", "[9007199254740992]",
      "{\"id\":\"9223372036854775807\"}", "[\"\\\"1e99\"]",
    ])
  func passed(_ text: String) { #expect(fault(of: text) == nil) }

  /// What is wrong with a body that has the text as a member that is not described.
  private func fault(of text: String) -> WireFault? {
    let json = #"{"everywhere":true,"x":\#(text)}"#
    do throws(WireFault) {
      _ = try WireJSON.decode(SignOutRequest.self, from: Array(json.utf8))
      return nil
    } catch { return error }
  }

  @Test(
    "an explanation of a spoilt model travels as numbers",
    arguments: [Double.nan, .infinity, -.infinity, 1e300])
  func explanation(_ value: Double) throws {
    let title = TitleReference(id: Title.ID(1), name: LocalizedText("a"))
    let payload = Explanation(
      title: title, score: value, rank: nil,
      parts: [Explanation.Part(source: .popularity, contribution: value)], rest: value,
      excluded: nil)
    let read = try WireJSON.decode(Explanation.self, from: WireJSON.encode(payload))
    #expect(read.score.isFinite && read.rest.isFinite)
  }
}
