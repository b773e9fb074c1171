import ArgumentParser
import Foundation
import PickCommand
import PickCore
import PickImport
import PickIntake
import PickModel
import PickPipeline
import PickRecommender
import PickStore
import PickSystem

struct ModelsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models",
    abstract: "List the models, show where one comes from, let another one serve.",
    discussion: """
      The champion serves, challengers were trained and did not pass or have not been judged yet, \
      previous ones served before. Running programs notice a switch without a restart.
      """,
    subcommands: [List.self, Show.self, Promote.self, Rollback.self, Import.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the models.",
      discussion: "".examples("pickctl models list", "pickctl models list --columns model,trained"))
    @OptionGroup var database: DatabaseOption
    @OptionGroup var models: ModelsOption
    @OptionGroup var output: FormatOption
    @OptionGroup var columns: ColumnsOption

    func run() async throws {
      try await reporting {
        let entries = try await registry(database, models).entries()
        guard output.format == .text else {
          return try StandardOutput.show(PipelineJSON.text(entries))
        }
        guard !entries.isEmpty else { return try StandardOutput.show("There is no model yet.") }
        let rows = entries.map { entry in
          [
            entry.id, entry.state.rawValue, entry.isKept ? "kept" : "-",
            entry.isOfMachine ? ModelHistory.machineMark : entry.month?.description ?? "-",
            LedgerText.time(entry.madeAt),
            entry.history?.metrics?.figures(of: "served").map {
              EvaluationText.number($0.ndcg.mean, 4)
            } ?? "-",
          ]
        }
        let header = ["model", "part", "file", "month", "trained", "NDCG@10"]
        try StandardOutput.show(TextTable(header, rows).choosing(columns.names))
      }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show where a model comes from, down to the files.",
      discussion: "".examples("pickctl models show", "pickctl models show 487ddf5b --format json"))
    @Argument(help: "The model's name or how it begins; what serves when left out.")
    var model: String?
    @OptionGroup var database: DatabaseOption
    @OptionGroup var models: ModelsOption
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await reporting {
        let entries = try await registry(database, models).entries()
        let found = entries.filter {
          model.map($0.id.hasPrefix) ?? ($0.state == .champion)
        }
        guard found.count == 1, let entry = found.first else {
          throw Failure(
            .badData,
            model.map { Self.sentence(about: $0, among: entries.map(\.id)) }
              ?? "No model serves. Train one: pickctl train")
        }
        guard output.format == .text else {
          return try StandardOutput.show(PipelineJSON.text(entry))
        }
        try StandardOutput.show(ModelText(entry).text)
      }
    }

    private static func sentence(about name: String, among ids: [String]) -> String {
      let several = ids.filter { $0.hasPrefix(name) }
      guard several.isEmpty else {
        return "Several models begin with \(name): \(several.joined(separator: ", "))."
      }
      return
        "There is no model \(name).\(NearNames(ids).question(after: name)) See pickctl models list."
    }
  }

  struct Promote: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Let a kept model serve again.",
      discussion: "".examples("pickctl models promote 487ddf5b"))
    @Argument(help: "The model's name or how it begins.") var model: String
    @OptionGroup var database: DatabaseOption
    @OptionGroup var models: ModelsOption

    func run() async throws {
      try await reporting {
        let id = try await registry(database, models).promote(model)
        try StandardOutput.show("Model \(id) serves.")
      }
    }
  }

  struct Rollback: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Let the model before serve again.",
      discussion: "".examples("pickctl models rollback"))
    @OptionGroup var database: DatabaseOption
    @OptionGroup var models: ModelsOption

    func run() async throws {
      try await reporting {
        let id = try await registry(database, models).rollback()
        try StandardOutput.show("Model \(id) serves.")
      }
    }
  }

  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a model of counts of another machine, and let it serve if it passes.",
      discussion: """
        The folder is what workflows/spark or pickctl events counts wrote. Every file is verified: \
        checksums, rows, numbers, viewers and titles, and pairs against ratings. The model is \
        trained, measured, judged and published as a month's is, and the ledger shows its stages \
        as “import train” and so on.

        Exit status: 65 the folder is refused, 99 the model may not serve; what serves goes on \
        serving in each of these cases.
        """.examples("pickctl models import counts"))
    @Argument(help: ArgumentHelp("The folder of counts.", valueName: "dir")) var folder: String
    @OptionGroup var options: ModelStageOptions

    func run() async throws {
      let counts = try await reporting { () async throws -> CountsFolder in
        try NamedPath(folder).check(.folder, "the folder of counts, which has a manifest")
        do throws(CountsError) { return try CountsFolder(folder) } catch {
          throw PipelineError(error)
        }
      }
      let source = ImportedCounts(counts)
      try await options.run(
        ImportedCounts.stages, of: [source.month], named: "import", makes: false
      ) { source }
    }
  }

  private static func registry(
    _ database: DatabaseOption, _ models: ModelsOption
  ) async throws -> ModelRegistry {
    let opened = try await database.open()
    return ModelRegistry(
      stores: opened.stores, models: try models.directory(of: opened),
      now: SystemWallClock().now())
  }
}

