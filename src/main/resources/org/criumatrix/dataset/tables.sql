-- The tables of data.sqlite. docs/data.md explains them; columns have the names of the fields of data.json where they can.
-- SQL reserves some names: case is case_id, from and to are from_id and to_id, of is tried.
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE machines (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, architecture TEXT NOT NULL, distribution TEXT NOT NULL, processor TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE machine_lacks (machine TEXT NOT NULL REFERENCES machines, capability TEXT NOT NULL, PRIMARY KEY (machine, capability)) WITHOUT ROWID;
CREATE TABLE machine_facts (machine TEXT NOT NULL REFERENCES machines, fact TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (machine, fact)) WITHOUT ROWID;

-- rank: 1 for the oldest, as versions are ordered.
CREATE TABLE builds (
  id TEXT PRIMARY KEY, rank INTEGER NOT NULL,
  works INTEGER NOT NULL, refuses INTEGER NOT NULL, fails INTEGER NOT NULL, unavailable INTEGER NOT NULL, broken INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE build_programs (build TEXT NOT NULL REFERENCES builds, package_version TEXT, origin TEXT, sha256 TEXT, git_id TEXT);
CREATE TABLE kernels (
  id TEXT PRIMARY KEY, series TEXT NOT NULL, rank INTEGER NOT NULL,
  works INTEGER NOT NULL, refuses INTEGER NOT NULL, fails INTEGER NOT NULL, unavailable INTEGER NOT NULL, broken INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE runs (
  id TEXT PRIMARY KEY, started TEXT NOT NULL, ended TEXT, suite TEXT NOT NULL, submitted_by TEXT, planned INTEGER NOT NULL, cells INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE run_machines (run TEXT NOT NULL REFERENCES runs, host TEXT NOT NULL, machine TEXT NOT NULL REFERENCES machines, PRIMARY KEY (run, host)) WITHOUT ROWID;
CREATE TABLE run_builds (run TEXT NOT NULL REFERENCES runs, build TEXT NOT NULL REFERENCES builds, PRIMARY KEY (run, build)) WITHOUT ROWID;
CREATE TABLE run_kernels (run TEXT NOT NULL REFERENCES runs, kernel TEXT NOT NULL REFERENCES kernels, PRIMARY KEY (run, kernel)) WITHOUT ROWID;
CREATE TABLE run_tools (run TEXT NOT NULL REFERENCES runs, tool TEXT NOT NULL, version TEXT NOT NULL, PRIMARY KEY (run, tool)) WITHOUT ROWID;
CREATE TABLE run_selection (run TEXT NOT NULL REFERENCES runs, option TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (run, option)) WITHOUT ROWID;

CREATE TABLE rows (
  id TEXT PRIMARY KEY, title TEXT NOT NULL,
  works INTEGER NOT NULL, refuses INTEGER NOT NULL, fails INTEGER NOT NULL, unavailable INTEGER NOT NULL, broken INTEGER NOT NULL
) WITHOUT ROWID;
-- cells: what -Dcells selects its cases by.
CREATE TABLE situations (id TEXT PRIMARY KEY, title TEXT NOT NULL, about TEXT NOT NULL, row TEXT NOT NULL, cells TEXT NOT NULL, needs TEXT) WITHOUT ROWID;
CREATE TABLE situation_words (situation TEXT NOT NULL REFERENCES situations, word TEXT NOT NULL, PRIMARY KEY (situation, word)) WITHOUT ROWID;
CREATE TABLE objects (id TEXT PRIMARY KEY, about TEXT, situation TEXT REFERENCES situations) WITHOUT ROWID;
CREATE TABLE object_values (object TEXT NOT NULL REFERENCES objects, value TEXT NOT NULL, PRIMARY KEY (object, value)) WITHOUT ROWID;
CREATE TABLE applications (id TEXT PRIMARY KEY, about TEXT NOT NULL, situation TEXT REFERENCES situations) WITHOUT ROWID;
CREATE TABLE cases (
  id TEXT PRIMARY KEY, row TEXT NOT NULL, about TEXT, situation TEXT REFERENCES situations, role TEXT NOT NULL,
  object TEXT REFERENCES objects, application TEXT REFERENCES applications
) WITHOUT ROWID;

CREATE TABLE causes (
  id TEXT PRIMARY KEY, why TEXT, issue TEXT, fixed TEXT, kernel_pattern TEXT, status TEXT NOT NULL, cells INTEGER NOT NULL,
  first_seen TEXT, last_seen TEXT
) WITHOUT ROWID;
CREATE TABLE cause_errors (cause TEXT NOT NULL REFERENCES causes, rank INTEGER NOT NULL, error TEXT NOT NULL, PRIMARY KEY (cause, rank)) WITHOUT ROWID;
CREATE TABLE cause_patterns (cause TEXT NOT NULL REFERENCES causes, pattern TEXT NOT NULL, PRIMARY KEY (cause, pattern)) WITHOUT ROWID;
CREATE TABLE cause_remedies (cause TEXT NOT NULL REFERENCES causes, rank INTEGER NOT NULL, remedy TEXT NOT NULL, PRIMARY KEY (cause, rank)) WITHOUT ROWID;
CREATE TABLE cause_traits (cause TEXT NOT NULL REFERENCES causes, trait TEXT NOT NULL, PRIMARY KEY (cause, trait)) WITHOUT ROWID;
CREATE TABLE cause_works_with (cause TEXT NOT NULL REFERENCES causes, build TEXT NOT NULL REFERENCES builds, PRIMARY KEY (cause, build)) WITHOUT ROWID;

CREATE TABLE options (
  id TEXT PRIMARY KEY,
  works INTEGER NOT NULL, refuses INTEGER NOT NULL, fails INTEGER NOT NULL, unavailable INTEGER NOT NULL, broken INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE option_solves (option TEXT NOT NULL REFERENCES options, cause TEXT NOT NULL REFERENCES causes, PRIMARY KEY (option, cause)) WITHOUT ROWID;
CREATE TABLE traits (
  id TEXT PRIMARY KEY, meaning TEXT NOT NULL,
  works INTEGER NOT NULL, refuses INTEGER NOT NULL, fails INTEGER NOT NULL, unavailable INTEGER NOT NULL, broken INTEGER NOT NULL
) WITHOUT ROWID;

-- key: short, for other tables of this file; id is the permanent one. latest: 1 or 0.
CREATE TABLE cells (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, run TEXT NOT NULL REFERENCES runs, machine TEXT NOT NULL REFERENCES machines,
  case_id TEXT NOT NULL REFERENCES cases, criu TEXT NOT NULL REFERENCES builds, privilege TEXT NOT NULL, runtime TEXT NOT NULL,
  host TEXT NOT NULL, kernel TEXT NOT NULL REFERENCES kernels, verdict TEXT NOT NULL, phase TEXT, error TEXT, error_id TEXT,
  cause TEXT REFERENCES causes, harm TEXT, judgement TEXT NOT NULL, attempts INTEGER NOT NULL, worked INTEGER NOT NULL,
  dump_ms REAL, frozen_ms REAL, restore_ms REAL, wall_ms REAL, image_bytes INTEGER, ended TEXT, program TEXT, latest INTEGER NOT NULL
);
CREATE TABLE cell_runs (cell INTEGER NOT NULL REFERENCES cells, run TEXT NOT NULL REFERENCES runs, PRIMARY KEY (cell, run)) WITHOUT ROWID;
CREATE TABLE cell_options (cell INTEGER NOT NULL REFERENCES cells, rank INTEGER NOT NULL, option TEXT NOT NULL, value TEXT, PRIMARY KEY (cell, rank)) WITHOUT ROWID;
CREATE TABLE cell_traits (cell INTEGER NOT NULL REFERENCES cells, trait TEXT NOT NULL REFERENCES traits, size TEXT, PRIMARY KEY (cell, trait)) WITHOUT ROWID;
CREATE TABLE cell_commands (cell INTEGER NOT NULL REFERENCES cells, rank INTEGER NOT NULL, command TEXT NOT NULL, PRIMARY KEY (cell, rank)) WITHOUT ROWID;

CREATE TABLE answers (
  key INTEGER PRIMARY KEY, situation TEXT NOT NULL REFERENCES situations, criu TEXT NOT NULL REFERENCES builds,
  kernel TEXT NOT NULL REFERENCES kernels, privilege TEXT NOT NULL, runtime TEXT NOT NULL, host TEXT NOT NULL, verdict TEXT NOT NULL,
  ways INTEGER NOT NULL, working INTEGER NOT NULL, way TEXT REFERENCES cases, reason TEXT, latest TEXT,
  UNIQUE (situation, criu, kernel, privilege, runtime, host)
);
CREATE TABLE answer_options (answer INTEGER NOT NULL REFERENCES answers, rank INTEGER NOT NULL, option TEXT NOT NULL, PRIMARY KEY (answer, rank)) WITHOUT ROWID;
CREATE TABLE answer_causes (answer INTEGER NOT NULL REFERENCES answers, rank INTEGER NOT NULL, cause TEXT NOT NULL REFERENCES causes, PRIMARY KEY (answer, rank)) WITHOUT ROWID;
CREATE TABLE answer_cells (answer INTEGER NOT NULL REFERENCES answers, cell INTEGER NOT NULL REFERENCES cells, PRIMARY KEY (answer, cell)) WITHOUT ROWID;
-- agrees: 1 for a machine with these cells, 0 for one on which a case has another verdict.
CREATE TABLE answer_machines (answer INTEGER NOT NULL REFERENCES answers, machine TEXT NOT NULL REFERENCES machines, agrees INTEGER NOT NULL, PRIMARY KEY (answer, machine, agrees)) WITHOUT ROWID;

CREATE TABLE rates (
  cell TEXT NOT NULL, case_id TEXT NOT NULL REFERENCES cases, criu TEXT NOT NULL REFERENCES builds, kernel TEXT NOT NULL REFERENCES kernels,
  attempts INTEGER NOT NULL, worked INTEGER NOT NULL, upper REAL NOT NULL, PRIMARY KEY (cell, criu, kernel)
) WITHOUT ROWID;
CREATE TABLE changes (
  along TEXT NOT NULL, case_id TEXT NOT NULL REFERENCES cases, privilege TEXT NOT NULL, runtime TEXT NOT NULL, host TEXT NOT NULL,
  criu TEXT REFERENCES builds, kernel TEXT REFERENCES kernels, machine TEXT REFERENCES machines, from_id TEXT NOT NULL, to_id TEXT NOT NULL,
  before TEXT NOT NULL, after TEXT NOT NULL, phase_before TEXT, phase_after TEXT, direction TEXT NOT NULL, cause TEXT REFERENCES causes,
  cell_before TEXT NOT NULL REFERENCES cells (id), cell_after TEXT NOT NULL REFERENCES cells (id)
);
CREATE TABLE trends (
  kind TEXT NOT NULL, id TEXT NOT NULL, run TEXT NOT NULL REFERENCES runs, date TEXT NOT NULL, criu TEXT NOT NULL REFERENCES builds,
  kernel TEXT NOT NULL REFERENCES kernels, works INTEGER NOT NULL, tried INTEGER NOT NULL, cells TEXT NOT NULL, PRIMARY KEY (kind, id, run, criu, kernel)
) WITHOUT ROWID;
