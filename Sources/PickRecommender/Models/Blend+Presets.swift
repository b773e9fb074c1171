extension Blend {
  /// For what has not been watched yet: nothing is to go on with.
  public static var newTitles: Blend {
    var blend = Blend()
    blend.shares.continuation = 0
    blend.shares.episodes = 0
    return blend
  }

  /// For what is watched next where a title may be continued: own recency leads.
  public static var continuing: Blend {
    var blend = Blend()
    blend.shares.popularity = 0.1
    return blend
  }

  /// For the next episode: going on leads, the rest breaks ties and finds new titles.
  public static var episodes: Blend {
    var blend = Blend()
    blend.shares.popularity = 0.3
    return blend
  }
}
