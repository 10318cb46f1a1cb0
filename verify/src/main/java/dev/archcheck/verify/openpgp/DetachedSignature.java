package dev.archcheck.verify.openpgp;

import dev.archcheck.verify.digest.Algorithm;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A detached signature as a file holds it: one block of armor or bare packets, with nothing but
 * signatures in it. Reading never fails; what is wrong comes out as the verdict.
 */
public final class DetachedSignature {

  /** A signature file is no larger. */
  public static final int MOST_BYTES = 256 << 10;

  private static final int MOST = 16;

  private final List<SignaturePacket> signatures = new ArrayList<>();
  private @Nullable Refusal refusal;

  private DetachedSignature() {}

  /** Reads a file. */
  public static DetachedSignature read(byte[] file) {
    DetachedSignature signature = new DetachedSignature();
    try {
      signature.add(file);
    } catch (RefusedException e) {
      signature.refusal = e.refusal();
    }
    return signature;
  }

  private void add(byte[] file) throws RefusedException {
    if (file.length > MOST_BYTES) {
      throw new RefusedException(Reason.MALFORMED, "longer than " + MOST_BYTES + " bytes");
    }
    List<Packet> packets = Packet.all(unarmored(file));
    if (packets.isEmpty() || packets.size() > MOST) {
      throw new RefusedException(Reason.MALFORMED, packets.size() + " packets");
    }
    for (Packet packet : packets) {
      checkTag(packet.tag);
    }
    for (Packet packet : packets) {
      signatures.add(SignaturePacket.read(packet.body));
    }
  }

  private static byte[] unarmored(byte[] file) throws RefusedException {
    if (Armor.isBinary(file)) {
      return file;
    }
    List<Armor.Block> blocks = Armor.blocks(file, Armor.Around.REFUSED);
    if (blocks.isEmpty()) {
      throw new RefusedException(Reason.MALFORMED, "no armor and no packet");
    }
    for (Armor.Block block : blocks) {
      if (!block.label.equals("SIGNATURE")) {
        throw new RefusedException(Reason.NOT_A_SIGNATURE, "a " + block.label);
      }
    }
    if (blocks.size() > 1) {
      throw new RefusedException(Reason.SEVERAL_BLOCKS, Integer.toString(blocks.size()));
    }
    return blocks.getFirst().data;
  }

  private static void checkTag(int tag) throws RefusedException {
    switch (tag) {
      case Packet.SIGNATURE -> {}
      case 4, 8, 11 -> throw new RefusedException(Reason.INLINE, "");
      default -> throw new RefusedException(Reason.NOT_A_SIGNATURE, "a packet of type " + tag);
    }
  }

  /** {@return the digests of the file that a verdict needs; none where it is refused anyway} */
  public Set<Algorithm> algorithms() {
    Set<Algorithm> needed = EnumSet.noneOf(Algorithm.class);
    for (SignaturePacket signature : signatures) {
      Algorithm algorithm = HashId.algorithm(signature.hashAlgorithm);
      if (algorithm != null && !algorithm.isWeak()) {
        needed.add(algorithm);
      }
    }
    return needed;
  }

  List<SignaturePacket> signatures() {
    return signatures;
  }

  @Nullable Refusal refusal() {
    return refusal;
  }
}
