import Testing

@testable import PickClient

@Suite("Server origin")
struct ServerOriginTests {
  @Test(
    "a server is written in one way, however it was typed",
    arguments: [
      ("https://pick.example", "https://pick.example"),
      ("HTTPS://Pick.Example:443/", "https://pick.example"),
      ("https://pick.example:8443", "https://pick.example:8443"),
      ("http://localhost:8080", "http://localhost:8080"),
      ("http://127.1.2.3", "http://127.1.2.3"), ("http://[::1]:80", "http://[::1]"),
      ("https://[2001:DB8::1]:444", "https://[2001:db8::1]:444"),
    ])
  func canonical(text: String, expected: String) throws {
    let origin = try ServerOrigin(text)
    #expect(origin.description == expected)
    #expect(try ServerOrigin(expected) == origin)
    #expect(try ServerOrigin(expected).issuer == origin.issuer)
  }

  @Test(
    "what is not a server is refused, with the reason",
    arguments: [
      ("pick.example", ServerOriginError.malformed), ("ftp://pick.example", .malformed),
      ("https://", .malformed), ("https://a b", .malformed), ("https://a:0", .malformed),
      ("https://a:65536", .malformed), ("https://a:٣", .malformed), ("https://-a", .malformed),
      ("https://[::1", .malformed), ("https://a\r\nb", .malformed),
      ("https://user:password@pick.example", .hasMore), ("https://pick.example/path", .hasMore),
      ("https://pick.example?x", .hasMore), ("http://pick.example", .notEncrypted),
      ("http://127.0.0.1.example", .notEncrypted), ("http://10.0.0.1", .notEncrypted),
    ])
  func refused(text: String, reason: ServerOriginError) {
    #expect(throws: reason) { try ServerOrigin(text) }
  }

  @Test("servers have files of their own")
  func issuers() throws {
    let names = try ["https://a", "https://a:8443", "http://localhost", "https://b"]
      .map { try ServerOrigin($0).issuer }
    #expect(Set(names).count == 4)
    #expect(names.allSatisfy { $0.count == 32 && $0.allSatisfy(\.isHexDigit) })
  }
}
