package dev.archcheck.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.servers.TinyGo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program on a disk that is full: at once, at the end, and anywhere between. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "mount namespaces of Linux")
class DiskFullIT {

  private static final String OLD = "1.26.0";
  private static final String NEW = "1.27.0";
  private static final int STEPS = 10;
  private static final int PAGE = 4096;

  @TempDir private Path folder;
  private World world;
  private SmallDisk disk;
  private String before = "";

  @BeforeEach
  void anInstalledVersion() throws Exception {
    world = new World(folder);
    for (String version : new String[] {OLD, NEW}) {
      TinyGo go = TinyGo.linux("go" + version).fill(400);
      byte[] noise = new byte[1 << 20];
      new java.util.Random(version.hashCode()).nextBytes(noise);
      go.put("lib/noise", noise);
      world.log(go).release(go);
    }
    disk = new SmallDisk(world.store().root(), folder, world.environment);
    disk.resize("size=64m");
    assertThat(install(OLD).exit()).isZero();
    assertThat(archcheck("use", "--target", "linux/amd64", OLD).exit()).isZero();
    before = disk.content("versions") + disk.content("default");
    assertThat(before).contains("go1.26.0.linux-amd64/seal").contains("default");
  }

  @AfterEach
  void close() throws IOException {
    disk.close();
    world.close();
  }

  private World.Outcome install(String version) throws IOException {
    return archcheck("install", "--target", "linux/amd64", version);
  }

  private World.Outcome archcheck(String... words) throws IOException {
    Path launcher = Path.of(System.getProperty("archcheck.root")).resolve("scripts/archcheck");
    return disk.run(
        SmallDisk.quoted(launcher.normalize()) + " toolchain " + String.join(" ", words));
  }

  private void isAsBefore(World.Outcome outcome, String where) throws IOException {
    assertThat(outcome.exit()).as(where + "\n" + outcome).isEqualTo(4);
    assertThat(outcome.err())
        .as(where)
        .containsPattern(
            Pattern.quote(world.store().root() + "/") + ".*(: | \\()No space left on device");
    assertThat(outcome.err()).as(where).doesNotContain("Exception").doesNotContain("\tat ");
    assertThat(outcome.out()).as(where).doesNotContain("installed in");
    assertThat(disk.content("versions") + disk.content("default")).as(where).isEqualTo(before);
    assertThat(disk.content("staging").lines().filter(line -> !line.equals("staging")))
        .as(where)
        .isEmpty();
  }

  private void worksOnceThereIsSpace() throws IOException {
    World.Outcome installed = install(NEW);
    assertThat(installed.exit()).as(installed.toString()).isZero();
    World.Outcome verified = archcheck("verify");
    assertThat(verified.exit()).as(verified.toString()).isZero();
    assertThat(verified.out()).contains("go" + OLD).contains("go" + NEW);
  }

  @Test
  void whereverTheBytesEndNothingChangesAndTheNextRunWorks() throws IOException {
    long empty = disk.used();
    assertThat(install(NEW).exit()).isZero();
    long whole = disk.used() - empty;
    uninstall();
    int failed = 0;
    for (int step = 0; step < STEPS; step++) {
      long room = whole * step / (STEPS - 3) / PAGE * PAGE; // the archive needs some, too
      disk.resize("size=" + (disk.used() + room));
      World.Outcome outcome = install(NEW);
      if (outcome.exit() == 0) {
        assertThat(archcheck("verify").exit()).isZero();
        uninstall();
      } else {
        isAsBefore(outcome, room + " of " + whole + " bytes");
        failed++;
      }
    }
    assertThat(failed).isGreaterThan(STEPS / 2);
    disk.resize("size=64m");
    worksOnceThereIsSpace();
  }

  private void uninstall() throws IOException {
    assertThat(archcheck("uninstall", "--target", "linux/amd64", NEW).exit()).isZero();
  }

  /** There is space, but no room for the name of one file more. */
  @Test
  void whereverTheFilesEndNothingChangesAndTheNextRunWorks() throws IOException {
    for (int more : new int[] {0, 1, 5, 300}) {
      disk.resize("nr_inodes=" + (disk.files() + more));
      isAsBefore(install(NEW), more + " files more");
    }
    disk.resize("nr_inodes=10k");
    worksOnceThereIsSpace();
  }

  /** What is written there besides is there whole as it was, or not at all. */
  @Test
  void whatOtherCommandsWriteIsAsBefore() throws IOException {
    assertThat(install(NEW).exit()).isZero();
    before = disk.content("versions") + disk.content("default");
    String lock = SmallDisk.quoted(world.store().root().resolve("go.lock"));
    assertThat(archcheck("lock", "--target", "linux/amd64", "--output", lock, OLD).exit()).isZero();
    String locked = disk.content("go.lock");
    disk.resize("size=" + disk.used());
    isAsBefore(archcheck("use", "--target", "linux/amd64", NEW), "use");
    isAsBefore(archcheck("lock", "--target", "linux/amd64", "--output", lock, NEW), "lock");
    String bundle = SmallDisk.quoted(world.store().root().resolve("x.bundle"));
    isAsBefore(archcheck("bundle", "--target", "linux/amd64", "--output", bundle, NEW), "bundle");
    assertThat(disk.content("go.lock")).isEqualTo(locked);
    assertThat(disk.content("x.bundle")).isEmpty();
    assertThat(archcheck("verify").exit()).isZero();
  }
}
