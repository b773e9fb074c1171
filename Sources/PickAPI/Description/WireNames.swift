public import PickModel

/// A closed set of values, each with a name on the wire that stays when the code is renamed.
public protocol WireNamed: Hashable, Sendable {
  /// Every value, in the order of the document.
  static var wireValues: [Self] { get }
  /// The name on the wire.
  var wireName: String { get }
}

extension WireNamed {
  /// The value of that name.
  public init?(wireName: String) {
    guard OutsideName.isPlain(wireName),
      let value = Self.wireValues.first(where: { $0.wireName == wireName })
    else { return nil }
    self = value
  }
}

extension Category: WireNamed {
  /// Every category.
  public static let wireValues: [Category] = [.broadcast, .drama, .film, .kids, .animation]
  /// The name on the wire.
  public var wireName: String {
    switch self {
    case .broadcast: "broadcast"
    case .drama: "drama"
    case .film: "film"
    case .kids: "kids"
    case .animation: "animation"
    }
  }
}

extension Title.Kind: WireNamed {
  /// Film and series.
  public static let wireValues: [Title.Kind] = [.film, .series]
  /// The name on the wire.
  public var wireName: String {
    switch self {
    case .film: "film"
    case .series: "series"
    }
  }
}

extension RunningLength: WireNamed {
  /// Every length, the shortest first.
  public static let wireValues = RunningLength.allCases
  /// The name on the wire.
  public var wireName: String {
    switch self {
    case .short: "short"
    case .medium: "medium"
    case .long: "long"
    case .veryLong: "very_long"
    }
  }
}

extension TitleOrder: WireNamed {
  /// Every order.
  public static let wireValues = TitleOrder.allCases
  /// The name on the wire.
  public var wireName: String {
    switch self {
    case .fitting: "fitting"
    case .new: "new"
    case .popular: "popular"
    case .name: "name"
    case .englishName: "name_en"
    }
  }
}

extension HeroTab: WireNamed {
  /// Every tab.
  public static let wireValues = HeroTab.allCases
  /// The name on the wire.
  public var wireName: String {
    switch self {
    case .realtime: "realtime"
    case .weekday: "weekday"
    case .weekend: "weekend"
    case .fridayNight: "friday_night"
    }
  }
}

extension DayType: WireNamed {
  /// Every kind of day.
  public static let wireValues: [DayType] = [.weekday, .fridayNight, .weekend]
  /// The name on the wire.
  public var wireName: String {
    switch self {
    case .weekday: "weekday"
    case .fridayNight: "friday_night"
    case .weekend: "weekend"
    }
  }
}

extension Thumb: WireNamed {
  /// Up and down.
  public static let wireValues: [Thumb] = [.up, .down]
  /// The name on the wire.
  public var wireName: String {
    switch self {
    case .up: "up"
    case .down: "down"
    }
  }
}

extension Explanation.Exclusion: WireNamed {
  /// Everything that keeps a title out.
  public static let wireValues: [Explanation.Exclusion] = [
    .watched, .hidden, .forgotten, .thumbDown, .unavailable,
  ]
  /// The name on the wire.
  public var wireName: String {
    switch self {
    case .watched: "watched"
    case .hidden: "hidden"
    case .forgotten: "forgotten"
    case .thumbDown: "thumb_down"
    case .unavailable: "unavailable"
    }
  }
}

// MARK: Identifiers as texts

extension Identifier {
  /// Reads a positive number in its shortest decimal form; `nil` for any other text.
  public init?(wireText text: String) {
    guard (1...19).contains(text.utf8.count), text.utf8.first != UInt8(ascii: "0"),
      text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      let number = Int64(text)
    else { return nil }
    self.init(number)
  }
}

extension EventID {
  /// Reads 32 lower-case hexadecimal digits; `nil` for any other text.
  public init?(wireText text: String) {
    let isPlain = text.utf8.allSatisfy { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
    guard text.utf8.count == 32, isPlain, let high = UInt64(text.prefix(16), radix: 16),
      let low = UInt64(text.suffix(16), radix: 16)
    else { return nil }
    self.init(high: high, low: low)
  }

  /// 32 lower-case hexadecimal digits.
  public var wireText: String { Self.digits(high) + Self.digits(low) }

  private static func digits(_ number: UInt64) -> String {
    let short = String(number, radix: 16)
    return String(repeating: "0", count: 16 - short.utf8.count) + short
  }
}
