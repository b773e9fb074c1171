public import PickClient
public import PickModel

/// An event; the only thing that changes an `AppModel`.
public enum Message: Hashable, Sendable, Codable {
  /// The program began; `seed` feeds the identities of everything recorded in this run.
  case started(seed: UInt64)
  /// A key, a paste, a resize.
  case input(InputEvent)
  /// The service answered a question.
  case answered(RequestID, Question, Outcome<Answer>)
  /// The service kept something, or could not.
  case wrote(Write, failure: ServiceError?)
  /// An alarm went off.
  case alarm(Alarm)
  /// What a viewer searched for in an earlier run was found, the last first.
  case searchesRecalled([String], of: Viewer.ID)
  /// A model was trained in another process.
  case modelTrained
  /// These titles' own pictures show from now on.
  case picturesShow([PictureRequest])
  /// A picture came as pigments; `nil` when it will not.
  case pictureCame(PictureRequest, [UInt8]?)
}

/// A time a model asked to be woken at.
public enum Alarm: Hashable, Sendable, Codable {
  /// The next full minute.
  case clock
  /// The first frame is on the screen: the server may be asked.
  case connect
  /// Time to look whether the server is back.
  case lookOut
  /// A load takes long enough for a skeleton.
  case slow(RequestID)
  /// A load took too long.
  case deadline(RequestID)
  /// One second of a countdown before the next sign-in.
  case throttle
  /// One second of a code's life; `run` tells its page from an earlier one.
  case deviceTick(run: Int)
  /// One second of playback; `run` tells it from an earlier playback.
  case playback(run: Int)
  /// One second of the countdown to the next episode that had so many left.
  case nextEpisode(run: Int, secondsLeft: Int)
  /// A notice has been read.
  case notice(Int)
  /// Cards have been visible long enough to count.
  case impressions(Int)
  /// The idle time of a kiosk's visit may be over.
  case kioskIdle(visit: Int)
  /// One second of the countdown to the start page.
  case kioskCountdown(visit: Int)
  /// One second of the pause after wrong PINs.
  case pinPause
  /// A moment without a key may be over.
  case pictures
}
