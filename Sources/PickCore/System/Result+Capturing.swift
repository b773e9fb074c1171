extension Result where Success: Sendable {
  /// What `body` returned or threw, as a value: shelves outlive the failure of one another's reads.
  static func capturing(
    _ body: @Sendable () async throws(Failure) -> Success
  ) async -> Result<Success, Failure> {
    do { return .success(try await body()) } catch { return .failure(error) }
  }
}
