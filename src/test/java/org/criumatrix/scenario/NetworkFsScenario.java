package org.criumatrix.scenario;

import org.criumatrix.junit.Case;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.Rig;

/**
 * Row "network file systems": a job's folder is on a network file system while the job is
 * checkpointed.
 */
@Row(value = "network-fs", cost = 1)
class NetworkFsScenario {

  /** What the file systems are called. */
  private static final String FILE_SYSTEMS = "nfs3=NFS 3; nfs4=NFS 4";

  /** A file is being appended to, at both ends of the dump. */
  @Case(
      value = "{sshfs,nfs3,nfs4}-append",
      about = "A program appends to a file on %1.",
      words = FILE_SYSTEMS)
  void append(Rig rig, String kind) {
    rig.share(kind);
    var subject = rig.start("append-records");
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** Files are read, written and mapped. */
  @Case(
      value = "{sshfs,nfs3,nfs4}-read-write",
      about = "A program reads, writes and maps files on %1.",
      words = FILE_SYSTEMS)
  void readWrite(Rig rig, String kind) {
    rig.share(kind);
    var subject = rig.start("read-write");
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** A tree of files is read, as software and data are. */
  @Case(
      value = "{sshfs,nfs3,nfs4}-read",
      about = "A program reads a tree of files on %1, as software and data are.",
      words = FILE_SYSTEMS)
  void read(Rig rig, String kind) {
    rig.share(kind);
    var subject = rig.start("read-tree");
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * A file that is open and was removed: the client keeps it under a name of its own, {@code
   * .fuse_hidden*} or {@code .nfs*}.
   */
  @Case(
      value = "{sshfs,nfs3,nfs4}-deleted",
      about =
          "A program uses a file on %1 that was deleted while open, and no option is "
              + "given for it.",
      words = FILE_SYSTEMS)
  void deleted(Rig rig, String kind) {
    rig.share(kind);
    var subject = rig.start("deleted-file");
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** An open, removed file, for which CRIU may create a temporary name. */
  @Case(
      value = "{sshfs,nfs3,nfs4}-deleted-link-remap",
      about = "A program uses a file on %1 that was deleted while open; --link-remap is given.",
      words = FILE_SYSTEMS)
  void deletedLinkRemap(Rig rig, String kind) {
    rig.share(kind);
    var subject = rig.start("deleted-file");
    rig.restore(rig.dump(subject, "--link-remap"), "--link-remap");
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** Locks by flock and by fcntl. */
  @Case(
      value = "{sshfs,nfs3,nfs4}-locked",
      about = "A program holds locks by flock and by fcntl on files on %1; --file-locks is given.",
      words = FILE_SYSTEMS)
  void locked(Rig rig, String kind) {
    rig.share(kind);
    var subject = rig.start("locked-file");
    rig.restore(rig.dump(subject, "--file-locks"), "--file-locks");
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** The page cache holds nothing that the job has read when it is restored. */
  @Case(
      value = "{sshfs,nfs3,nfs4}-cold-cache",
      about =
          "A program reads files on %1, and the page cache holds none of them when it "
              + "is restored.",
      words = FILE_SYSTEMS)
  void coldCache(Rig rig, String kind) {
    var share = rig.share(kind);
    var subject = rig.start("read-tree");
    var images = rig.dump(subject);
    share.forgetFilesOf(subject);
    rig.restore(images);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * The file system is unmounted and mounted again between dump and restore, as on a machine that
   * was rebooted.
   */
  @Case(
      value = "{sshfs,nfs3,nfs4}-mounted-again",
      about =
          "A program has files open on %1, which is unmounted and mounted again before "
              + "the restore.",
      words = FILE_SYSTEMS)
  void mountedAgain(Rig rig, String kind) {
    var share = rig.share(kind);
    var subject = rig.start("read-write");
    var images = rig.dump(subject);
    share.unmount();
    share.mount();
    rig.restore(images);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** The file system is not mounted on restore; mounting it is enough. */
  @Case(
      value = "{sshfs,nfs3,nfs4}-not-mounted",
      about =
          "A program appends to a file on %1, which is not mounted at the restore; "
              + "that has to fail until it is.",
      words = FILE_SYSTEMS)
  void notMounted(Rig rig, String kind) {
    rig.plans("without-files");
    var share = rig.share(kind);
    var subject = rig.start("append-records");
    var images = rig.dump(subject);
    share.unmount();
    rig.afterwards(
        "mounted",
        () -> {
          share.mount();
          rig.restore(images);
          rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
        });
    rig.restore(images);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * The server dies between dump and restore, and another takes its place. sshfs ends with its
   * server, and the mount with it.
   */
  @Case(
      value = "{sshfs}-server-restarted",
      about =
          "The server of an sshfs mount dies between dump and restore, and the mount "
              + "ends with it.")
  void serverRestartedWithoutMount(Rig rig, String kind) {
    rig.plans("without-files");
    serverRestarted(rig, kind);
  }

  /** The server dies between dump and restore, and another takes its place; the mount stays. */
  @Case(
      value = "{sshfs-reconnect,nfs3,nfs4}-server-restarted",
      about = "The server of %1 mount dies between dump and restore, and another takes its place.",
      words = "sshfs-reconnect=a reconnecting sshfs; nfs3=an NFS 3; nfs4=an NFS 4")
  void serverRestarted(Rig rig, String kind) {
    var share = rig.share(kind);
    var subject = rig.start("append-records");
    var images = rig.dump(subject);
    share.restartServer();
    rig.restore(images);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * The job is dumped on one host and restored on another; both have the file system mounted, so
   * only images and output are copied.
   */
  @Case(
      value = "{sshfs,nfs3,nfs4}-other-host",
      about =
          "A program with files on %1 is dumped on one host and restored on another "
              + "that has mounted it, too.",
      words = FILE_SYSTEMS,
      hosts = 2)
  void otherHost(Rig rig, String kind) {
    rig.plans("elsewhere");
    rig.share(kind);
    var subject = rig.start("read-write");
    rig.restore(rig.moved(rig.dump(subject)));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** The job is in a mount namespace of its own, and the file system is one of its mounts. */
  @Case(
      value = "{sshfs,nfs3,nfs4}-mount-inside",
      about = "%1 is mounted in the program's own mount namespace, and no option is given for it.",
      words = FILE_SYSTEMS,
      runtime = "unshare",
      privilege = "root")
  void mountInside(Rig rig, String kind) {
    rig.share(kind);
    var subject = rig.start("read-write");
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** The mount in the job's namespace is declared as the host's by {@code --external}. */
  @Case(
      value = "{sshfs,nfs3,nfs4}-mount-inside-external",
      about =
          "%1 is mounted in the program's own mount namespace and declared as the "
              + "host's by --external.",
      words = FILE_SYSTEMS,
      runtime = "unshare",
      privilege = "root")
  void mountInsideExternal(Rig rig, String kind) {
    var mount = rig.share(kind).folder();
    var subject = rig.start("read-write");
    var images = rig.dump(subject, "--external", "mnt[" + mount + "]:share");
    rig.restore(images, "--external", "mnt[share]:" + mount);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** CRIU mounts the file system of the job's namespace again, by {@code --enable-fs}. */
  @Case(
      value = "{nfs3,nfs4}-mount-inside-enabled",
      about =
          "%1 is mounted in the program's own mount namespace, and CRIU mounts it "
              + "again by --enable-fs.",
      words = FILE_SYSTEMS,
      runtime = "unshare",
      privilege = "root")
  void mountInsideEnabled(Rig rig, String kind) {
    var type = rig.share(kind).type();
    var subject = rig.start("read-write");
    rig.restore(rig.dump(subject, "--enable-fs", type), "--enable-fs", type);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** Software is read from CVMFS, as published. */
  @Case(value = "cvmfs-read", about = "A program reads its software from a CVMFS repository.")
  void cvmfs(Rig rig) {
    var subject = rig.start("read-tree", "--folder", rig.cvmfs().folder());
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * Software is read from CVMFS, and the page cache holds nothing of it when the job is restored.
   */
  @Case(
      value = "cvmfs-mounted-again",
      about =
          "A program reads its software from CVMFS, which is unmounted and mounted "
              + "again before the restore.")
  void cvmfsMountedAgain(Rig rig) {
    var repository = rig.cvmfs();
    var subject = rig.start("read-tree", "--folder", repository.folder());
    var images = rig.dump(subject);
    repository.unmount();
    repository.mount();
    rig.restore(images);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }
}
