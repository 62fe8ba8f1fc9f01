package org.criumatrix.cell;

import java.util.List;

/** Both ends of a conversation, at their end. */
public record FinishedTalk(List<Finished> ends) {

  /** As {@link Finished#hasTheAnswerOfAnUninterruptedRun}, of each: whichever was dumped. */
  public void hasTheAnswersOfAnUninterruptedRun() {
    ends.forEach(Finished::hasTheAnswerOfAnUninterruptedRun);
  }
}
