// Tables of step 008 and of those after 009.
extension SchemaMigration {
  /// What the pipeline does and has done (`LedgerStore`).
  static var ledger: [SQLTable] {
    [
      SQLTable(
        "pipeline_lock", key: ["month"],
        [
          SQLColumn("month", .name(bytes: 7)), SQLColumn("run", .name(bytes: 64)),
          SQLColumn("holder", .text), .number("heartbeat_at"),
        ]),
      SQLTable(
        "pipeline_stage", key: ["run", "stage"],
        [
          SQLColumn("run", .name(bytes: 64)), SQLColumn("stage", .name(bytes: 16)),
          SQLColumn("month", .name(bytes: 7)),
          SQLColumn(
            "state", .name(bytes: 16),
            check: "state IN ('running', 'done', 'failed', 'rejected')"),
          SQLColumn("input", .text), SQLColumn("output", .text).optional,
          SQLColumn("details", .longText), SQLColumn("version", .text), .number("started_at"),
          .number("ended_at").optional,
        ], indexes: [SQLIndex("pipeline_stage_by_month", ["month", "stage", "started_at"])]),
      SQLTable(
        "model_version",
        [
          SQLColumn("id", .name(bytes: 64)), SQLColumn("month", .name(bytes: 7)).optional,
          SQLColumn("run", .name(bytes: 64)).optional,
          SQLColumn(
            "state", .name(bytes: 16),
            check: "state IN ('challenger', 'champion', 'previous', 'rejected')"),
          .number("made_at"), .number("promoted_at").optional, .number("replaced_at").optional,
          SQLColumn("history", .longText),
        ]),
    ]
  }

  /// What outside catalogues know of titles (`TitleNotes`); keywords are lines.
  static var notes: SQLTable {
    SQLTable(
      TitleNoteRow.table, key: ["title"],
      [
        .reference("title", to: "title", named: "note_title"),
        SQLColumn("stars", .real, check: "stars BETWEEN 0 AND 5").optional,
        .number("ratings", check: "ratings >= 0"), SQLColumn("imdb", .text).optional,
        .number("tmdb", check: "tmdb >= 0").optional, SQLColumn("keywords", .longText),
      ])
  }

  /// How a viewer arranged home (`HomeArrangement`).
  static var homeShelves: SQLTable {
    SQLTable(
      HomeShelfRow.table, key: ["viewer", "shelf"],
      [
        .reference("viewer", to: "viewer", named: "home_shelf_viewer"),
        SQLColumn("shelf", .name(bytes: 32)), .number("place", check: "place >= 0"),
        SQLColumn("is_on", .integer(bytes: 1), check: "is_on IN (0, 1)"),
      ])
  }
}
