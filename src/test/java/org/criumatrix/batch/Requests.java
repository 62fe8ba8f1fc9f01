package org.criumatrix.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Jobs for tests, and contrib's templates. */
public final class Requests {

  private Requests() {}

  /** Returns a job with its own file and environment. */
  public static JobRequest of(JobContainer container, String... along) {
    var argv = List.of("/w/simple-c", "--note", "it's $1");
    var program = new JobProgram(argv, Map.of("B", "2", "A", "1 x"), "/w");
    return new JobRequest(program, "/home/job", container, List.of(along));
  }

  public static String template(BatchSystem batchSystem) throws IOException {
    return Files.readString(Path.of("contrib", batchSystem.template()));
  }
}
