package org.criumatrix.criu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.criumatrix.criu.CriuCatalog.Options;
import org.criumatrix.criu.CriuCatalog.Refresh;
import org.junit.jupiter.api.Test;

class CatalogOptionsTest {

  @Test
  void anEmptyPropertyIsNone() {
    var properties = new Properties();
    properties.setProperty("criu.mirror", "");

    assertThat(CatalogOptions.from(properties))
        .isEqualTo(new Options(Refresh.AUTO, Optional.empty(), Optional.empty()));
  }

  @Test
  void propertiesSayWhatToDo() {
    var properties = new Properties();
    properties.setProperty("criu.refresh", "never");
    properties.setProperty("criu.mirror", "file:/mirror");
    properties.setProperty("criu.keyring", "/keys.gpg");

    assertThat(CatalogOptions.from(properties))
        .isEqualTo(
            new Options(
                Refresh.NEVER, Optional.of("file:/mirror"), Optional.of(Path.of("/keys.gpg"))));

    properties.setProperty("criu.refresh", "daily");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CatalogOptions.from(properties))
        .withMessage("criu.refresh is 'auto', 'always' or 'never', not 'daily'");
  }

  @Test
  void rootsCacheIsWhereOthersCanEnter() {
    assertThat(CatalogOptions.defaultFolder("root", Map.of("XDG_CACHE_HOME", "/root/.cache")))
        .isEqualTo(Path.of("/var/cache/criu-matrix"));
    assertThat(CatalogOptions.defaultFolder("me", Map.of("XDG_CACHE_HOME", "/x")))
        .isEqualTo(Path.of("/x/criu-matrix"));
    assertThat(CatalogOptions.defaultFolder("me", Map.of("HOME", "/home/me")))
        .isEqualTo(Path.of("/home/me/.cache/criu-matrix"));
    assertThat(CatalogOptions.defaultFolder("me", Map.of()))
        .isEqualTo(Path.of(System.getProperty("user.home"), ".cache/criu-matrix"));
  }
}
