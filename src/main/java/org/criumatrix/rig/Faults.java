package org.criumatrix.rig;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.cell.CellEnvironment;
import org.criumatrix.cell.Fault;
import org.criumatrix.cell.Images;
import org.criumatrix.cell.Waits;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.Host.Mode;
import org.criumatrix.workload.Subject;

/** What can go wrong while CRIU dumps or restores. */
public final class Faults {

  private static final int SIGKILL = 9;
  private static final String FAIL = "exit 1";
  private static final String KILL = "kill -9 $PPID";

  private final CellEnvironment environment;
  private final Waits waits;

  Faults(CellEnvironment environment, Waits waits) {
    this.environment = environment;
    this.waits = waits;
  }

  /**
   * CRIU is killed when it is about to write a line to its log.
   *
   * @param text a part of the line
   */
  public Fault killedAt(String text) {
    return new Plain("CRIU was killed at: " + text) {
      @Override
      public RuntimeContext begin(RuntimeContext context, String images) {
        return context.withCriu(context.criu().under(killAt(context, text)));
      }

      @Override
      public Optional<String> missed(CriuCall call) {
        return call.exit().signal() == SIGKILL
            ? Optional.empty()
            : Optional.of("CRIU logs no line with '%s'".formatted(text));
      }
    };
  }

  /**
   * CRIU is killed while it waits for its action script.
   *
   * @param hook the event that the script is called for, {@code post-restore}
   */
  public Fault killedInHook(String hook) {
    return new Hook("CRIU was killed in the hook " + hook, hook, KILL, true);
  }

  /** The action script fails. */
  public Fault failsInHook(String hook) {
    return new Hook("the action script failed in the hook " + hook, hook, FAIL, false);
  }

  /** A folder is not where it was. */
  public Fault missing(String folder, String about) {
    return new Plain(about) {
      private Host host;

      @Override
      public RuntimeContext begin(RuntimeContext context, String images) {
        host = context.host();
        host.execChecked(Command.of("mv", "--", folder, folder + ".away"));
        return context;
      }

      @Override
      public void end() {
        host.execChecked(Command.of("mv", "--", folder + ".away", folder));
      }
    };
  }

  /** Returns the words that run a program until it is about to write a text. */
  static List<String> killAt(RuntimeContext context, String text) {
    return List.of(context.workloads() + "/tools/kill-at", text);
  }

  /** The subject comes to its end before CRIU looks at it. */
  public Fault endsBefore(Subject subject) {
    var pid = subject.pid();
    var end =
        "kill -USR1 %d; while kill -0 %d 2>/dev/null; do sleep 0.01; done".formatted(pid, pid);
    return new Hook("the program had ended", "pre-dump", end, false);
  }

  /**
   * The disk for the images has too little room.
   *
   * @param what {@code full}, {@code inodes}
   * @param good images of the same program
   * @param share how much of them it can hold; 1: all but the last
   */
  public Fault disk(String what, Images good, double share) {
    return what.equals("full") ? ImageDisk.full(good, share) : ImageDisk.withoutInodes(good, share);
  }

  /**
   * The disk for the images is read-only.
   *
   * @param log whether CRIU writes its log elsewhere
   */
  public Fault readOnlyDisk(boolean log) {
    return ImageDisk.readOnly(log);
  }

  /** The dump's memory is to go to a page server, and there is none. */
  public Fault noPageServer() {
    return LostPageServer.missing(waits);
  }

  /**
   * The dump's memory goes to a page server, which is killed.
   *
   * @param text a part of the line that it was about to write to its log
   */
  public Fault pageServerKilledAt(String text) {
    return LostPageServer.killedAt(text, waits);
  }

  /**
   * CRIU runs in a control group with a limit.
   *
   * @param controller {@code pids}, {@code memory}
   */
  public Fault limit(String controller, String limit) {
    return new CriuLimit(environment, controller, limit);
  }

  /**
   * An image is damaged.
   *
   * @param how {@code missing}, {@code empty}, {@code half}, {@code foreign}
   * @param kind the name of an image without a number, {@code core}
   * @param other images of another program
   */
  public Fault damaged(String how, String kind, Images other) {
    return new DamagedImage(how, kind, other);
  }

  private abstract static class Plain implements Fault {
    private final String about;

    Plain(String about) {
      this.about = about;
    }

    @Override
    public String about() {
      return about;
    }
  }

  private static final class Hook extends Plain {
    private static final String SCRIPT =
        """
        #!/bin/sh
        [ "$CRTOOLS_SCRIPT_ACTION" != %s ] || { : >"$0.called"; %s; }
        """;

    private final String hook;
    private final String what;
    private final boolean kills;
    private String called = "";

    Hook(String about, String hook, String what, boolean kills) {
      super(about);
      this.hook = hook;
      this.what = what;
      this.kills = kills;
    }

    @Override
    public RuntimeContext begin(RuntimeContext context, String images) {
      var script = context.folder() + "/hook-" + hook;
      called = script + ".called";
      var text = SCRIPT.formatted(hook, what).getBytes(StandardCharsets.UTF_8);
      context.host().write(script, text, Mode.PUBLIC);
      context.host().execChecked(Command.of("rm", "-f", "--", called));
      return context.withCriu(context.criu().with(List.of("--action-script", script), Map.of()));
    }

    @Override
    public Optional<String> missed(CriuCall call) {
      if (!call.host().exec(Command.of("test", "-e", called)).succeeded()) {
        return Optional.of("CRIU does not call the action script for " + hook);
      }
      return kills && call.exit().signal() != SIGKILL
          ? Optional.of("the action script does not kill CRIU in the hook " + hook)
          : Optional.empty();
    }
  }
}
