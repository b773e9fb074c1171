package import PickModel

// The numbers that small enumerations are stored as, the same in every home of the stores.

extension Title.Kind {
  /// The number a kind is stored as.
  package var storedCode: Int64 {
    switch self {
    case .film: 0
    case .series: 1
    }
  }

  /// The kind a number stands for.
  package init?(storedCode code: Int64) {
    switch code {
    case 0: self = .film
    case 1: self = .series
    default: return nil
    }
  }
}

extension Category {
  /// The number a category is stored as.
  package var storedCode: Int64 {
    switch self {
    case .broadcast: 0
    case .drama: 1
    case .film: 2
    case .kids: 3
    case .animation: 4
    }
  }

  /// The category a number stands for.
  package init?(storedCode code: Int64) {
    switch code {
    case 0: self = .broadcast
    case 1: self = .drama
    case 2: self = .film
    case 3: self = .kids
    case 4: self = .animation
    default: return nil
    }
  }
}

extension WatchEvent.Source {
  /// The number a source is stored as.
  package var storedCode: Int64 {
    switch self {
    case .player: 0
    case .marked: 1
    case .imported: 2
    case .demo: 3
    }
  }

  /// The source a number stands for.
  package init?(storedCode code: Int64) {
    switch code {
    case 0: self = .player
    case 1: self = .marked
    case 2: self = .imported
    case 3: self = .demo
    default: return nil
    }
  }
}
