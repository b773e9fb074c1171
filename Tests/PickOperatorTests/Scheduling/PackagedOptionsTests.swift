import ArgumentParser
import Foundation
import Testing

@testable import PickOperator

@Suite("The packaged configuration of the pipeline")
struct PackagedOptionsTests {
  @Test("an option that it recommends is one of the commands it is for")
  func options() throws {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    let file = root.appending(path: "packaging/etc/pipeline.conf")
    let text = try String(contentsOf: file, encoding: .utf8)
    let options = text.matches(of: #/--[a-z][a-z-]+/#).map { String($0.output) }
    #expect(options.count > 1)
    for option in options {
      #expect(PipelineCommand.Run.helpMessage().contains("\(option) "), "\(option)")
    }
    #expect(text.contains("\nPICK_PIPELINE_OPTIONS=") && text.contains("\nPICK_WATCH_OPTIONS="))
  }
}
