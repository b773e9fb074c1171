/// A row of a matrix that stands for one `Subject`: dense, from 0, and meaningless outside the
/// data set that handed it out.
///
/// Stores, services and screens speak identifiers; only recommenders and their evaluation speak
/// indices.
public struct DenseIndex<Subject>: Hashable, Comparable, Sendable, Codable {
  /// The 0-based position.
  public let rawValue: Int32

  /// A position that is already known.
  public init(_ rawValue: Int32) { self.rawValue = rawValue }

  /// A position that is already known; traps beyond 2³¹ − 1.
  public init(_ position: Int) { rawValue = Int32(position) }

  /// The position, ready to subscript an array.
  public var position: Int { Int(rawValue) }

  /// Orders by position: the stated rule wherever scores tie.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// What a `ItemIndex` stands for.
public enum ItemSubject: Sendable {}
/// What a `UserIndex` stands for.
public enum UserSubject: Sendable {}

/// A column of the interaction matrix.
public typealias ItemIndex = DenseIndex<ItemSubject>
/// A row of the interaction matrix.
public typealias UserIndex = DenseIndex<UserSubject>
