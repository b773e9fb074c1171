import Testing

@testable import PickSystem

@Suite("PathName")
struct PathNameTests {
  @Test(
    "a path has a directory and a last part, however short it is",
    arguments: [
      ("x", ".", "x"), ("가", ".", "가"), ("a/b", "a", "b"), ("/x", "/", "x"), ("/", "/", ""),
      ("", ".", ""), ("./x", ".", "x"), ("/srv/pick/가.sqlite", "/srv/pick", "가.sqlite"),
    ])
  func parts(path: String, directory: String, last: String) {
    #expect(PathName.directory(of: path) == directory)
    #expect(PathName.last(of: path) == last)
  }
}
