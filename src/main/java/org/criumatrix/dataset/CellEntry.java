package org.criumatrix.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A result of a cell. Consecutive runs with the same result of the same cell are one entry, with
 * the details of the newest: the same kernel, machine and CRIU program, and the same verdict, phase
 * and cause. So an entry begins where a result changed, and nothing but measurements of older runs
 * is left out. If a run tried the cell several times, it is the one that is not as expected, if
 * there is one.
 *
 * @param id {@code RUN/CELL}
 * @param run the newest run with this result
 * @param machine id of the machine
 * @param verdict a verdict's key, {@code works}
 * @param phase of a failure: the phase that failed
 * @param error of a failure: the error; of an unavailable cell: the reason
 * @param errorId name of an error that the suite describes itself
 * @param cause of a failure: id of its cause
 * @param harm what it does to the program; null if it is not known
 * @param judgement {@code as expected}, {@code regression}, {@code improvement}, {@code changed}
 * @param traits what the program held; null if not known
 * @param options what the dump was given; null if not known
 * @param commands what was run, as an operator would type it
 * @param attempts how often it was tried in these runs
 * @param worked how many of these attempts worked, or were refused as they had to be
 * @param dumpMs milliseconds; null where it did not happen, as the other times
 * @param imageBytes size of the images
 * @param ended ISO 8601
 * @param program SHA-256 of the CRIU program; null if it is not known
 * @param runs ids of the runs with this result, the oldest first; the last is {@code run}
 * @param latest whether it is the newest result of this cell on this kernel and machine, among own
 *     runs or among those of the same submitter
 */
public record CellEntry(
    String id,
    String run,
    String machine,
    @JsonProperty("case") String caseId,
    String criu,
    String privilege,
    String runtime,
    String host,
    String kernel,
    String verdict,
    String phase,
    String error,
    String errorId,
    String cause,
    String harm,
    String judgement,
    List<String> traits,
    List<String> options,
    List<String> commands,
    int attempts,
    int worked,
    Double dumpMs,
    Double frozenMs,
    Double restoreMs,
    Double wallMs,
    Long imageBytes,
    String ended,
    String program,
    List<String> runs,
    boolean latest) {

  private static final Pattern AS_ACCOUNT = Pattern.compile("^setpriv --reuid=[1-9]");

  /**
   * Returns whether the program came to its answer after the restore, even if a check of the host
   * found something afterwards.
   */
  public boolean cameToItsAnswer() {
    return Verdicts.works(this);
  }

  /**
   * Returns the privilege with which a user calls CRIU or the engine. A cell of root whose engine
   * an ordinary account calls is without root for this account.
   */
  public String caller() {
    var isOthers =
        privilege.equals("root")
            && commands != null
            && !commands.isEmpty()
            && commands.stream().allMatch(c -> AS_ACCOUNT.matcher(c).find());
    return isOthers ? "unprivileged" : privilege;
  }

  /**
   * Returns the options of CRIU that a user has to give for the same: those of the record, with
   * their values, and the names of those that only its commands have.
   */
  public List<String> optionsForUsers() {
    return UserOptions.of(this);
  }
}
