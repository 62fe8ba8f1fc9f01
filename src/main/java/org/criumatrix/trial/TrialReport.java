package org.criumatrix.trial;

import java.time.Duration;
import java.util.List;
import org.criumatrix.program.Reference;

/**
 * Everything that a trial has found.
 *
 * @param reference the uninterrupted runs
 * @param ready how long the program takes to be ready
 * @param whole how long it takes to end
 * @param notes what is remarkable about uninterrupted runs
 * @param kernel the release
 * @param took how long the whole trial took
 */
public record TrialReport(
    TrialPlan plan,
    Reference reference,
    Duration ready,
    Duration whole,
    List<String> notes,
    String kernel,
    List<BuildAnswer> answers,
    Duration took) {}
