import PickModel
import Testing

@Suite("Josa")
struct JosaTests {
  @Test(
    "the form follows the last sound",
    arguments: [
      ("경찰서", "경찰서를"), ("런닝맨", "런닝맨을"), ("1박 2일", "1박 2일을"), ("왜?", "왜?를"), ("타짜 (자막)", "타짜 (자막)을"),
      ("미션 7", "미션 7을"), ("미션 2", "미션 2를"), ("1987", "1987을"), ("2049", "2049를"),
      ("Frozen", "Frozen을(를)"), ("", "을(를)"), ("...", "...을(를)"),
    ])
  func object(word: String, expected: String) {
    #expect(Josa.object.attached(to: word) == expected)
  }

  @Test(
    "all particles have two forms",
    arguments: zip(
      Josa.allCases, ["을를", "은는", "이가", "과와", "으로로", "이랑랑", "이다다", "이었였"]))
  func forms(josa: Josa, expected: String) {
    #expect(josa.form(after: "밤") + josa.form(after: "비") == expected)
  }

  @Test(
    "로 follows ㄹ as it follows a vowel",
    arguments: [("서울", "서울로"), ("책방", "책방으로"), ("바다", "바다로"), ("7", "7로"), ("6", "6으로")])
  func direction(word: String, expected: String) {
    #expect(Josa.direction.attached(to: word) == expected)
  }
}
