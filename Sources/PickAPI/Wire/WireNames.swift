public import PickModel

extension Category: WireNamed {
  /// The pages' names.
  public static let wireNames: [(value: Category, name: String)] = [
    (.broadcast, "broadcast"), (.drama, "drama"), (.film, "film"), (.kids, "kids"),
    (.animation, "animation"),
  ]
}

extension Title.Kind: WireNamed {
  /// Film or series.
  public static let wireNames: [(value: Title.Kind, name: String)] = [
    (.film, "film"), (.series, "series"),
  ]
}

extension HeroTab: WireNamed {
  /// The tabs' names.
  public static let wireNames: [(value: HeroTab, name: String)] = [
    (.realtime, "realtime"), (.weekday, "weekday"), (.weekend, "weekend"),
    (.fridayNight, "friday_night"),
  ]
}

extension DayType: WireNamed {
  /// The names of the kinds of day.
  public static let wireNames: [(value: DayType, name: String)] = [
    (.weekday, "weekday"), (.fridayNight, "friday_night"), (.weekend, "weekend"),
  ]
}

extension Thumb: WireNamed {
  /// Up or down.
  public static let wireNames: [(value: Thumb, name: String)] = [(.up, "up"), (.down, "down")]
}

extension Explanation.Exclusion: WireNamed {
  /// The names of what keeps a title out.
  public static let wireNames: [(value: Explanation.Exclusion, name: String)] = [
    (.watched, "watched"), (.hidden, "hidden"), (.forgotten, "forgotten"),
    (.thumbDown, "thumb_down"), (.unavailable, "unavailable"),
  ]
}
