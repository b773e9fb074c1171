public import PickModel

/// What a viewer chose; saying it again changes nothing. `false` when there is no such title.
extension Engine {
  /// Puts a title on the list or takes it off.
  public func setOnMyList(
    _ isOnList: Bool, title: Title.ID, viewer: Viewer.ID, now: Instant
  ) async throws(StoreError) -> Bool {
    guard try await exists(title) else { return false }
    try await stores.choices.setOnMyList(isOnList, title: title, viewer: viewer, at: now)
    return true
  }

  /// Sets or withdraws a thumb.
  public func setThumb(
    _ thumb: Thumb?, title: Title.ID, viewer: Viewer.ID, now: Instant
  ) async throws(StoreError) -> Bool {
    guard try await exists(title) else { return false }
    try await stores.choices.setThumb(thumb, title: title, viewer: viewer, at: now)
    return true
  }

  /// Hides a title, or shows it again.
  public func setHidden(
    _ isHidden: Bool, title: Title.ID, viewer: Viewer.ID, now: Instant
  ) async throws(StoreError) -> Bool {
    guard try await exists(title) else { return false }
    try await stores.choices.setHidden(isHidden, title: title, viewer: viewer, at: now)
    return true
  }

  /// Leaves a title out of history and recommendations until it is watched again.
  public func forget(
    title: Title.ID, viewer: Viewer.ID, now: Instant
  ) async throws(StoreError) -> Bool {
    guard try await exists(title) else { return false }
    try await stores.choices.forget(title: title, viewer: viewer, at: now)
    return true
  }

  private func exists(_ title: Title.ID) async throws(StoreError) -> Bool {
    try await catalogSnapshot()[title] != nil
  }
}
