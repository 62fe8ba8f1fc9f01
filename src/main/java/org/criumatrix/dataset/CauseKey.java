package org.criumatrix.dataset;

import org.criumatrix.matrix.CauseId;

/**
 * What makes two failures one cause: the reason that matrix.csv has for them, or else their error.
 *
 * @param why the reason; null if it is not known
 * @param error the error without passing numbers; null if the reason is known
 */
record CauseKey(String why, String error) {

  static CauseKey ofReason(String why) {
    return new CauseKey(why, null);
  }

  static CauseKey ofError(String error) {
    return new CauseKey(null, error);
  }

  private String text() {
    return why == null ? error : why;
  }

  /** Returns the permanent id: words of the text, and a part of its checksum. */
  String id() {
    return CauseId.of(text());
  }

  /** Returns an id with the whole checksum, for a cause that would have the id of another one. */
  String longId() {
    return CauseId.longOf(text());
  }
}
