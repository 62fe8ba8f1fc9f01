-- Indexes and views of data.sqlite, which are made after the tables are filled.
CREATE INDEX cells_by_case ON cells (case_id, criu, kernel);
CREATE INDEX cells_by_cause ON cells (cause);
CREATE INDEX cells_by_run ON cells (run);
CREATE INDEX cells_by_verdict ON cells (verdict, criu);
CREATE INDEX cell_runs_by_run ON cell_runs (run);
CREATE INDEX cell_options_by_option ON cell_options (option);
CREATE INDEX cell_traits_by_trait ON cell_traits (trait);
CREATE INDEX cases_by_situation ON cases (situation);
CREATE INDEX situation_words_by_word ON situation_words (word);
CREATE INDEX answers_by_verdict ON answers (verdict);
CREATE INDEX answer_causes_by_cause ON answer_causes (cause);
CREATE INDEX changes_by_to ON changes (along, to_id, direction);
-- The newest result of each cell on each kernel and machine.
CREATE VIEW latest_cells AS SELECT * FROM cells WHERE latest = 1;
