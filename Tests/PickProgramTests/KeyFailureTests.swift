import Glibc
import PickCore
import Testing

@testable import pick

@Suite("A key that cannot be used")
struct KeyFailureTests {
  @Test(
    "a disk that is full, read-only or broken is told as that",
    arguments: [(ENOSPC, "full"), (EROFS, "read-only"), (EIO, "could not be read or written")])
  func disk(code: Int32, words: String) {
    let failure = Failure(SigningKeyError.file(.inputOutput(code: code)), keyOf: "/d/pick.sqlite")
    #expect(failure.status == .inputOutput)
    #expect(failure.sentence.contains(words) && !failure.sentence.contains("0600"))
    let rights = Failure(SigningKeyError.file(.foreignOwner), keyOf: "/d/pick.sqlite")
    #expect(rights.status == .noPermission)
  }
}
