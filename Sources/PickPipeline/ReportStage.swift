import PickModel
import PickStore

extension Pipeline {
  /// Describes the month for people.
  func reportWork(_ month: Month) async throws -> StageWork {
    let results = results(of: month)
    let facts = try await stores.watchingFacts(before: month.end)
    let input = Checksum.of(["\(facts.events)", "\(facts.watchedSeconds)", Release.version])
    let file = results.path + "/report.json"
    return StageWork(input: input, stands: { results.checksum(file) == $0 }) { progress in
      progress("Describing", 0)
      let json = Array("{\"events\":\(facts.events)}".utf8)
      try results.write(json, to: file)
      return StageResult(output: Checksum.of(json), sentence: "\(facts.events) events")
    }
  }
}
