/// The youngest age a title is meant for (the Korean classification).
public enum AgeRating: Int, CaseIterable, Codable, Sendable, Comparable {
  /// 전체 관람가.
  case all = 0
  /// 7세 이상.
  case seven = 7
  /// 12세 이상.
  case twelve = 12
  /// 15세 이상.
  case fifteen = 15
  /// 청소년 관람 불가.
  case nineteen = 19

  /// Orders younger before older.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
