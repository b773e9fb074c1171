import ArgumentParser
import PickTUI

/// `pick --replay F`: plays a recorded run without a terminal and prints its last frame.
enum Replay {
  static func run(_ path: String) throws {
    let recording: Recording
    do {
      recording = try Recording(path: path)
    } catch {
      switch error {
      case .unreadable:
        throw Failure(.unavailable, "\(path) cannot be read.")
      case .malformed(let line):
        throw Failure(.badData, "\(path):\(line) is not a line of a recorded run.")
      }
    }
    let frame = recording.lastFrame()
    print(frame.text)
    guard recording.agrees(with: frame) else {
      throw Failure(.badData, "This frame differs from the recorded one.")
    }
  }
}
