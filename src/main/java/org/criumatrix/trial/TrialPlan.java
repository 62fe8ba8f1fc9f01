package org.criumatrix.trial;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.criumatrix.criu.CriuBuild;
import org.criumatrix.privilege.Privilege;
import org.criumatrix.program.Program;

/**
 * What the user wants to know.
 *
 * @param command the program as the user has typed it
 * @param folder the program's working folder
 * @param moments when it is dumped
 * @param builds of CRIU
 * @param privileges of CRIU
 * @param searchesCapabilities whether the smallest set of capabilities is searched
 * @param comparer a program of the user's that compares two runs; empty: none
 * @param inPlace whether the runs write to the folder itself
 * @param isContained whether the program gets PID, mount and IPC namespaces of its own
 * @param readyLimit how long it may take to be ready
 * @param limit how long a run may take
 * @param memory how much what it writes may take
 * @param output where the page and the evidence go
 */
public record TrialPlan(
    Program program,
    List<String> command,
    Path folder,
    Moments moments,
    List<CriuBuild> builds,
    List<Privilege> privileges,
    boolean searchesCapabilities,
    Optional<Path> comparer,
    boolean inPlace,
    boolean isContained,
    Duration readyLimit,
    Duration limit,
    String memory,
    Path output) {}
