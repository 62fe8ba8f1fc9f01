package org.criumatrix.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.criumatrix.criu.CriuCatalog;
import org.criumatrix.criu.CriuCatalog.Options;
import org.criumatrix.criu.CriuCatalog.Refresh;
import org.criumatrix.criu.RpcFiles;
import org.criumatrix.matrix.CsvData;
import org.criumatrix.matrix.Profile;
import org.junit.jupiter.api.Test;

/**
 * options.csv, compared with the options of our cases and profiles and with the messages of real
 * builds.
 */
class RpcOptionTest {

  private static final Pattern OPTION = Pattern.compile("--([a-z][a-z-]+)");

  @Test
  void everyOptionOfOurCasesAndProfilesHasALine() {
    var objects =
        CsvData.read("/org/criumatrix/rig/objects.csv").stream()
            .flatMap(line -> Stream.of(line.get("dump"), line.get("restore")));
    var expected =
        CsvData.read(Path.of("matrix.csv")).stream()
            .filter(line -> line.isSet("with"))
            .map(line -> line.get("with"));
    var profiles =
        Profile.all().stream()
            .flatMap(profile -> Stream.concat(profile.dump().stream(), profile.restore().stream()));
    var names =
        Stream.of(objects, expected, profiles)
            .flatMap(texts -> texts)
            .flatMap(text -> OPTION.matcher(text).results())
            .map(found -> found.group(1))
            .distinct()
            .toList();

    assertThat(names)
        .contains("link-remap", "tcp-close")
        .allSatisfy(name -> assertThat(RpcOption.named(name)).as(name).isPresent());
  }

  @Test
  void whatHasNoFieldHasAReason() {
    assertThat(RpcOption.all())
        .filteredOn(option -> option.kind() == RpcOption.Kind.NONE)
        .isNotEmpty()
        .allSatisfy(option -> assertThat(option.why()).as(option.name()).isNotEmpty());
  }

  /** The newest build has every field, so that no line names one that does not exist. */
  @Test
  void everyFieldIsOneOfTheNewestBuild() throws IOException {
    var offline = new Options(Refresh.NEVER, Optional.empty(), Optional.empty());
    var protos =
        CriuCatalog.open(CriuCatalog.defaultFolder(), offline, note -> {}).builds().stream()
            .flatMap(build -> RpcFiles.of(build).proto().stream())
            .toList();
    assumeTrue(!protos.isEmpty(), "no CRIU build with an rpc.proto is cached here");
    var schema = RpcSchema.read(protos.get(protos.size() - 1));

    assertThat(RpcOption.all())
        .filteredOn(option -> !option.field().isEmpty())
        .allSatisfy(
            option -> assertThat(schema.hasOption(option.field())).as(option.name()).isTrue());
  }
}
