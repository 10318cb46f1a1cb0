/** Views of facts and reports: text for people, JSON for programs. Nothing is decided here. */
@NullMarked
package dev.archcheck.cli.render;

import org.jspecify.annotations.NullMarked;
