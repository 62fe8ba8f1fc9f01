package org.criumatrix.situation;

import java.util.List;

/**
 * What users ask about, such as "MPI with Open MPI".
 *
 * @param id its name in links and in the data, {@code mpi-openmpi}; it never changes
 * @param title a few words
 * @param about one sentence
 * @param row the row of all its cases
 * @param words other words for it, in lower case
 * @param needs what a careful user sets up apart from options of CRIU, as it follows "with": {@code
 *     mariadbd --innodb-use-native-aio=0}; null: nothing
 */
public record Situation(
    String id, String title, String about, String row, List<String> words, String needs) {}
