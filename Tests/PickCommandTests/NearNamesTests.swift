import PickCommand
import Testing

@Suite("Names that are near")
struct NearNamesTests {
  private let commands = NearNames(["import", "account", "train", "title", "status", "explain"])

  @Test(
    "a slip, exchanged letters, a beginning and a part lead to the name",
    arguments: [
      ("imprt", "import"), ("improt", "import"), ("TRAIN", "train"), ("acc", "account"),
      ("count", "account"), ("statsu", "status"), ("explian", "explain"),
    ])
  func near(written: String, meant: String) {
    #expect(commands.near(written).first == meant)
  }

  @Test("what is like nothing leads nowhere", arguments: ["", "q", "zzz", "viewer"])
  func far(written: String) {
    #expect(commands.near(written).isEmpty)
    #expect(commands.question(after: written).isEmpty)
  }

  @Test("the nearest comes first, at most three are named")
  func several() {
    let names = NearNames(["Toys", "Toy Story 2", "Toy Story", "Toy Soldiers", "Jumanji"])
    #expect(names.near("Toy") == ["Toys", "Toy Story 2", "Toy Story"])
    #expect(
      names.question(after: "Toy") == " Did you mean Toys, Toy Story 2 or Toy Story?")
    #expect(names.question(after: "Jumanij") == " Did you mean Jumanji?")
  }

  @Test("a name of any length is answered")
  func long() {
    #expect(NearNames([String(repeating: "a", count: 100_000)]).near("aaa").isEmpty)
    #expect(commands.near(String(repeating: "import", count: 100_000)).isEmpty)
  }
}
