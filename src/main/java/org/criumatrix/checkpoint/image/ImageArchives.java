package org.criumatrix.checkpoint.image;

import org.criumatrix.checkpoint.Shells;
import org.criumatrix.host.Host;
import org.criumatrix.host.Host.Mode;

/** Makes archives that engines import as images. */
public final class ImageArchives {

  private static final String WORKLOADS =
      """
      cd "$0"
      find . -maxdepth 1 -type f -perm -1 -printf '%P\\n' |
        tar --create --file "$1" --files-from - --transform "s,^,${0#/}/,"
      """;

  private static final String FOLDER = "tar -C \"$0\" -cf \"$1\" . && rm -rf \"$0\"";

  /**
   * Makes an archive like {@code docker save}: $0 is a folder with layer.tar, $1 the image's name,
   * $2 the archive.
   */
  private static final String IMAGE =
      """
      set -e
      cd "$0"
      sum=$(sha256sum layer.tar | cut -d " " -f 1)
      layers='"rootfs": { "type": "layers", "diff_ids": ["sha256:'$sum'"] }'
      echo '{ "architecture": "amd64", "os": "linux", "config": {}, '"$layers"' }' >config.json
      echo '[{ "Config": "config.json", "RepoTags": ["'"$1"'"], "Layers": ["layer.tar"] }]' >manifest.json
      tar -cf "$2" manifest.json config.json layer.tar
      rm -rf "$0"
      """;

  private ImageArchives() {}

  /**
   * Makes an archive of a whole image with the workloads, for engines that cannot import other
   * archives.
   */
  public static void image(Host host, String name, String archive) {
    var folder = archive + ".d";
    host.mkdir(folder, Mode.PRIVATE);
    workloads(host, folder + "/layer.tar");
    host.execChecked(Shells.script(IMAGE, folder, name, archive));
  }

  /** Makes an archive of the workloads, under the same paths as on every host. */
  public static void workloads(Host host, String archive) {
    host.execChecked(Shells.script(WORKLOADS, host.home() + "/workloads", archive));
  }

  /** Makes an archive of a {@link Userland}. */
  public static void userland(Host host, String archive) {
    var folder = archive + ".d";
    Userland.unpack(host, folder);
    host.execChecked(Shells.script(FOLDER, folder, archive));
  }
}
