package org.criumatrix.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.criumatrix.execution.Control;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Cell;
import org.criumatrix.rig.Rig;
import org.junit.jupiter.api.Test;

class CasePlanTest {

  private static final CaseId ID = CaseId.parse("serial/simple-c");

  /** Cases whose methods are inspected, not called. */
  @SuppressWarnings("unused")
  private static final class Scenarios {

    @Case(value = "{docker,podman}-outside-{threads,fork}", about = "", runtime = "%1*")
    void contained(Rig rig, String engine, String workload) {}

    @Case(value = "{tcp,udp}-moved-{client,server}", about = "")
    void plain(Rig rig, String protocol, String end) {}

    @Case(value = "{a,b}-{c,d}", about = "", oneProgram = true)
    void compared(Rig rig, String one, String other) {}
  }

  private static Method method(String name) throws NoSuchMethodException {
    return Scenarios.class.getDeclaredMethod(name, Rig.class, String.class, String.class);
  }

  private static List<String> situations(String name) throws NoSuchMethodException {
    var method = method(name);
    var plans =
        Alternatives.of(method.getAnnotation(Case.class).value()).stream()
            .map(
                c ->
                    new CasePlan(
                        new CaseId("containers", c.name()),
                        c.words(),
                        1,
                        "",
                        "",
                        true,
                        "",
                        List.of()))
            .toList();
    return CasePlan.situations(method, plans).stream().map(p -> p.id().name()).toList();
  }

  @Test
  void aSituationIsAMethodsFirstAlternative() throws Exception {
    assertThat(situations("plain")).containsExactly("tcp-moved-client");
  }

  @Test
  void eachEngineIsASituationOfItsOwn() throws Exception {
    assertThat(situations("contained"))
        .containsExactly("docker-outside-threads", "podman-outside-threads");
  }

  private static Cell cell(String criu, String privilege, String host) {
    return Cell.of(ID, criu, privilege, "none", host);
  }

  @Test
  void theFirstPrivilegeIsTheFirstOnTheSamePointOfTheOtherAxes() {
    var root = cell("4.3", "root", "local");
    var sudo = cell("4.3", "sudo", "local");
    var older = cell("4.2.1", "sudo", "local");
    var machine = cell("4.3", "sudo", "vm:trixie");
    var plan =
        new CasePlan(ID, List.of(), 1, "", "", true, "", List.of(root, sudo, older, machine));

    assertThat(Stream.of(root, older, machine)).allMatch(plan::hasFirstPrivilege);
    assertThat(plan.hasFirstPrivilege(sudo)).isFalse();
  }

  @Test
  void casesOfOneProgramHaveControlsNowAndThen() throws Exception {
    assertThat(CasePlan.hasControls(method("plain"), 1)).isTrue();
    assertThat(CasePlan.hasControls(method("compared"), 0)).isTrue();
    assertThat(CasePlan.hasControls(method("compared"), 1)).isFalse();
    assertThat(CasePlan.hasControls(method("compared"), 16)).isTrue();
  }

  @Test
  void withoutARestoreAReplayIsNoOtherControl() {
    assertThat(new CasePlan(ID, List.of(), 1, "", "", true, "", List.of()).controls())
        .containsExactly(Control.Kind.values());
    assertThat(new CasePlan(ID, List.of(), 1, "", "", false, "", List.of()).controls())
        .containsExactly(Control.Kind.RESTART);
  }
}
