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

    @Test("a model that pick trains by itself goes through the gate, and the operator sees how")
    func byItself() throws {
      let home = try Home.withDemo()
      let models = home.data + "/models"
      try FileManager.default.removeItem(atPath: models)
      let viewer = try Viewer.signedIn(at: home)
      try viewer.see("이어보기")
      try waitHere(for: "a model that serves") {
        FileManager.default.fileExists(atPath: models + "/current")
      }
      try waitHere(for: "the training to end") { try trainers(in: home).isEmpty }
      try viewer.quit()

      let status = try home.pickctl("pipeline", "status", "--data", home.demo).output
      for stage in ["train", "evaluate", "gate", "publish"] {
        #expect(
          status.split(separator: "\n").contains { line in
            line.contains("machine \(stage) ") && line.contains(" done ")
          })
      }
      #expect(!status.contains("at work"))
      let list = try home.pickctl("models", "list", "--data", home.demo).output
      #expect(list.contains("champion") && list.contains("machine"))
      let shown = try home.pickctl("models", "show", "--data", home.demo).output
      #expect(shown.contains("Trained by pick itself in ") && shown.contains("gate: passed"))
      // What pick does by itself is not due to be done by an operator.
      let due = try home.pickctl("status", "--data", home.demo).output
      #expect(due.contains("machine publish: done") && !due.contains("is over and not published"))
      // A second start finds nothing to do.
      let current = FileManager.default.contents(atPath: models + "/current")
      let again = try Viewer(at: home)
      try again.see("이어보기")
      try again.quit()
      try waitHere(for: "no training") { try trainers(in: home).isEmpty }
      #expect(FileManager.default.contents(atPath: models + "/current") == current)
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
