package org.criumatrix.dataset;

import java.util.List;

/**
 * What a user asks about.
 *
 * @param id {@code mpi-openmpi}
 * @param title {@code MPI with Open MPI}
 * @param about one sentence
 * @param row the row of its cases
 * @param words what users call it, too
 * @param cases ids of its cases
 * @param cells what {@code -Dcells} selects the cases by that a careful user would choose from
 * @param needs what these need apart from options of CRIU, as it follows "with"; null: nothing
 */
public record SituationEntry(
    String id,
    String title,
    String about,
    String row,
    List<String> words,
    List<String> cases,
    String cells,
    String needs) {}
