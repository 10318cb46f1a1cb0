/** Judgements: claims against facts. */
module dev.archcheck.verify {
  requires transitive dev.archcheck.inspect;
}
