import PickClient
import PickModel
import PickPictures
import PickTUI

/// Fetches titles' pictures from the service, has them read in a process of their own and draws them in
/// a theme's colours.
struct PicturePainter: PictureSource {
  private let service: any PickService
  private let decoder: PictureDecoder
  private let themes: @Sendable (String) -> Theme?
  private let graphics: GraphicStore

  /// A painter.
  ///
  /// - Parameters:
  ///   - service: who has the pictures.
  ///   - executable: the program's own path, for the process that reads them.
  ///   - themes: finds a theme by its name.
  ///   - graphics: takes pictures of pixels.
  init(
    service: any PickService, executable: String,
    themes: @escaping @Sendable (String) -> Theme?, graphics: GraphicStore
  ) {
    self.service = service
    decoder = PictureDecoder(executable: executable)
    self.themes = themes
    self.graphics = graphics
  }

  func pigments(for request: PictureRequest) async -> [UInt8]? {
    guard let theme = themes(request.theme),
      let file = try? await service.picture(request.subject, width: request.width)
    else { return nil }
    let width = request.width.rawValue
    let read = await decoder.pixels(of: file, width: width, height: 2 * width)
    guard case .success(let picture) = read else { return nil }
    if let backdrop = PixelBackdrop(request) {
      guard let shown = backdrop.pixels(of: picture, on: theme) else { return nil }
      graphics.keep(shown, for: request)
      return []
    }
    return PictureQuantiser(theme: theme, mode: request.mode).pigments(of: picture, for: request)
  }
}
