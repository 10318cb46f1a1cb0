package dev.archcheck.sumdb;

import dev.archcheck.verify.sumdb.LogMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A memory that a test can look into. */
final class MapMemory implements LogMemory {

  final Map<String, byte[]> saved = new ConcurrentHashMap<>();
  final List<String> others = new ArrayList<>();
  private String head = "";
  private int refusals;

  /** Lets the next attempts fail as if another process had been faster. */
  void refuse(int times) {
    refusals = times;
  }

  @Override
  public synchronized String head() {
    return head;
  }

  synchronized void setHead(String note) {
    head = note;
  }

  @Override
  public synchronized boolean replaceHead(String expected, String next) {
    if (refusals > 0) {
      refusals--;
      return false;
    }
    if (!head.equals(expected)) {
      return false;
    }
    head = next;
    return true;
  }

  @Override
  public List<String> otherHeads() {
    return others;
  }

  @Override
  public byte @Nullable [] load(String path) {
    byte[] content = saved.get(path);
    return content == null ? null : content.clone();
  }

  /** {@return what must have been saved} */
  byte[] kept(String path) {
    return Objects.requireNonNull(load(path), path);
  }

  @Override
  public void save(String path, byte[] content) {
    saved.put(path, content.clone());
  }
}
