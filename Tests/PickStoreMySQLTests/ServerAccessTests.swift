import Foundation
import PickTestSupport
import Testing

@testable import PickStoreMySQL

@Suite("ServerAccess")
struct ServerAccessTests {
  @Test("a file comes before a variable, and a variable before a question")
  func order() throws {
    let scratch = try ScratchDirectory()
    let path = scratch.file("password")
    try "from the file\nnot this\n".write(toFile: path, atomically: true, encoding: .utf8)
    var environment = [
      "PICK_DATABASE_PASSWORD_FILE": path, "PICK_DATABASE_PASSWORD": "from the variable",
    ]
    #expect(try ServerAccess(environment: environment).password == "from the file")
    environment["PICK_DATABASE_PASSWORD_FILE"] = nil
    #expect(try ServerAccess(environment: environment).password == "from the variable")
    #expect(try ServerAccess(environment: [:]) { "typed" }.password == "typed")
    #expect(try ServerAccess(environment: [:]).password == "")
  }

  @Test("a file that is not there is an error that names it")
  func missingFile() {
    #expect(throws: ServerAccessError.passwordFile(path: "/nowhere/password")) {
      try ServerAccess(environment: ["PICK_DATABASE_PASSWORD_FILE": "/nowhere/password"])
    }
  }

  @Test("encryption is on beyond this machine unless it is said to be off")
  func encryption() throws {
    #expect(try ServerAccess(environment: [:]).encryption == .unlessLoopback)
    let authority = ["PICK_DATABASE_CA_FILE": "ca.pem"]
    #expect(try ServerAccess(environment: authority).encryption == .authority(file: "ca.pem"))
    #expect(try ServerAccess(environment: ["PICK_DATABASE_TLS": "off"]).encryption == .off)
    #expect(throws: ServerAccessError.unknownEncryption) {
      try ServerAccess(environment: ["PICK_DATABASE_TLS": "maybe"])
    }
  }
}

@Suite("What the library reports")
struct MySQLFailureTests {
  @Test("the end of an encrypted connection is a loss, a handshake that fails is none")
  func encryption() {
    #expect(MySQLFailure.afterConnecting(2026, "unexpected eof while reading", "SELECT 1").isLost)
    #expect(!MySQLFailure(number: 2026, message: "self-signed certificate", sql: "").isLost)
    #expect(!MySQLFailure.afterConnecting(1062, "duplicate", "INSERT").isLost)
  }
}
