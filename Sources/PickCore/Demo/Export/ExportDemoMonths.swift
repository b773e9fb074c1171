import Glibc
import PickModel

/// Writes whole months of a demo world in the original's own format, as its monthly delivery.
///
/// A month is written beside its place and renamed when it is complete. Each has the catalogue as
/// it was when the month ended, so that every month can be imported by itself.
public struct ExportDemoMonths: Sendable {
  /// How many months can be asked for at once.
  public static let monthLimit = 1...24

  /// What was written for one month.
  public struct Month: Equatable, Sendable {
    /// "2026-10".
    public let name: String
    /// Its directory.
    public let path: String
    /// Rows of `assets.csv`, `views.csv` and `clicks.csv`, headers not counted.
    public let assets: Int
    /// See `assets`.
    public let views: Int
    /// See `assets`.
    public let clicks: Int
  }

  private let recipe: DemoRecipe
  private let months: [ExportMonth]

  /// An export of the `months` whole months before `recipe.until`.
  ///
  /// The recipe's days do not matter: the world is made as long as the months ask.
  ///
  /// - Parameters:
  ///   - months: how many.
  ///   - recipe: sizes, seed and date.
  /// - Throws: `outOfRange` when the months or a size are.
  public init(months: Int, of recipe: DemoRecipe) throws(DemoError) {
    guard Self.monthLimit.contains(months) else {
      throw .outOfRange(option: "months", allowed: Self.monthLimit)
    }
    self.months = ExportMonth.last(months, before: recipe.until)
    var recipe = recipe
    let first = self.months.first?.start ?? recipe.end
    recipe.days = Int((recipe.end.secondsSince1970 - first.secondsSince1970) / 86_400)
    try recipe.validate()
    self.recipe = recipe
  }

  /// Writes `inbox/YYYY-MM/{assets,views,clicks}.csv` and `manifest.json` for each month.
  ///
  /// - Parameters:
  ///   - inbox: the directory the months go to; made when it is missing.
  ///   - progress: called with steps done and steps in all.
  /// - Returns: what was written, the earliest month first.
  /// - Throws: `alreadyExported` before anything is written when a month is there; `full`,
  ///   `inputOutput` for files.
  public func run(
    inbox: String, progress: (Int, Int) -> Void = { _, _ in }
  ) throws(DemoError) -> [Month] {
    for month in months where access("\(inbox)/\(month.name)", F_OK) == 0 {
      throw .alreadyExported(path: "\(inbox)/\(month.name)")
    }
    let steps = 100 + months.count * 10
    let world = try DemoWorld(recipe) { progress($0 * 100 / max(1, $1), steps) }
    let delivery = MonthDelivery(world)
    var written: [Month] = []
    for month in months {
      written.append(try delivery.write(month, to: inbox))
      progress(100 + written.count * 10, steps)
    }
    return written
  }
}
