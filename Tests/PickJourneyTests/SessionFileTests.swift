import Foundation
import PickTUI
import PickTestSupport
import Testing

extension Journeys {
  @Suite("A session file that may not be trusted")
  struct SessionFileTests {
    /// What is wrong with the file.
    enum Fault: CaseIterable {
      case corrupt, openToOthers, symbolicLink, empty
    }

    @Test(
      "leads to the sign-in page and is set aside; a link is never followed",
      arguments: Fault.allCases)
    func untrusted(fault: Fault) throws {
      let home = try Home.withDemo()
      try Viewer.signedIn(at: home).quit()
      let file = try #require(home.sessionFile)
      let elsewhere = home.path + "/elsewhere"
      let files = FileManager.default
      switch fault {
      case .corrupt:
        var bytes = try Data(contentsOf: URL(fileURLWithPath: file))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: URL(fileURLWithPath: file))
      case .openToOthers:
        try files.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
      case .symbolicLink:
        try files.moveItem(atPath: file, toPath: elsewhere)
        try files.createSymbolicLink(atPath: file, withDestinationPath: elsewhere)
      case .empty: try Data().write(to: URL(fileURLWithPath: file))
      }
      let viewer = try Viewer(at: home)
      try viewer.see("셋톱번호")
      #expect(try files.contentsOfDirectory(atPath: home.state).contains { $0.hasSuffix(".bad") })
      try viewer.signIn()
      let mode = try files.attributesOfItem(atPath: file)
      #expect(mode[.posixPermissions] as? Int == 0o600)
      #expect(mode[.type] as? FileAttributeType == .typeRegular)
      if fault == .symbolicLink { #expect(files.fileExists(atPath: elsewhere)) }
    }
  }
}
