package dev.archcheck.toolchain.install;

import dev.archcheck.verify.proof.Proof;
import java.io.IOException;
import java.nio.file.Path;

/** Judges the signature of a publisher. */
interface SignatureJudge {

  /**
   * {@return what a signature says of a file}
   *
   * @param name what messages call it
   * @param signature as it was published
   */
  Proof judge(String name, byte[] signature, Path file) throws IOException;
}
