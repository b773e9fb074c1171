public import ArgumentParser
import Glibc
import PickCommand
import PickModel
import PickPictureWorker

/// `pickctl`: what the operator of a Pick does.
public struct OperatorCommand: AsyncParsableCommand {
  /// Name, help and commands.
  public static let configuration = CommandConfiguration(
    commandName: "pickctl",
    abstract: "Imports, trains, recommends, evaluates, explains and looks after a Pick database.",
    discussion: """
      Commands work on the database of --database, by default the file pick.sqlite where the \
      viewer's program keeps it. A server's password is read from the file named by \
      PICK_DATABASE_PASSWORD_FILE or from PICK_DATABASE_PASSWORD, or asked for on a terminal.
      Exit status: \(ExitStatus.allCases.map { "\($0.rawValue) \($0.meaning)" }.joined(separator: ", ")). \
      A server is spoken to encrypted, but on this machine; PICK_DATABASE_CA_FILE names the \
      certificates that are believed.
      """,
    version: Release.line(of: "pickctl"),
    subcommands: [
      StatusCommand.self, ImportCommand.self, AccountCommand.self, ViewerCommand.self,
      TitleCommand.self, PicturesCommand.self, DemoCommand.self, TrainCommand.self,
      ExplainCommand.self, AlgorithmsCommand.self, RecommendCommand.self, PredictCommand.self,
      EvaluateCommand.self, TuneCommand.self, PipelineCommand.self, ModelsCommand.self,
      DatabaseCommand.self, KeysCommand.self, ScheduleCommand.self, EventsCommand.self,
      ReportCommand.self,
    ])

  /// Made by the argument parser.
  public init() {}

  /// Runs the program, or reads pictures where it was started for that.
  public static func start() -> Never {
    PictureWorker.runIfAsked()
    runProgram { await begin() }
  }

  /// Runs what the command line says and ends the process.
  public static func begin(
    _ arguments: [String] = Array(CommandLine.arguments.dropFirst())
  ) async {
    if let failure = UnknownCommand.failure(in: arguments, of: Self.self) {
      StandardError.write("pickctl: \(failure.sentence)\n")
      Glibc.exit(failure.status.rawValue)
    }
    await main(arguments)
  }
}
