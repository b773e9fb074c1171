import PickModel
import Testing

@Suite("Windows of availability")
struct AvailabilityTests {
  private let noon = Instant(secondsSince1970: 43_200)

  @Test("the start belongs to the window, the end does not")
  func borders() {
    let window = Availability(start: noon, end: noon.advanced(bySeconds: 60))
    #expect(!window.contains(noon.advanced(bySeconds: -1)))
    #expect(window.contains(noon))
    #expect(window.contains(noon.advanced(bySeconds: 59)))
    #expect(!window.contains(noon.advanced(bySeconds: 60)))
  }

  @Test("a missing border is open")
  func open() {
    #expect(Availability.always.contains(noon))
    #expect(Availability(start: nil, end: noon).contains(Instant(secondsSince1970: -1)))
    #expect(!Availability(start: nil, end: noon).contains(noon))
    #expect(Availability(start: noon, end: nil).contains(noon.advanced(bySeconds: 1_000_000)))
  }

  @Test("a window that ends before it starts is never open")
  func backwards() {
    let window = Availability(start: noon, end: noon.advanced(bySeconds: -1))
    #expect(!window.contains(noon))
    #expect(!window.contains(noon.advanced(bySeconds: -2)))
  }
}
