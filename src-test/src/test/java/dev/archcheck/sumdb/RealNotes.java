package dev.archcheck.sumdb;

import dev.archcheck.verify.sumdb.ModuleVersion;

/** What the public checksum database signed, years ago. */
final class RealNotes {

  static final ModuleVersion GO_1_21_9 =
      new ModuleVersion("golang.org/toolchain", "v0.0.1-go1.21.9.linux-amd64");

  static final String LOOKUP =
      """
      24929362
      golang.org/toolchain v0.0.1-go1.21.9.linux-amd64 h1:rRL9rPpsjKfpdDFcppvNgw1/dynUMrpDcTxdIwtyFR0=
      golang.org/toolchain v0.0.1-go1.21.9.linux-amd64/go.mod h1:8wlg68NqwW7eMnI1aABk/C2pDYXj8mrMY4TyRfiLeS0=

      go.sum database tree
      28905453
      f3f8U0MoQmXkWAgAEKDtXcaI3c2y6N9+55KNSRefF/w=

      \u2014 sum.golang.org Az3grr4J9x4SApup87osjthKONInbYdbN37ZskrLF12HIbhDuxOBTzt8Z2jUKbCvxYWrw0yNgshddOzt7pZEl7aSCw8=
      """;

  static final String OF_28905453 = LOOKUP.substring(LOOKUP.indexOf("go.sum database tree"));

  static final String OF_28891140 =
      """
      go.sum database tree
      28891140
      ++pUIeKTwGvykMUkmM3AT97PwQipMT6H/p7t86E0Sp0=

      \u2014 sum.golang.org Az3grqNvOILDz7xwAKugtVFZwd+I9IyB/mHrUYzcVaS9zKsRVdRLNGLFpnAcLhyoBBkdIYEzK/+7Eu4wanYttLrPsQo=
      """;

  static final String OF_30055305 =
      """
      go.sum database tree
      30055305
      mXfgRcJ0bG0j3CPdKwgGWtUzBUbX67saZGRmFuJGGsM=

      \u2014 sum.golang.org Az3grpgEild5qw7+5dtV13Kf1C2Xurm8q4fhdxvcsDHnqNTaxL2AFjBY+2TyGKevucFcAAlWFJJYle3EJlDCrQ+y3A8=
      """;

  private RealNotes() {}
}
