@testable import PickReport

extension Gnuplot {
  /// The one of the system, with the limit of `patient(_:)`.
  static var patient: Gnuplot? { installed.map { patient($0.path) } }

  /// A gnuplot with a limit of time that a busy machine does not come near.
  static func patient(_ path: String) -> Gnuplot {
    Gnuplot(path: path, milliseconds: 20 * 60_000)
  }
}
