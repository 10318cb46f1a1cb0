package dev.archcheck.verify.artifact;

import dev.archcheck.inspect.ByteSource;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A compressed member, expanded as far as it is asked for. Most members are classified from their
 * first 4 KiB and nothing else of them is ever expanded.
 *
 * <p>The first MiB stays, and so do the pages that were used last; the rest is dropped. Whoever
 * goes back to what was dropped has the member expanded again from its start, a limited number of
 * times.
 */
final class ForwardSource implements ByteSource, Closeable {

  private static final int FIRST = 4 << 10;
  private static final int PAGE = 64 << 10;
  private static final int HEAD = 1 << 20;

  /**
   * Pages kept beyond the head, 8 MiB. A member of an archive in an archive halves it, so that all
   * layers together stay below 20 MiB.
   */
  private static final int PAGES = 128;

  private static final int PASSES = 8;

  private final String name;
  private final long size;
  private final Reopener reopener;
  private final Budget budget;
  private final int pagesKept;

  private InputStream in;
  private long position;
  private int passes = 1;

  private byte[] head = new byte[0];
  private int headLength;

  /** By the page's number; in the order of their last use. */
  private final Map<Long, byte[]> pages = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * A source over a stream at its start.
   *
   * @param size the stated size, which the stream must keep
   * @param depth how many archives are around the member, at least 1
   */
  ForwardSource(
      String name, long size, InputStream in, Reopener reopener, Budget budget, int depth) {
    this.name = name;
    this.size = size;
    this.in = in;
    this.reopener = reopener;
    this.budget = budget;
    this.pagesKept = Math.max(1, PAGES >> (depth - 1));
  }

  /** Gives the stream again from its start. */
  @FunctionalInterface
  interface Reopener {
    InputStream open() throws IOException;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long size() {
    return size;
  }

  /** {@return how many bytes are kept in memory} */
  long retained() {
    return head.length + (long) pages.size() * PAGE;
  }

  @Override
  public ByteBuffer read(long offset, int length) throws IOException {
    if (offset < 0 || length < 0 || offset > size - length) {
      throw Damage.outside(this, offset, length);
    }
    long end = offset + length;
    if (end <= HEAD) {
      fillHead((int) end);
      return view(head, (int) offset, length);
    }
    fillHead((int) Math.min(HEAD, size));
    long first = offset / PAGE;
    return first == (end - 1) / PAGE && offset >= HEAD
        ? view(page(first), (int) (offset % PAGE), length)
        : view(gather(offset, length), 0, length);
  }

  private static ByteBuffer view(byte[] bytes, int offset, int length) {
    return ByteBuffer.wrap(bytes, offset, length)
        .slice()
        .asReadOnlyBuffer()
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /** What is not there is never allocated: the result grows as the member proves to have it. */
  private byte[] gather(long offset, int length) throws IOException {
    byte[] all = new byte[Math.min(length, HEAD)];
    for (int done = 0; done < length; ) {
      long at = offset + done;
      byte[] from = at < HEAD ? head : page(at / PAGE);
      int start = (int) (at < HEAD ? at : at % PAGE);
      int available = at < HEAD ? headLength : from.length;
      int count = Math.min(length - done, available - start);
      if (done + count > all.length) {
        all = Arrays.copyOf(all, (int) Math.min(length, Math.max(2L * all.length, done + count)));
      }
      System.arraycopy(from, start, all, done, count);
      done += count;
    }
    return all;
  }

  /** Buffers over an old head stay valid: it is only ever added to, or copied and left. */
  private void fillHead(int end) throws IOException {
    // Whoever asks for all of an empty member has its end proven, too.
    if (end <= headLength && size > 0) {
      return;
    }
    int whole = (int) Math.min(HEAD, size);
    int target = Math.min(whole, end <= FIRST ? FIRST : (end + PAGE - 1) & -PAGE);
    if (target > head.length) {
      head = Arrays.copyOf(head, Math.min(whole, Math.max(target, 2 * head.length)));
    }
    pull(head, headLength, target - headLength);
    headLength = target;
  }

  private byte[] page(long number) throws IOException {
    byte[] kept = pages.get(number);
    if (kept != null) {
      return kept;
    }
    if (number * PAGE < position) {
      reopen();
    }
    // The last pages on the way are kept too: who reads the end of a nested archive goes back next.
    skipTo(Math.max(HEAD, (number - pagesKept + 1) * PAGE));
    byte[] page;
    do {
      page = readPage(position / PAGE);
    } while (position <= number * PAGE);
    return page;
  }

  private byte[] readPage(long number) throws IOException {
    byte[] page = new byte[(int) Math.min(PAGE, size - number * PAGE)];
    pull(page, 0, page.length);
    if (pages.size() >= pagesKept) {
      Long oldest = pages.keySet().iterator().next();
      pages.remove(oldest);
    }
    pages.put(number, page);
    return page;
  }

  private void reopen() throws IOException {
    if (++passes > PASSES) {
      throw Damage.tooManyPasses(name, position, PASSES);
    }
    in.close();
    in = reopener.open();
    position = 0;
  }

  private void skipTo(long offset) throws IOException {
    byte[] scratch = position < offset ? new byte[PAGE] : head;
    while (position < offset) {
      pull(scratch, 0, (int) Math.min(PAGE, offset - position));
    }
  }

  private void pull(byte[] into, int start, int length) throws IOException {
    budget.takeBytes(length);
    int got = in.readNBytes(into, start, length);
    position += got;
    if (got < length) {
      throw Damage.tooShort(name, position, size);
    }
    if (position == size && in.read() >= 0) {
      throw Damage.pastSize(name, size);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
