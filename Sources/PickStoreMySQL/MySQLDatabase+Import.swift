public import PickCore

extension MySQLDatabase: ImportStore {
  /// Demo worlds are files; there is none on a server.
  public func isDemo() async throws(StoreError) -> Bool { false }

  /// One transaction over a connection of its own; tried again when another import was faster.
  public func store(
    _ batch: ImportBatch, progress: @Sendable (Int, Int) -> Void
  ) async throws(StoreError) -> ImportCount {
    var attemptsLeft = 3
    while true {
      let lease = Lease(of: self)
      defer { lease.end() }
      do throws(StoreError) {
        return try await MySQLBatchWriter(lease).store(batch, progress: progress)
      } catch  where error == .busy && attemptsLeft > 0 {
        attemptsLeft -= 1
      }
    }
  }
}
