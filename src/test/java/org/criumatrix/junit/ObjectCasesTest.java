package org.criumatrix.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.matrix.CsvData;
import org.criumatrix.testing.NativeBuild;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/** Every object of native/objects is played, and nothing else. */
class ObjectCasesTest {

  private static Stream<Alternatives.Choice> choices() throws Exception {
    var scenario =
        ReflectionSupport.tryToLoadClass("org.criumatrix.scenario.ObjectsScenario").get();
    return Arrays.stream(scenario.getDeclaredMethods())
        .flatMap(m -> AnnotationSupport.findAnnotation(m, Case.class).stream())
        .flatMap(c -> Alternatives.of(c.value()).stream());
  }

  /** A case with options is about the object that its line in objects.csv names. */
  private static String objectOf(String name) {
    return CsvData.read("/org/criumatrix/rig/objects.csv").stream()
        .filter(line -> line.get("case").equals(name) && !line.get("object").isEmpty())
        .map(line -> line.get("object"))
        .findFirst()
        .orElse(name);
  }

  @Test
  void playsEveryObject() throws Exception {
    var program = NativeBuild.with("object").resolve("object").toString();
    var listed = LocalCommand.run(Duration.ofSeconds(20), Map.of(), List.of(program, "--list"));
    var objects = listed.stdout().lines().map(l -> l.split("\t")[0]).toList();
    var played =
        choices()
            .map(c -> objectOf(c.words().get(0)))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(played).containsExactlyInAnyOrderElementsOf(objects);
  }
}
