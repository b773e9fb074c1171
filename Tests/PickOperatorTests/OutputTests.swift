import Testing

@testable import PickOperator

@Suite("A field of CSV that is printed")
struct CSVFieldTests {
  @Test(
    "is quoted where it must be, a quotation mark doubled whatever stands behind it",
    arguments: [
      ("plain", "plain"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""),
      ("a\"\u{301},b", "\"a\"\"\u{301},b\""),
    ])
  func quoted(text: String, field: String) {
    #expect(Array(text.csvField.unicodeScalars) == Array(field.unicodeScalars))
  }
}
