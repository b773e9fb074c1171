import PickModel
import PickTestSupport
import Testing

@testable import PickImport

@Suite("Asset names")
struct AssetNameParserTests {
  @Test(
    "season and number are found",
    arguments: [
      Row("소방서 옆 경찰서 05회", "소방서 옆 경찰서", 1, 5),
      Row("인간극장 1369회", "인간극장", 1, 1369),
      Row("전원일기 46회.", "전원일기", 1, 46),
      Row("슬기로운 생활 시즌2 8화", "슬기로운 생활", 2, 8),
      Row("나는 솔로 22기 05회", "나는 솔로", 22, 5),
      Row("The Show Part 3 20회", "The Show", 3, 20),
      Row("더 글로리 파트2 3화", "더 글로리", 2, 3),
      Row("무한도전 100", "무한도전", 1, 100),
      Row("드라마 E05", "드라마", 1, 5),
      Row("드라마 S02E05", "드라마", 2, 5),
      Row("드라마 S2 EP.5", "드라마", 2, 5),
      Row("드라마 Season 3 Episode 12", "드라마", 3, 12),
      Row("드라마 제5회", "드라마", 1, 5),
      Row("드라마 5 회", "드라마", 1, 5),
      Row("(자막) 드라마 07회", "드라마", 1, 7),
      Row("[HD] 드라마 07회 (더빙)", "드라마", 1, 7),
      Row("드라마(3회)", "드라마", 1, 3),
      Row("드라마 #12", "드라마", 1, 12),
      Row("드라마 5부", "드라마", 1, 5),
      Row("드라마 0회", "드라마", 1, 0),
      Row("드라마 0005회", "드라마", 1, 5),
      Row("드라마 ０５회", "드라마", 1, 5),
      Row("드라마 100회 특집", "드라마", 1, 100),
      Row("드라마 100회특집", "드라마", 1, 100),
      Row("드라마 2시즌 4회", "드라마", 2, 4),
      Row("드라마 시즌.2 4회", "드라마", 2, 4),
      Row("드라마 시즌0 4회", "드라마", 1, 4),
      Row("드라마 16회(최종회)", "드라마", 1, 16),
      Row("드라마 2023년 12회", "드라마", 1, 12),
      Row("한문철의 블랙박스 3강", "한문철의 블랙박스", 1, 3),
    ])
  func found(row: Row) {
    let episode = AssetNameParser.parse(row.name, cleanName: row.clean, isFilm: false)
    #expect(episode == ParsedEpisode(season: row.season, number: row.number))
  }

  @Test(
    "numbers of the title are no numbers of the episode",
    arguments: [
      Row("1박 2일 시즌4 05회", "1박 2일", 4, 5),
      Row("1박2일 시즌4 05회", "1박 2일 시즌4", 4, 5),
      Row("응답하라 1988 05회", "응답하라 1988", 1, 5),
      Row("응답하라1988 5", "응답하라 1988", 1, 5),
      Row("100분 토론 1020회", "100분 토론", 1, 1020),
      Row("놀라운 토요일 2 15회", "놀라운 토요일 2", 1, 15),
      Row("Studio 1 12회", "Studio 1", 1, 12),
      Row("1회용 인간 3회", "1회용 인간", 1, 3),
      Row("KBS 역사저널 그날 30회", "역사저널 그날", 1, 30),
      Row("채널 1 10회", "채널 1", 1, 10),
      Row("채널 10회", "채널 1", 1, 10),
    ])
  func insideTitles(row: Row) {
    let episode = AssetNameParser.parse(row.name, cleanName: row.clean, isFilm: false)
    #expect(episode == ParsedEpisode(season: row.season, number: row.number))
  }

  @Test(
    "names without a number have none",
    arguments: [
      ("소방서 옆 경찰서", "소방서 옆 경찰서"), ("응답하라 1988", "응답하라 1988"), ("드라마 최종회", "드라마"),
      ("드라마 마지막회", "드라마"), ("드라마 스페셜 2회", "드라마"), ("드라마 5회 예고", "드라마"), ("드라마 메이킹 3", "드라마"),
      ("뉴스 2023", "뉴스"), ("뉴스 20230805", "뉴스"), ("뉴스 230805", "뉴스"), ("뉴스 2023.08.05", "뉴스"),
      ("뉴스 0805", "뉴스"), ("드라마 시즌2", "드라마"), ("드라마 3부작", "드라마"), ("드라마 1-2", "드라마"),
      ("다른 이름 7", "드라마"),
      ("드라마 Trailer 2", "드라마"), ("드라마 MV 3", "드라마"), ("드라마 OST 1", "드라마"),
      ("", "드라마"), ("드라마 3", ""), ("드라마 특집 3회", "드라마"),
    ])
  func none(name: String, clean: String) {
    #expect(AssetNameParser.parse(name, cleanName: clean, isFilm: false) == nil)
  }

  @Test("films are never parsed", arguments: ["타짜 2", "분노의 질주 10", "살인자의 기억법 1부", "300", "영화 05회"])
  func films(name: String) {
    #expect(AssetNameParser.parse(name, cleanName: "영화", isFilm: true) == nil)
  }

  @Test(
    "a range is its own asset, numbered by its first episode",
    arguments: [
      "드라마 1~2회", "드라마 1-2회", "드라마 1회~2회", "드라마 01, 02회", "드라마 1,2화",
    ])
  func ranges(name: String) {
    let episode = AssetNameParser.parse(name, cleanName: "드라마", isFilm: false)
    #expect(episode == ParsedEpisode(number: 1, last: 2))
  }

  @Test(
    "parts of one episode keep its number and are told apart",
    arguments: [
      ("드라마 12회 2부", 1, 12, 2), ("드라마 12회(2부)", 1, 12, 2), ("드라마 시즌2 파트1 5화", 2, 5, 1),
    ])
  func parts(name: String, season: Int, number: Int, part: Int) {
    let episode = AssetNameParser.parse(name, cleanName: "드라마", isFilm: false)
    #expect(episode == ParsedEpisode(season: season, number: number, part: part))
  }

  @Test("no name, however odd, stops the parser")
  func anything() {
    let pieces = [
      "드라마", "5", "회", "~", "시즌", "2", "(", ")", "S", "E", ".", " ", "부", "Part", "기",
      "99999999999999999999",
    ]
    var generator = SplitMix64(seed: 5)
    for _ in 0..<500 {
      let name = (0..<6).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      let episode = AssetNameParser.parse(name, cleanName: "드라마", isFilm: false)
      #expect(episode.map { $0.season > 0 && $0.number >= 0 } ?? true)
    }
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let clean: String
    let season: Int
    let number: Int

    init(_ name: String, _ clean: String, _ season: Int, _ number: Int) {
      (self.name, self.clean, self.season, self.number) = (name, clean, season, number)
    }

    var testDescription: String { name }
  }
}
