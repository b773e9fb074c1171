/// How something held out would have reached what is measured by it.
public enum LeakError: Error, Equatable, Sendable {
  /// The past has the very cell that is held out.
  case heldOutInTrain(user: UserIndex, item: ItemIndex)
  /// The past has an event after the instant the model is asked for.
  case trainAfterInstant(user: UserIndex, eventSeconds: Int64, instant: Int64)
  /// The model is asked for an instant at which something held out had happened already.
  case instantAfterHeldOut(user: UserIndex, instant: Int64, heldOutSeconds: Int64)
  /// What may be recommended is not what the past alone says: the choice itself gives hints.
  case candidatesBeyondTrain(item: ItemIndex)
  /// The parts of a split are not about the same users and items.
  case inconsistentLengths
}
