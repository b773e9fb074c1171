import PickModel
import Testing

@Suite("the outline of a TOML file")
struct TOMLOutlineTests {
  private func entries(_ text: String) throws -> [TOMLOutline.Entry] {
    var found: [TOMLOutline.Entry] = []
    try TOMLOutline.walk(text) { found.append($0) }
    return found
  }

  private func excess(_ text: String) -> TOMLOutline.Excess? {
    do {
      try TOMLOutline.walk(text) { _ in }
      return nil
    } catch { return error as? TOMLOutline.Excess }
  }

  @Test("has the keys in their order, with their lines")
  func order() throws {
    let found = try entries(
      #"""
      # a = 1
      host = "x # = [" # y = 2
      'quo ted'.b = """
      not = "a key"
      """
      list = [
        "a", # ]
        '[',
      ]
      [keys]
      quit = ["q"]
        [[ kiosk . "pin" ]]
      roles = { a = { b = 1.5 } }
      """#)
    #expect(
      found.map(\.path) == [
        ["host"], ["quo ted", "b"], ["list"], ["keys"], ["quit"], ["kiosk", "pin"], ["roles"],
      ])
    #expect(found.map(\.line) == [2, 3, 6, 10, 11, 12, 13])
    #expect(found.map(\.isTable) == [false, false, false, true, false, true, false])
  }

  @Test(
    "ends where there is more than settings have",
    arguments: [
      "a = 1\n" + String(repeating: "a.", count: 400_000) + "a = 1",
      "a = 1\n[" + String(repeating: "a.", count: 400_000) + "a]",
      "a = 1\nb = " + String(repeating: "[", count: 100_000),
      "a = 1\nb = " + String(repeating: "{a=", count: 100_000),
      "a = 1\nb = {" + String(repeating: "a.", count: 100_000) + "a = 1}",
      "a = 1\nb = {" + String(repeating: "\"a\".", count: 100_000) + "a = 1}",
      "a = 1\n" + String(repeating: "\u{301}", count: 30_000) + " = 1",
      "a = 1\n\"" + String(repeating: "a", count: 100_000) + "\" = 1",
    ])
  func excessive(text: String) { #expect(excess(text)?.line == 2) }

  @Test(
    "tables, keys and values are counted together",
    arguments: [
      (0..<20_000).map { "[t\($0)]\n" }.joined(), (0..<20_000).map { "k\($0) = 1\n" }.joined(),
      "list = [" + String(repeating: "1,", count: 20_000) + "]",
    ])
  func many(text: String) { #expect(excess(text)?.kind == .count) }

  @Test(
    "a header of a table without a name never comes to the parser",
    arguments: ["=", "[=", "[[a", "  *", "é", "\n", "#", "[ \t#", ".a", "\u{3000}a"])
  func nameless(header: String) {
    #expect(excess("a = 1\n[\(header)]\nb = 2")?.kind == .name)
  }

  @Test(
    "one with a name does, and so does what the parser refuses by itself",
    arguments: ["a", "[a]", " a ", "\"a b\"", "'a.b'", "-", "_1", "", "[", "[ a ]"])
  func named(header: String) { #expect(excess("a = 1\n[\(header)]\nb = 2") == nil) }

  @Test(
    "an array where no value begins never comes to the parser",
    arguments: ["[}", "[1,}", "[1, # one\n }", "[\u{2028}1]", "[1,\u{85}2]", "[[=]]", "{a = [}}"])
  func noValue(value: String) {
    #expect(excess("a = \(value)")?.kind == .value)
    #expect(excess("a = \(value)")?.reason == "has no value where one belongs")
  }

  @Test(
    "one whose values begin does",
    arguments: [
      "[]", "[\n]", "[1,\r\n2 # two\n,]", "[true, -1, +1, .5, 'a', \"b\", [[]], {}]",
      "{a = 1, 'b' = [], _c = {}}", "[,]",
    ])
  func values(value: String) { #expect(excess("a = \(value)") == nil) }

  @Test("has the key whose name has no letters, and no name that is missing")
  func noLetters() throws {
    let found = try entries("\"\" = 1\n''.a = 2\n = 3\n[b.'']")
    #expect(found.map(\.path) == [[""], ["", "a"], ["b", ""]])
  }

  @Test("its reason says whether there is too much or no such name")
  func reason() {
    #expect(excess("[=]")?.reason == "has a name that no key has")
    #expect(excess("a = [[[[[[[[[1]]]]]]]]]")?.reason == "is more than a configuration holds")
  }

  @Test("whoever looks at the keys may stop at the first one")
  func first() {
    struct Stop: Error {}
    var seen = 0
    let text = (0..<400_000).map { "k\($0).a = 1\n" }.joined()
    #expect(throws: Stop.self) {
      try TOMLOutline.walk(text) { _ in
        seen += 1
        throw Stop()
      }
    }
    #expect(seen == 1)
  }

  @Test("what is no TOML ends, too", arguments: 0..<50)
  func arbitrary(seed: UInt64) {
    var state = seed
    let letters = Array("a.=[]{}\"'#\n\\, \t1")
    var text = ""
    for _ in 0..<400 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      text.append(letters[Int((state >> 33) % UInt64(letters.count))])
    }
    let lines = text.count { $0 == "\n" } + 1
    do { try TOMLOutline.walk(text) { #expect((1...lines).contains($0.line)) } } catch {
      #expect(error is TOMLOutline.Excess)
    }
  }
}
