package dev.archcheck.verify.openpgp;

import java.util.ArrayList;
import java.util.List;

/** A packet as it stands in the file (RFC 9580, 4). */
final class Packet {

  static final int SIGNATURE = 2;
  static final int SECRET_KEY = 5;
  static final int PUBLIC_KEY = 6;
  static final int SECRET_SUBKEY = 7;
  static final int MARKER = 10;
  static final int TRUST = 12;
  static final int USER_ID = 13;
  static final int PUBLIC_SUBKEY = 14;
  static final int USER_ATTRIBUTE = 17;
  static final int PADDING = 21;

  /** Packets from here on may be passed over where they are not known (RFC 9580, 4.3). */
  static final int FIRST_NON_CRITICAL = 40;

  /** No certificate in use comes near; a flood of packets ends here. */
  private static final int MOST = 20_000;

  final int tag;
  final byte[] body;

  private Packet(int tag, byte[] body) {
    this.tag = tag;
    this.body = body;
  }

  static List<Packet> all(byte[] data) throws RefusedException {
    Bytes in = new Bytes(data);
    List<Packet> packets = new ArrayList<>();
    while (in.left() > 0) {
      if (packets.size() == MOST) {
        throw new RefusedException(Reason.MALFORMED, "more than " + MOST + " packets");
      }
      packets.add(read(in));
    }
    return packets;
  }

  private static Packet read(Bytes in) throws RefusedException {
    int head = in.u8();
    if ((head & 0x80) == 0) {
      throw new RefusedException(Reason.MALFORMED, "no packet at byte " + (in.position() - 1));
    }
    return (head & 0x40) != 0
        ? new Packet(head & 0x3F, in.take(length(in)))
        : new Packet((head >> 2) & 0xF, in.take(oldLength(in, head & 3)));
  }

  /** RFC 9580, 4.2.1; bodies in parts are for data only. */
  private static long length(Bytes in) throws RefusedException {
    int first = in.u8();
    if (first < 192) {
      return first;
    }
    if (first < 224) {
      return ((first - 192) << 8) + in.u8() + 192L;
    }
    if (first == 255) {
      return in.u32();
    }
    throw new RefusedException(Reason.MALFORMED, "a packet in parts");
  }

  private static long oldLength(Bytes in, int type) throws RefusedException {
    return switch (type) {
      case 0 -> in.u8();
      case 1 -> in.u16();
      case 2 -> in.u32();
      default -> throw new RefusedException(Reason.MALFORMED, "a packet without a length");
    };
  }
}
