public import PickModel

/// What a viewer chose: my list, thumbs, hidden and forgotten titles.
public protocol ChoiceStore: Sendable {
  /// All choices of one viewer.
  func choices(of viewer: Viewer.ID) async throws(StoreError) -> Choices
  /// Puts a title on the list or takes it off; says nothing when it is already so.
  func setOnMyList(_ isOnList: Bool, title: Title.ID, viewer: Viewer.ID, at: Instant)
    async throws(StoreError)
  /// Sets or withdraws a thumb.
  func setThumb(_ thumb: Thumb?, title: Title.ID, viewer: Viewer.ID, at: Instant)
    async throws(StoreError)
  /// Hides a title from shelves, or shows it again.
  func setHidden(_ isHidden: Bool, title: Title.ID, viewer: Viewer.ID, at: Instant)
    async throws(StoreError)
  /// Forgets a title: events of it that began before `at` no longer count for this viewer, and it
  /// is not recommended until it is watched again.
  func forget(title: Title.ID, viewer: Viewer.ID, at: Instant) async throws(StoreError)
  /// How many rows are stored about the viewer.
  func storedData(of viewer: Viewer.ID) async throws(StoreError) -> MyPage.StoredData
}

/// All choices of one viewer.
public struct Choices: Equatable, Sendable {
  /// Last added first.
  public var myList: [Title.ID]
  /// What the viewer said of titles.
  public var thumbs: [Title.ID: Thumb]
  /// Titles not to be shown.
  public var hidden: Set<Title.ID>
  /// Titles whose earlier events do not count, and since when.
  public var forgotten: [Title.ID: Instant]

  /// Choices as they are stored.
  public init(
    myList: [Title.ID] = [], thumbs: [Title.ID: Thumb] = [:], hidden: Set<Title.ID> = [],
    forgotten: [Title.ID: Instant] = [:]
  ) {
    self.myList = myList
    self.thumbs = thumbs
    self.hidden = hidden
    self.forgotten = forgotten
  }
}
