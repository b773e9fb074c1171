import PickModel
import Testing

@Suite("addresses of hosts")
struct HostAddressTests {
  @Test(
    "this machine is 127.0.0.0/8, ::1 and localhost, each written out",
    arguments: [
      "127.0.0.1", "127.255.255.254", "::1", "0:0:0:0:0:0:0:1", "[::1]", "::ffff:127.0.0.1",
      "localhost", "LOCALHOST",
    ])
  func loopback(host: String) { #expect(HostAddress.isLoopback(host: host)) }

  @Test(
    "a name is no address, however it begins",
    arguments: [
      "127.example.com", "127.0.0.1.example.com", "127.", "127.1", "127.0.0.1.", "127.0.0.256",
      "127.0.0.1\0", "127.0.0.1 ", "١٢٧.0.0.1", "localhost.example.com", "foo.localhost",
      "localhost.", "128.0.0.1", "0.0.0.0", "::", "::2", "[127.0.0.1]", "[::1", "::1]", "",
      "::ffff:10.0.0.1", "127.0.0.1:80", "ｌocalhost",
    ])
  func foreign(host: String) { #expect(!HostAddress.isLoopback(host: host)) }

  @Test("an address is one, however it is spelled")
  func spellings() {
    #expect(HostAddress("::ffff:10.0.0.1") == HostAddress("10.0.0.1"))
    #expect(HostAddress("::FFFF:0A00:0001") == HostAddress("10.0.0.1"))
    #expect(HostAddress("2001:db8::1") == HostAddress("2001:0DB8:0:0:0:0:0:1"))
    #expect(HostAddress("10.0.0.1") != HostAddress("::a00:1"))
    #expect(HostAddress("10.0.0.01") == nil && HostAddress("10.0.0.1/8") == nil)
  }
}
