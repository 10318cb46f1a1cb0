/** How files get here from the network: requests, trust, proxies, and downloads that go on. */
@NullMarked
package dev.archcheck.toolchain.download;

import org.jspecify.annotations.NullMarked;
