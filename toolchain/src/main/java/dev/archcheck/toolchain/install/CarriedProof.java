package dev.archcheck.toolchain.install;

import dev.archcheck.verify.sumdb.LogException;
import dev.archcheck.verify.sumdb.LogException.Reason;
import dev.archcheck.verify.sumdb.LoggedModule;

/**
 * A proof of a log that came in a file. Nothing of it is believed before the key of the log.
 *
 * @param source the file
 * @param log the name of the log that it says it is of
 * @param text of the proof
 * @param h1 the hash that the file says beside it, or the empty string
 * @param index the index that the file says beside it, or -1
 */
record CarriedProof(String source, String log, String text, String h1, long index) {

  /**
   * {@return the same, if the file says beside the proof what the proof says}
   *
   * @throws LogException if it does not: somebody changed the file
   */
  LoggedModule agreed(LoggedModule proven) throws LogException {
    long record = proven.record().index();
    if (!h1.isEmpty() && !h1.equals(proven.hash())) {
      throw new LogException(
          Reason.WRONG_RECORD, source + " says " + h1 + ", but its proof " + proven.hash());
    }
    if (index >= 0 && index != record) {
      throw new LogException(
          Reason.WRONG_RECORD, source + " says record " + index + ", but its proof " + record);
    }
    return proven;
  }
}
