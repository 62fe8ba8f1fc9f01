package org.criumatrix.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.criumatrix.checkpoint.plain.NoContainer;
import org.criumatrix.matrix.Caller;
import org.criumatrix.rpc.SampleProto;
import org.criumatrix.verdict.Outcome;
import org.criumatrix.verdict.Verdict;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Cells that call a CRIU, which is a script, by RPC. */
@Timeout(60)
class CallersTest {

  /** A runtime with an engine in between. */
  private static final class Engine extends NoContainer {
    @Override
    public String name() {
      return "engine";
    }

    @Override
    public boolean callsCriuPlainly() {
      return false;
    }
  }

  @TempDir Path folder;
  @AutoClose private TestRigs rigs;

  @BeforeEach
  void build() {
    rigs = new TestRigs(folder, TestRigs.SHORT, false, "rpc/criu-call");
  }

  @Test
  void aBuildWithoutADescriptionIsUnavailable() {
    rigs.callBy(Caller.SWRK);

    assertThat(play(new NoContainer()).error()).contains("has no rpc.proto here");
  }

  @Test
  void anEngineIsUnavailable() {
    rigs.callBy(Caller.SWRK);

    var outcome = play(new Engine());

    assertThat(outcome.verdict()).isEqualTo(Verdict.UNAVAILABLE);
    assertThat(outcome.error()).contains("engine calls CRIU in its own way");
  }

  @Test
  void theClientCallsCriu() throws IOException {
    new SampleProto(Files.createDirectory(folder.resolve("proto")));
    rigs.criuIs("#!/bin/sh\necho \"asked to $1\" >&2; exit 1\n");
    rigs.callBy(Caller.SWRK);

    var outcome = play(new NoContainer());

    assertThat(outcome.verdict()).isEqualTo(Verdict.FAILS);
    assertThat(outcome.error()).contains("asked to swrk");
  }

  @Test
  void aServiceThatDoesNotStartBreaksTheCell() throws IOException {
    new SampleProto(Files.createDirectory(folder.resolve("proto")));
    rigs.callBy(Caller.SERVICE);

    assertThat(play(new NoContainer()).error()).contains("criu service does not listen");
  }

  private Outcome play(NoContainer runtime) {
    return rigs.play(runtime, rig -> rig.restore(rig.dump(rig.start("simple-c"))));
  }
}
