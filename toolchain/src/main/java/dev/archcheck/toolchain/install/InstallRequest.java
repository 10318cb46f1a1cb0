package dev.archcheck.toolchain.install;

import dev.archcheck.inspect.Platform;
import dev.archcheck.toolchain.release.VersionQuery;
import dev.archcheck.toolchain.store.Seal;
import dev.archcheck.toolchain.store.Store;
import dev.archcheck.verify.proof.ProofKind;

/**
 * What to install.
 *
 * @param version which version
 * @param platform for what, as Go names it
 * @param asked whether that is the machine's own platform
 * @param require what has to be proven at the least
 * @param existing what becomes of the version if it is there already
 */
public record InstallRequest(
    VersionQuery version,
    Platform platform,
    Seal.Asked asked,
    ProofKind require,
    Store.Existing existing) {}
