public import PickModel

extension HomeShelf: WireNamed {
  /// Everything that may be arranged.
  public static let wireValues = HomeShelf.allCases
  /// The name on the wire.
  public var wireName: String { rawValue }
}

extension HomeArrangement.Line: WirePayload {
  /// A shelf at its place, on or off.
  public static let wire: WireType<HomeArrangement.Line> = .object(
    "HomeShelf", about: "A shelf of the front page at its place.",
    HomeArrangement.Line.init(shelf:isOn:),
    .required("shelf", .name("HomeShelfName"), \.shelf),
    .required("is_on", .boolean, \.isOn))
}

/// In which order a viewer wants the shelves of home, and which of them.
public struct HomeArrangementRequest: Hashable, WirePayload {
  /// The arrangement, made whole.
  public let arrangement: HomeArrangement

  /// An arrangement.
  public init(_ arrangement: HomeArrangement) { self.arrangement = arrangement }

  /// The shelves, the first at the top.
  public static let wire: WireType<HomeArrangementRequest> = .object(
    "HomeArrangementRequest", { HomeArrangementRequest(HomeArrangement($0)) },
    .required("shelves", .list(from: 1, to: 32), \.arrangement.lines))
}
