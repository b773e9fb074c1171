import Testing

@testable import PickCore

@Suite("CurrentModels")
struct CurrentModelsTests {
  private func model(_ digit: Character) throws -> TrainedModel.ID {
    try #require(TrainedModel.ID(String(repeating: digit, count: 16)))
  }

  @Test("a switch for one database keeps the lines of the others")
  func switchKeepsOthers() throws {
    var current = CurrentModels("demo 1111111111111111\n")
    current.serve(try model("2"), before: nil, for: "pick")
    current.serve(try model("3"), before: try model("2"), for: "pick")
    #expect(current.text == "demo 1111111111111111\npick 3333333333333333 2222222222222222\n")
    #expect(CurrentModels(current.text) == current)
  }

  @Test("a word that names no model is told from a missing one")
  func badNames() throws {
    let current = CurrentModels("pick ../../etc/passwd 2222222222222222\n\nother\n")
    #expect(current.names["pick"] == [nil, try model("2")])
    #expect(current.names["other"] == [])
    #expect(current.names["nobody"] == nil)
    #expect(current.all == ["2222222222222222"])
  }
}
