extension Blend {
  /// For logs, and what has not been watched yet: taste of all watched titles, the later ones more,
  /// and what most viewers watch.
  ///
  /// Chosen on weeks of a real month (docs/decisions/real-logs.md), on which it cannot be told whether
  /// popularity should fade in 30 days or never: over years it should.
  public static var newTitles: Blend {
    var blend = Blend.tasteAlone
    blend.recency = HistoryRecency(halfLife: 8, floor: 0.6)
    blend.shares.popularity = 0.1
    return blend
  }

  /// For logs, and what is watched next where a title may be continued: own recency leads.
  public static var continuing: Blend { Blend() }

  /// For logs, and the next episode: going on by itself, which knows what is begun and what most
  /// viewers watch.
  public static var episodes: Blend {
    var blend = Blend.tasteAlone
    blend.shares.taste = 0
    blend.shares.popularity = 0
    blend.shares.content = 0
    blend.shares.exploration = 0
    blend.shares.episodes = 1
    return blend
  }

  /// The simplest blend: what is watched together, all of a history alike.
  ///
  /// Contents and popularity order what nothing else tells apart: a newcomer gets what is popular.
  public static var tasteAlone: Blend {
    var blend = Blend()
    blend.taste.regularization = 80
    blend.damping = 0
    blend.recency = HistoryRecency(halfLife: 8, floor: 1)
    blend.popularityHalfLifeDays = 30
    blend.shares.sequence = 0
    blend.shares.content = Float(BlendChoice.leastShare)
    blend.shares.exploration = Float(BlendChoice.leastShare)
    blend.shares.popularity = Float(BlendChoice.leastShare)
    blend.shares.continuation = 0
    blend.shares.episodes = 0
    return blend
  }
}
