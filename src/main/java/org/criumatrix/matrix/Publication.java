package org.criumatrix.matrix;

import java.util.List;

/** The publication whose table the suite reproduces. */
public final class Publication {

  public static final String TITLE =
      "CRIU - Checkpoint Restore in Userspace for computational simulations and scientific applications";

  public static final String ARXIV = "2402.05244";

  /** Its id, which every page and table names. */
  public static final String ID = "arXiv:" + ARXIV;

  public static final String ADDRESS = "https://arxiv.org/abs/" + ARXIV;
  public static final String DOI = "10.1051/epjconf/202429507046";
  public static final int YEAR = 2024;

  /** The authors as {@code Family, Given}. */
  public static final List<String> AUTHORS =
      List.of(
          "Andrijauskas, Fabio",
          "Sfiligoi, Igor",
          "Davila, Diego",
          "Arora, Aashay",
          "Guiang, Jonathan",
          "Bockelman, Brian",
          "Thain, Greg",
          "Würthwein, Frank");

  private Publication() {}

  /** Returns the citation for readers, without the id. */
  public static String citation() {
    var first = AUTHORS.get(0);
    return "%s et al.: %s, %d.".formatted(first.substring(0, first.indexOf(',')), TITLE, YEAR);
  }
}
