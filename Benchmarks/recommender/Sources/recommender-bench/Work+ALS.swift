import Glibc
import PickRecommender

extension Work {
  /// Fits implicit ALS with the kernels this processor has.
  static let als = Work(name: "als") { try fitALS($0) }

  /// The same with the portable kernels.
  static let alsPortable = Work(name: "als-portable") { files in
    setenv("PICK_PORTABLE_KERNELS", "1", 1)
    return try fitALS(files)
  }

  private static func fitALS(_ files: RatingFiles) throws -> Measurement {
    let data = try files.dataset()
    let recipe = ImplicitALS(factors: 64, regularization: 0.01, alpha: 20, iterations: 15)
    var model: FactorModel?
    let seconds = try seconds { model = try recipe.fit(data, context: .init(seed: 1)) }
    let loss = model.map { recipe.loss(users: $0.users, items: $0.items, on: data.interactions) }
    return Measurement(seconds: seconds, values: ["loss": loss ?? .nan])
  }
}
