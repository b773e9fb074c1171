import PickModel
package import PickPipeline
package import PickReport
import PickStore

extension ModelRegistry {
  /// What a report says of the model that serves; `nil` without one.
  package func served() async throws -> RecommendationFigures.Served? {
    guard let entry = try await entries().first(where: { $0.state == .champion }),
      let manifest = entry.manifest
    else { return nil }
    return RecommendationFigures.Served(manifest, origin: entry.origin)
  }

  /// The figures the model that serves was measured with; `nil` where it was not.
  package func servedMetrics() async throws -> EvaluationMetrics? {
    guard
      let metrics = try await entries().first(where: { $0.state == .champion })?.history?.metrics
    else { return nil }
    return try? PipelineJSON.decode(
      EvaluationMetrics.self, from: try PipelineJSON.encode(metrics))
  }
}

extension ModelRegistry.Entry {
  /// Where the model comes from, as a report shows it; `nil` for one of `pickctl train`.
  fileprivate var origin: ModelOrigin? {
    guard let history else { return nil }
    return ModelOrigin(
      month: history.month.description, run: run, servesSince: promotedAt,
      isImported: history.isImported ?? false, isOfMachine: history.isOfMachine,
      sources: history.files.map { month in
        ModelOrigin.Source(
          month: month.month.description, checksum: month.checksum,
          files: month.files.map {
            ModelOrigin.File(name: $0.name, rows: $0.rows, sha256: $0.sha256)
          })
      },
      checks: (history.verdict?.checks ?? []).map {
        ModelOrigin.Check(name: $0.name, isPassed: $0.isPassed, sentence: $0.sentence)
      })
  }
}
