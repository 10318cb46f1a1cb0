package dev.archcheck.verify.checksum;

import dev.archcheck.verify.openpgp.Verifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a user trusts.
 *
 * @param openpgp judges OpenPGP signatures; null where no keyring was given
 * @param bare of minisign and signify
 */
public record Keys(@Nullable Verifier openpgp, List<BareKey> bare) {

  /** No key. */
  public static final Keys NONE = new Keys(null, List.of());

  /** Keys that keep their own list. */
  public Keys {
    bare = List.copyOf(bare);
  }
}
