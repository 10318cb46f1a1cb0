package dev.archcheck.toolchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProcessLockTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("locks").resolve("x.lock");
  }

  private static void shortly() throws IOException {
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void leavesNoFileBehind() throws IOException {
    try (ProcessLock _ = ProcessLock.take(file, ProcessLockTest::shortly)) {
      assertThat(file).exists();
      assertThat(ProcessLock.tryTake(file)).isNull();
      assertThat(file).exists();
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void isNeverHeldByTwoProcessesHoweverOftenItsFileGoes() throws Exception {
    Path held = folder.resolve("held");
    List<Process> others = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        others.add(LockingProcess.start(file, held, 400));
      }
      LockingProcess.take(file, held, 400);
      for (Process other : others) {
        assertThat(other.waitFor()).isZero();
      }
    } finally {
      others.forEach(Process::destroyForcibly);
    }
    assertThat(held).doesNotExist();
    assertThat(file).doesNotExist();
  }

  @Test
  void aSecondTryOfThisProcessLetsNoOtherIn() throws Exception {
    Path none = folder.resolve("none");
    try (ProcessLock _ = ProcessLock.take(file, ProcessLockTest::shortly)) {
      assertThat(ProcessLock.tryTake(file)).isNull();
      assertThat(ProcessLock.tryTake(file.resolveSibling("../locks/x.lock"))).isNull();
      ProcessLock.sweep(folder.resolve("locks"));
      assertThat(LockingProcess.start(file, none, 0).waitFor()).isEqualTo(LockingProcess.NOT_TAKEN);
    }
    assertThat(LockingProcess.start(file, none, 0).waitFor()).isZero();
  }

  @Test
  void isNeverHeldByTwoThreads() throws Exception {
    AtomicInteger holders = new AtomicInteger();
    AtomicInteger times = new AtomicInteger();
    Callable<Boolean> work =
        () -> {
          boolean alone = true;
          for (int i = 0; i < 200; i++) {
            try (ProcessLock _ = ProcessLock.take(file, ProcessLockTest::shortly)) {
              alone &= holders.incrementAndGet() == 1;
              Thread.onSpinWait();
              times.incrementAndGet();
              holders.decrementAndGet();
            }
          }
          return alone;
        };
    try (ExecutorService pool = Executors.newFixedThreadPool(6)) {
      List<Future<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        all.add(pool.submit(work));
      }
      for (Future<Boolean> one : all) {
        assertThat(one.get()).isTrue();
      }
    }
    assertThat(times).hasValue(1200);
    assertThat(file).doesNotExist();
  }

  @Test
  void whoWaitedForAFileThatIsGoneTakesTheNewOne() throws IOException {
    ProcessLock first = ProcessLock.take(file, ProcessLockTest::shortly);
    List<ProcessLock> between = new ArrayList<>();
    AtomicInteger pauses = new AtomicInteger();
    ProcessLock last =
        ProcessLock.take(
            file,
            () -> {
              if (pauses.incrementAndGet() == 1) {
                first.close(); // and somebody else is faster
                ProcessLock faster = ProcessLock.tryTake(file);
                if (faster != null) {
                  between.add(faster);
                }
              } else {
                assertThat(file).exists();
                for (ProcessLock one : between) {
                  one.close();
                }
              }
            });
    assertThat(between).hasSize(1);
    assertThat(pauses).hasValueGreaterThan(1);
    assertThat(file).exists();
    last.close();
    assertThat(file).doesNotExist();
  }

  @Test
  void thePauseEndsTheWaiting() throws IOException {
    try (ProcessLock _ = ProcessLock.take(file, ProcessLockTest::shortly)) {
      assertThatThrownBy(() ->
              ProcessLock.take(
                  file,
                  () -> {
                    throw new IOException("enough");
                  }))
          .hasMessage("enough");
    }
  }

  @Test
  void sweepsWhatNobodyHolds() throws IOException {
    Path locks = Files.createDirectories(folder.resolve("locks"));
    Path left = Files.createFile(locks.resolve("left.lock"));
    Path other = Files.createFile(left.resolveSibling("other"));
    try (ProcessLock _ = ProcessLock.take(file, ProcessLockTest::shortly)) {
      ProcessLock.sweep(locks);
      assertThat(left).doesNotExist();
      assertThat(file).exists();
      assertThat(other).exists();
    }
    ProcessLock.sweep(folder.resolve("nowhere"));
  }
}
