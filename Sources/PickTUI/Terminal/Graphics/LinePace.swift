/// How fast a terminal takes what is sent to it, measured by its answers.
///
/// A question for its status (`CSI 5 n`) is answered when everything before it has been taken, however
/// many buffers lie between: no other sign says so for a serial line, a pseudo-terminal and SSH alike.
struct LinePace: Equatable, Sendable {
  /// Bytes a second below which a line is too slow for pixels: half blocks stay then.
  ///
  /// The least that is sent at once (4 KiB) holds up a key by a sixteenth of a second at this speed.
  static let least = 64 << 10
  /// Bytes that are not measured by themselves: how long the answer is on its way would count.
  static let fewest = 2048
  /// Bytes that may be on their way at once.
  private static let windows = 4 << 10...64 << 10
  /// Questions that wait for an answer; a terminal that gives none is not asked any more.
  private static let mostQuestions = 8
  /// Milliseconds after which an answer is taken for lost; it would be on its way no longer.
  private static let longestWait: Int64 = 120_000
  private static let question = Array("\u{1B}[5n".utf8)

  private struct Question: Equatable {
    let bytes: Int
    let since: Int64
  }

  private var open: [Question] = []
  private var answeredAt = Int64.min
  /// The last speed that was measured; `nil` before.
  private(set) var bytesPerSecond: Int?
  /// The speed measured before the last one.
  private var earlierBytesPerSecond: Int?

  /// When what was asked last began to be written; `nil` when everything was answered.
  var askedAt: Int64? { open.last?.since }

  /// Whether everything measured has been answered.
  var isAnswered: Bool { open.isEmpty }

  /// Whether pixels may be sent.
  ///
  /// One late answer may be that of a terminal that was busy with something else; of a line that was
  /// fast it takes two in a row to say that it is slow.
  var isFast: Bool { max(bytesPerSecond ?? 0, earlierBytesPerSecond ?? 0) >= Self.least }

  /// Bytes that hold up a key by a twentieth of a second, within bounds.
  var window: Int {
    min(
      Self.windows.upperBound, max(Self.windows.lowerBound, (bytesPerSecond ?? 0) / 20))
  }

  /// The question to send behind bytes that were begun to be written at a time, in milliseconds.
  ///
  /// - Returns: nothing where there is nothing to be learnt.
  mutating func question(behind bytes: Int, since start: Int64) -> [UInt8] {
    open.removeAll { start - $0.since > Self.longestWait }
    guard bytes > 0, open.count < Self.mostQuestions else { return [] }
    guard bytes >= Self.fewest || bytesPerSecond == nil else { return [] }
    open.append(Question(bytes: bytes, since: start))
    return Self.question
  }

  /// Answers on their way may go to another program.
  mutating func forgetQuestions() { open = [] }

  /// An answer came.
  mutating func answer(at now: Int64) {
    guard !open.isEmpty else { return }
    let question = open.removeFirst()
    func speed(since start: Int64) -> Int {
      Int(clamping: Int64(question.bytes) * 1000 / max(1, now - start))
    }
    // What was sent while others waited began to be taken when those were done. Answers that were
    // read late seem to come one on the other, so that only the whole time proves a line fast.
    let slowest = speed(since: question.since)
    let fastest = speed(since: max(question.since, answeredAt))
    answeredAt = now
    let speed = slowest >= Self.least ? slowest : fastest
    // What may be either says nothing; few bytes prove that a line is fast, but not that it is slow.
    guard slowest >= Self.least || fastest < Self.least && question.bytes >= Self.fewest else {
      return
    }
    (earlierBytesPerSecond, bytesPerSecond) = (bytesPerSecond, speed)
  }
}
