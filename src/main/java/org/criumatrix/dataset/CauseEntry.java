package org.criumatrix.dataset;

import java.util.List;

/**
 * Why cells fail: one cause of matrix.csv, even if no cell of these runs met it, or one error whose
 * cause is not known.
 *
 * @param id a part of the text and four hexadecimal digits over it
 * @param why the cause; null if it is not known
 * @param errors the errors that CRIU or the program printed, without passing numbers, most frequent
 *     first
 * @param phases phases that failed
 * @param harms what it does to the program
 * @param issue where it is discussed, an address or a commit; null without one
 * @param fixed the first CRIU without it; null if there is none
 * @param remedies what makes it work, and in brackets a case that shows it
 * @param traits what the programs hold that meet it, if matrix.csv says so
 * @param cases ids of the cases that fail by it
 * @param builds CRIU builds that it was seen with, the newest first
 * @param kernels kernel releases that it was seen on
 * @param worksWith builds with which a case works that failed by it with another build, the newest
 *     first
 * @param cells cells whose newest result is a failure by it
 * @param firstSeen when the first run that met it started, ISO 8601; null if none did
 * @param lastSeen when the last cell that met it ended; null if none did
 * @param kernelPattern the kernels that have it by matrix.csv, {@code >=6.16}; null: all
 * @param patterns parts of errors, and globs over them, by which matrix.csv recognizes it
 * @param status {@code open}, {@code fixed upstream} (and not in the newest build here), {@code
 *     fixed} (the newest build no longer has it), {@code back} (recorded as fixed, and seen in a
 *     build with the fix)
 */
public record CauseEntry(
    String id,
    String why,
    List<String> errors,
    List<String> phases,
    List<String> harms,
    String issue,
    String fixed,
    List<String> remedies,
    List<String> traits,
    List<String> cases,
    List<String> builds,
    List<String> kernels,
    List<String> worksWith,
    int cells,
    String firstSeen,
    String lastSeen,
    String status,
    String kernelPattern,
    List<String> patterns) {}
