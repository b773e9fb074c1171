import Foundation
import PickTUI
import PickTestRunning
import PickTestSupport
import Testing

extension Journeys {
  @Suite("A model in the making")
  struct TrainingJourneyTests {
    @Test("who quits while a model is trained leaves no process behind")
    func leavesNothing() throws {
      let home = try Home.withDemo()
      let models = home.data + "/models"
      try FileManager.default.removeItem(atPath: models)
      let viewer = try Viewer.signedIn(at: home)
      try viewer.see("이어보기")
      try waitHere(for: "a training, or what one leaves") {
        try !trainers(in: home).isEmpty || FileManager.default.fileExists(atPath: models)
      }
      try viewer.quit()
      try waitHere(for: "the training to end") { try trainers(in: home).isEmpty }
    }

    /// Processes that train on a database of this home.
    private func trainers(in home: Home) throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { name in
        guard Int(name) != nil,
          let line = FileManager.default.contents(atPath: "/proc/\(name)/cmdline")
        else { return false }
        let words = line.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        return words.contains("train-model") && words.contains { $0.hasPrefix(home.path) }
      }
    }
  }
}