/// Where a model comes from, in lines.
private struct ModelText {
  let text: String

  init(_ entry: ModelRegistry.Entry) {
    var lines = [
      "Model \(entry.id), \(entry.state.rawValue)\(entry.isKept ? ", its file is kept" : "")"
    ]
    if let manifest = entry.manifest {
      lines.append("sha256 \(manifest.sha256), \(manifest.byteCount) bytes, seed \(manifest.seed)")
      lines.append(
        "Trained on events before \(LedgerText.time(manifest.trainedAt)): "
          + "\(manifest.counts.events) events, \(manifest.counts.viewers) viewers, "
          + "\(manifest.counts.titles) titles; data \(manifest.dataFingerprint.prefix(16))")
    }
    if let promotedAt = entry.promotedAt {
      lines.append("Serves since \(LedgerText.time(promotedAt)) (Seoul)")
    }
    if entry.isOfMachine, let history = entry.history, let run = entry.run {
      lines.append("Trained by pick itself in \(history.month), run \(run)")
    } else if let run = entry.run {
      let source = entry.history?.isImported == true ? "imported counts" : "the pipeline"
      lines.append("Out of \(source), \(entry.month?.description ?? "-"), run \(run)")
    }
    for month in entry.history?.files ?? [] {
      lines.append("\(month.month): manifest \(month.checksum.prefix(16))")
      lines += month.files.map { "  \($0.name) \($0.rows) rows, sha256 \($0.sha256)" }
    }
    if let metrics = entry.history?.metrics {
      lines.append(
        "Measured on \(metrics.cases) viewers"
          + (metrics.hasEnoughCases ? "" : ", too few to decide anything") + ":")
      let rows =
        [["model", "ndcg@10", "recall@10", "coverage", "novelty"]]
        + metrics.models.map { model in
          [
            model.name, EvaluationText.interval(model.ndcg), EvaluationText.interval(model.recall),
            EvaluationText.number(model.coverage, 4), EvaluationText.number(model.novelty, 2),
          ]
        }
      lines += EvaluationText.aligned(rows)
    }
    for part in entry.history?.metrics?.ablation ?? [] {
      let difference = Interval(mean: part.difference, low: part.low, high: part.high)
      lines.append(
        "without \(part.without): \(EvaluationText.number(part.ndcg, 4)), difference "
          + EvaluationText.interval(difference))
    }
    for check in entry.history?.verdict?.checks ?? [] {
      lines.append(
        "gate: \(check.isPassed ? "passed" : "refused") \(check.name), \(check.sentence)")
    }
    text = lines.map(DisplayText.sanitized).joined(separator: "\n")
  }
}
