public import PickModel
import Synchronization

/// Pictures of pixels that wait to be shown, as bytes of the terminal's protocol.
///
/// They are made where files are read, and sent where the terminal is: the model knows their requests
/// only.
public final class GraphicStore: Sendable {
  /// A picture that can be sent.
  struct Graphic: Equatable, Sendable {
    /// Names it for as long as it is kept.
    let id: UInt32
    /// What is sent, in order.
    let pieces: [Piece]
  }

  /// A part of a picture.
  struct Piece: Equatable, Sendable {
    /// The row of cells its cursor has to be in, counted from the upper edge of the picture.
    let row: Int
    let bytes: [UInt8]
  }

  /// Pictures that are kept: those on the screen and a few pages back.
  static let most = 8
  /// Those of them a model may count on.
  static let mostReady = 4

  private struct State {
    var graphics: [PictureRequest: Graphic] = [:]
    /// The kept ones, the one used longest ago first.
    var order: [PictureRequest] = []
    var lastID: UInt32 = 0

    mutating func use(_ request: PictureRequest) {
      order.removeAll { $0 == request }
      order.append(request)
    }
  }

  private let state = Mutex(State())

  /// A store with nothing in it.
  public init() {}

  /// Keeps a picture for a request, in the protocol the request names.
  public func keep(_ picture: RGBPicture, for request: PictureRequest) {
    guard let support = request.pixels?.support else { return }
    let id = state.withLock { state in
      state.lastID = state.lastID % 0xFF_FFFF + 1
      return state.lastID
    }
    let pieces =
      switch support.language {
      case .kitty:
        KittyImage(id: id, picture: picture).pieces.map { Piece(row: 0, bytes: $0) }
      case .sixel: SixelImage(picture).pieces(cellHeight: support.cell.height)
      }
    state.withLock { state in
      state.use(request)
      state.graphics[request] = Graphic(id: id, pieces: pieces)
      if state.order.count > Self.most {
        state.graphics[state.order.removeFirst()] = nil
      }
    }
  }

  /// The picture of a request, which counts as used.
  func graphic(for request: PictureRequest) -> Graphic? {
    state.withLock { state in
      guard let graphic = state.graphics[request] else { return nil }
      state.use(request)
      return graphic
    }
  }
}
