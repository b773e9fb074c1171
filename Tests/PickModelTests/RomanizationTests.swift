import PickModel
import Testing

@Suite("Romanization")
struct RomanizationTests {
  @Test(
    "names are written by the Revised Romanization, the family name apart",
    arguments: [
      ("한복남", "Han Boknam"), ("홍빛나", "Hong Bitna"), ("민용하", "Min Yongha"), ("송나리", "Song Nari"),
      ("도윤재", "Do Yunjae"), ("남궁 민", "Namgung Min"), ("허준", "Heo Jun"),
    ])
  func names(name: String, letters: String) {
    #expect(Romanization.name(name) == letters)
  }

  @Test("what is no name in Hangul stays as it is", arguments: ["Tom Hanks", "BTS 진", "김", ""])
  func others(name: String) {
    #expect(Romanization.name(name) == name)
  }
}
