import Testing

@testable import PickTUI

@Suite("Terminal environment")
struct TerminalEnvironmentTests {
  @Test(
    "UTF-8 is used where it is asked for, and where nothing is asked for",
    arguments: [
      ([:], true), (["LANG": ""], true), (["LANG": "ko_KR.UTF-8"], true),
      (["LANG": "en_US.utf8"], true), (["LANG": "C"], false), (["LC_ALL": "POSIX"], false),
      (["LC_ALL": "C", "LANG": "ko_KR.UTF-8"], false),
      (["LC_CTYPE": "C.UTF-8", "LANG": "C"], true), (["LANG": "ko_KR.eucKR"], false),
    ] as [([String: String], Bool)])
  func locale(variables: [String: String], wantsUTF8: Bool) {
    #expect(TerminalEnvironment(variables).wantsUTF8 == wantsUTF8)
  }
}
