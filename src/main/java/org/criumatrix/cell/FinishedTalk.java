package org.criumatrix.cell;

import java.util.List;

/** Both ends of a conversation that has ended. */
public record FinishedTalk(List<Finished> ends) {

  /**
   * Checks both ends like {@link Finished#hasTheAnswerOfAnUninterruptedRun}, no matter which was
   * dumped.
   */
  public void hasTheAnswersOfAnUninterruptedRun() {
    ends.forEach(Finished::hasTheAnswerOfAnUninterruptedRun);
  }
}
