import ArgumentParser
import PickModel
import PickPipeline
import PickSystem

/// The option that names a month.
struct MonthOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The month, as in 2023-08 (default: the last one that is over in Seoul).",
      valueName: "month"), transform: Self.read)
  var month: Month?

  /// The month that was named, or the last one that is over.
  func value() throws -> Month {
    if let month { return month }
    let current = Month(containing: SystemWallClock().now())
    guard let last = current.previous else { throw ValidationError("Say which --month.") }
    return last
  }

  @Sendable static func read(_ text: String) throws -> Month {
    guard let month = Month(text) else {
      throw ValidationError("A month is written as in 2023-08.")
    }
    return month
  }
}

/// A command that runs one stage.
protocol StageCommand: AsyncParsableCommand {
  static var stage: Stage { get }
  var month: MonthOption { get }
  var options: StageOptions { get }
}

extension StageCommand {
  func run() async throws {
    try await options.run([Self.stage], of: [month.value()], named: Self.stage.rawValue)
  }
}

extension PipelineCommand {
  struct Wait: StageCommand {
    static let stage = Stage.wait
    static let configuration = CommandConfiguration(
      abstract: "See that the month is over and its files are there; exit 75 until then.",
      discussion: "".examples("pickctl pipeline wait --month 2023-08 --inbox inbox"))
    @OptionGroup var month: MonthOption
    @OptionGroup var options: StageOptions
  }

  struct Validate: StageCommand {
    static let stage = Stage.validate
    static let configuration = CommandConfiguration(
      abstract: "Hold the files against the rules; nothing is stored.",
      discussion: "".examples("pickctl pipeline validate --month 2023-08 --inbox inbox"))
    @OptionGroup var month: MonthOption
    @OptionGroup var options: StageOptions
  }

  struct Ingest: StageCommand {
    static let stage = Stage.ingest
    static let configuration = CommandConfiguration(
      abstract: "Store the rows of the month, all of them or none.",
      discussion: "".examples("pickctl pipeline ingest --month 2023-08 --inbox inbox"))
    @OptionGroup var month: MonthOption
    @OptionGroup var options: StageOptions
  }

  struct Report: StageCommand {
    static let stage = Stage.report
    static let configuration = CommandConfiguration(
      abstract: "Describe for people what was watched.",
      discussion: "".examples("pickctl pipeline report --month 2023-08 --inbox inbox"))
    @OptionGroup var month: MonthOption
    @OptionGroup var options: StageOptions
  }

  struct Train: StageCommand {
    static let stage = Stage.train
    static let configuration = CommandConfiguration(
      abstract: "Train a model on everything before the month's end; it does not serve yet.",
      discussion: "".examples("pickctl pipeline train --month 2023-08 --inbox inbox"))
    @OptionGroup var month: MonthOption
    @OptionGroup var options: StageOptions
  }

  struct Evaluate: StageCommand {
    static let stage = Stage.evaluate
    static let configuration = CommandConfiguration(
      abstract: "Measure the model beside popularity, its parts and what serves.",
      discussion: "".examples("pickctl pipeline evaluate --month 2023-08 --inbox inbox"))
    @OptionGroup var month: MonthOption
    @OptionGroup var options: StageOptions
  }

  struct Gate: StageCommand {
    static let stage = Stage.gate
    static let configuration = CommandConfiguration(
      abstract: "Decide by the figures whether the model may serve; exit 99 when not.",
      discussion: "".examples("pickctl pipeline gate --month 2023-08 --inbox inbox"))
    @OptionGroup var month: MonthOption
    @OptionGroup var options: StageOptions
  }

  struct Publish: StageCommand {
    static let stage = Stage.publish
    static let configuration = CommandConfiguration(
      abstract: "Let the model serve, and go back where pages are not right.",
      discussion: "".examples("pickctl pipeline publish --month 2023-08 --inbox inbox"))
    @OptionGroup var month: MonthOption
    @OptionGroup var options: StageOptions
  }
}
