package org.criumatrix.program;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program, its input, and what counts of its results.
 *
 * @param name for cells and messages
 * @param argv the program and its arguments
 * @param environment in addition to the usual one
 * @param files its input: path from the working folder → content
 * @param preparation a command of the shell that runs in the working folder before each start;
 *     empty: none
 * @param ready the sign that it may be dumped
 * @param isOnTerminal whether it runs as a job of a shell on a terminal
 * @param stop the signal that ends it, for its first process; 0: it ends by itself
 * @param runs how long it runs before it gets that signal; zero: until its client has ended
 * @param client a program that talks to it
 * @param options of CRIU that it needs, each with its value
 * @param compared the results that count
 */
public record Program(
    String name,
    List<String> argv,
    Map<String, String> environment,
    Map<String, String> files,
    String preparation,
    Readiness ready,
    boolean isOnTerminal,
    int stop,
    Duration runs,
    Optional<Client> client,
    List<String> options,
    Compared compared) {

  public Program {
    argv = List.copyOf(argv);
    environment = Map.copyOf(environment);
    files = Map.copyOf(files);
    options = List.copyOf(options);
  }

  /** Returns the program with other options of CRIU. */
  public Program withOptions(List<String> others) {
    return new Program(
        name,
        argv,
        environment,
        files,
        preparation,
        ready,
        isOnTerminal,
        stop,
        runs,
        client,
        others,
        compared);
  }
}
