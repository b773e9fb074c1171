import PickTestRunning
import Testing

/// All journeys, one after the other: each of them drives real programs, and few cores share them.
@Suite(.serialized, .onOwnThreads)
enum Journeys {}
