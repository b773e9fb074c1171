import ArgumentParser
import PickClient
import Testing

@testable import pick

@Suite("pick approve")
struct ApproveCommandTests {
  private func status(_ arguments: [String], kioskPIN: String? = nil) throws -> Failure.Status? {
    var configuration = Configuration()
    configuration.kiosk.pin = kioskPIN
    do {
      _ = try ApproveCommand.server(
        try PickOptions.parse(arguments), configuration,
        Environment(variables: [:], executable: "pick"))
      return nil
    } catch let failure as Failure {
      return failure.status
    }
  }

  @Test("approving needs a server, and is refused on a kiosk")
  func refused() throws {
    #expect(try status(["--server", "https://a.test"]) == nil)
    #expect(try status([]) == .usage)
    #expect(try status(["--server", "https://a.test"], kioskPIN: "2580") == .noPermission)
    #expect(try status(["--server", "https://a.test", "--kiosk"]) == .noPermission)
  }

  @Test("the code and the server are read from the command line")
  func parses() throws {
    let command = try Pick.parseAsRoot(["approve", "BCDF-GHJK", "--server", "https://a.test"])
    let approve = try #require(command as? ApproveCommand)
    #expect(approve.code == "BCDF-GHJK" && approve.options.server == "https://a.test")
  }
}
