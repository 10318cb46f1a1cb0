package dev.archcheck.verify.cgo;

import java.util.List;

/**
 * One scan, with what it says of native code.
 *
 * @param name its target, or its source where that is not known
 */
record Understood(
    String name, Scan scan, ScanState state, ImportGraph graph, Places places, List<Use> uses) {}
