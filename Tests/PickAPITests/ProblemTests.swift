import PickAPI
import Testing

@Suite("Problem: what went wrong, as a document")
struct ProblemTests {
  @Test("every code arrives as itself", arguments: Problem.Code.known)
  func roundTrip(_ code: Problem.Code) throws {
    let problem = Problem(code, field: "events.3.id", retryAfter: 7, requestID: "a1")
    let read: Problem = try WireJSON.decode(from: WireJSON.encode(problem))
    #expect(read == problem)
    #expect((400...507).contains(read.status))
  }

  @Test("names are stable, lower case and different")
  func names() {
    let names = Problem.Code.known.map(\.rawValue)
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { $0.utf8.allSatisfy { $0 == 0x5F || (0x61...0x7A).contains($0) } })
  }

  @Test(
    "an answer whose members have no names is none",
    arguments: [
      String(repeating: "\u{301}", count: 30_000), "이름", "a\\u0301",
      String(repeating: "a", count: 65),
    ])
  func nameless(name: String) {
    let json = #"{"type":"about:blank","title":"?","status":418,"code":"a","\#(name)":1}"#
    #expect(throws: WireFault.self) { try WireJSON.decode(Problem.self, from: Array(json.utf8)) }
  }

  @Test("a code of a newer server stays readable")
  func newer() throws {
    let json = #"{"type":"about:blank","title":"?","status":418,"code":"teapot","detail":"short"}"#
    let problem: Problem = try WireJSON.decode(from: Array(json.utf8))
    #expect(problem.code == .unknown("teapot"))
    #expect(problem.status == 418)
  }
}
