import Glibc
import Testing

@testable import PickSystem

@Suite("Processes that work out of sight")
struct HiddenProcessTests {
  @Test("one reads what it was given, in a session of its own, and can be ended by signals")
  func runs() throws {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let script = "read word; [ \"$word\" = go ] && kill -TERM $$"
    let process = try #require(HiddenProcess("/bin/sh", ["-c", script], input: ends[0]))
    close(ends[0])
    #expect(getsid(process.id) == process.id)
    #expect(write(ends[1], "go\n", 3) == 3)
    var status: Int32 = 0
    #expect(waitpid(process.id, &status, 0) == process.id)
    close(ends[1])
    #expect(status & 0x7F == SIGTERM)
  }

  @Test("one writes where it was told to, and sees only the variables it was given")
  func writes() throws {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let process = try #require(
      HiddenProcess(
        "/bin/sh", ["-c", "echo \"$WORD-$HOME\""], input: STDIN_FILENO, output: ends[1],
        variables: ["WORD=go"]))
    close(ends[1])
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = read(ends[0], &bytes, bytes.count)
    close(ends[0])
    #expect(String(decoding: bytes.prefix(max(0, count)), as: UTF8.self) == "go-\n")
    var status: Int32 = 0
    #expect(waitpid(process.id, &status, 0) == process.id)
  }

  @Test("without the program there is none, and the system says why")
  func missing() {
    let process = HiddenProcess("/nonexistent/pick", [], input: STDIN_FILENO)
    #expect(process == nil && errno == ENOENT)
  }
}
