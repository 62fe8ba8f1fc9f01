package org.criumatrix.dataset;

import java.util.List;

/**
 * What runs of many machines have shown, as {@code data.json} has it; {@code docs/data.schema.json}
 * describes that file. Lists are sorted by id, and ids are permanent.
 *
 * @param format always {@link #FORMAT}
 * @param version {@link #VERSION}; it grows when a field changes its meaning or is removed
 * @param made when it was made, ISO 8601
 * @param suite version of criu-matrix that made it
 * @param publication the evaluation that the rows come from
 * @param cells results of cells; a result that several runs have in succession is one entry
 * @param answers what each situation comes to in each context that was tried
 * @param rates how often repeated cells worked
 * @param changes what changed from build to build, kernel to kernel and run to run
 * @param trends how much worked in each run
 */
public record DataSet(
    String format,
    int version,
    String made,
    String suite,
    Publication publication,
    List<MachineEntry> machines,
    List<RunEntry> runs,
    List<BuildEntry> builds,
    List<KernelEntry> kernels,
    List<RowEntry> rows,
    List<SituationEntry> situations,
    List<CaseEntry> cases,
    List<CauseEntry> causes,
    List<ObjectEntry> objects,
    List<ApplicationEntry> applications,
    List<OptionEntry> options,
    List<TraitEntry> traits,
    List<CellEntry> cells,
    List<Answer> answers,
    List<Rate> rates,
    List<Change> changes,
    List<Trend> trends) {

  public static final String FORMAT = "criu-matrix data";
  public static final int VERSION = 1;

  /**
   * The publication that this work starts from.
   *
   * @param url where it is found
   */
  public record Publication(String title, String arxiv, String url) {}
}
