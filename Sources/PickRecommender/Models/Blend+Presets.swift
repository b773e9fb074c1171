extension Blend {
  /// For logs, and what has not been watched yet: nothing is to go on with, and what everybody
  /// watches this week counts.
  public static var newTitles: Blend {
    var blend = Blend()
    // What 100 is to the bare watch ratio: recency makes weights louder.
    blend.taste.regularization = 140
    blend.shares.popularity = 0.3
    blend.popularityHalfLifeDays = 7
    blend.shares.continuation = 0
    blend.shares.episodes = 0
    return blend
  }

  /// For logs, and what is watched next where a title may be continued: own recency leads.
  public static var continuing: Blend { Blend() }

  /// For logs, and the next episode: going on leads, the rest breaks ties and finds new titles.
  public static var episodes: Blend {
    var blend = Blend()
    blend.shares.taste = 0.3
    blend.shares.popularity = 0.1
    return blend
  }
}
