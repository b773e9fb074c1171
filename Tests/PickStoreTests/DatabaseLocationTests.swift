import PickStore
import Testing

@Suite("DatabaseLocation")
struct DatabaseLocationTests {
  @Test("a file is written sqlite:PATH")
  func file() throws {
    #expect(try DatabaseLocation("sqlite:a b.sqlite") == .sqlite(path: "a b.sqlite"))
    #expect(try DatabaseLocation("sqlite:/a/b") == .sqlite(path: "/a/b"))
  }

  @Test(
    "a server is written with user, host, port and name",
    arguments: [
      ("mysql://pick@localhost/pick", "localhost", 3306),
      ("mysql://pick@db.example.net:4000/pick", "db.example.net", 4000),
      ("mysql://pick@[::1]:3307/pick", "::1", 3307), ("mysql://pick@[::1]/pick", "::1", 3306),
    ] as [(String, String, UInt16)])
  func server(text: String, host: String, port: UInt16) throws {
    let address = MySQLAddress(user: "pick", host: host, port: port, name: "pick")
    let location = try DatabaseLocation(text)
    #expect(location == .mysql(address))
    #expect(try DatabaseLocation(location.description) == location)
  }

  @Test(
    "what names no place is refused with what is wrong with it",
    arguments: [
      ("", .unknownScheme), ("pick.sqlite", .unknownScheme),
      ("postgres://a@b/c", .unknownScheme), ("MYSQL://a@b/c", .unknownScheme),
      ("sqlite:", .missing(.path)), ("mysql://", .missing(.user)),
      ("mysql://host/name", .missing(.user)), ("mysql://@host/name", .missing(.user)),
      ("mysql://user@/name", .missing(.host)), ("mysql://user@host", .missing(.name)),
      ("mysql://user@host/", .missing(.name)), ("mysql://user@host:/name", .malformed(.port)),
      ("mysql://user@host:0/name", .malformed(.port)),
      ("mysql://user@host:65536/name", .malformed(.port)),
      ("mysql://user@host:+1/name", .malformed(.port)),
      ("mysql://user@[::1/name", .malformed(.host)),
      ("mysql://user@host]/name", .malformed(.host)),
      ("mysql://user@host/na`me", .malformed(.name)),
      ("mysql://user@host/name?ssl=0", .malformed(.name)),
      ("mysql://us%40er@host/name", .malformed(.user)),
      ("mysql://user@호스트/name", .malformed(.host)),
    ] as [(String, DatabaseLocationError)])
  func refusals(text: String, error: DatabaseLocationError) {
    #expect(throws: error) { try DatabaseLocation(text) }
  }

  @Test(
    "a password is refused and never repeated",
    arguments: ["mysql://user:geheim@host/name", "mysql://user:geh@eim@host/name"])
  func password(text: String) {
    let error = #expect(throws: DatabaseLocationError.passwordInURL) {
      try DatabaseLocation(text)
    }
    #expect(error?.description.contains("geh") == false)
  }

  @Test(
    "only this machine is loopback",
    arguments: [
      ("localhost", true), ("127.0.0.1", true), ("127.1", false), ("::1", true),
      ("127.example.net", false), ("10.0.0.1", false), ("localhost.example.net", false),
    ])
  func loopback(host: String, isLoopback: Bool) {
    #expect(MySQLAddress(user: "u", host: host, name: "n").isLoopback == isLoopback)
  }
}
