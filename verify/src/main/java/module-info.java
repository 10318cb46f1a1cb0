/** Judgements: claims against facts; every judgement ends as a finding. */
module dev.archcheck.verify {
  requires transitive dev.archcheck.inspect;
  requires com.fasterxml.jackson.core;
  requires org.apache.commons.compress;
  requires org.bouncycastle.provider;
  requires org.snakeyaml.engine.v2;
  requires static org.jspecify;

  exports dev.archcheck.verify;
  exports dev.archcheck.verify.artifact;
  exports dev.archcheck.verify.cgo;
  exports dev.archcheck.verify.checksum;
  exports dev.archcheck.verify.digest;
  exports dev.archcheck.verify.go;
  exports dev.archcheck.verify.openpgp;
  exports dev.archcheck.verify.platform;
  exports dev.archcheck.verify.policy;
  exports dev.archcheck.verify.proof;
  exports dev.archcheck.verify.sumdb;
}
