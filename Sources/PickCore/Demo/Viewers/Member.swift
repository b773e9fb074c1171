/// One person in front of a set-top box: a mixture of taste clusters with a bent of one's own.
struct Member: Sendable {
  let isChild: Bool
  /// What is watched, for each `Daypart`.
  let cells: [WeightedChoice]
  /// The preferred vein of each cell.
  let veins: [Int]
  /// How likely one more episode follows, in hundredths.
  let bingePercent: Int

  /// How likely another part of the same series follows one that ended like this, in hundredths.
  func onwardPercent(after ending: Playback.Ending) -> Int {
    switch ending {
    case .finished, .paused: bingePercent
    case .abandoned: bingePercent / 2
    case .skimmed: 60
    }
  }

  init(isChild: Bool, using generator: inout SeededGenerator) {
    let clusters = isChild ? TasteCluster.children : TasteCluster.adults
    let first = Self.cluster(of: clusters, using: &generator)
    let second = Self.cluster(of: clusters, using: &generator)
    let mixture = 0.45 * generator.unit()
    let taste = first.weights.indices.map { cell in
      let own = 0.25 + 1.5 * generator.unit()
      return own * ((1 - mixture) * first.weights[cell] + mixture * second.weights[cell])
    }
    self.isChild = isChild
    cells = Daypart.allCases.map { part in
      WeightedChoice(taste.indices.map { taste[$0] * Rhythm.factorsByCell[$0][part.rawValue] })
    }
    veins = taste.indices.map { cell in
      let isSecond = mixture * second.weights[cell] > (1 - mixture) * first.weights[cell]
      return isSecond ? second.veins[cell] : first.veins[cell]
    }
    // Two draws, the lower one: few people binge, some cannot stop.
    let lower = min(generator.below(75), generator.below(75))
    bingePercent = isChild ? 60 + lower / 3 : 40 + lower * 2 / 3
  }

  private static func cluster(
    of clusters: [TasteCluster], using generator: inout SeededGenerator
  ) -> TasteCluster {
    var roll = generator.below(clusters.reduce(0) { $0 + $1.share })
    for cluster in clusters {
      if roll < cluster.share { return cluster }
      roll -= cluster.share
    }
    return clusters[0]
  }
}
