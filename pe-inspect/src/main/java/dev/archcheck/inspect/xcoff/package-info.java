/** XCOFF objects and executables (AIX). */
@NullMarked
package dev.archcheck.inspect.xcoff;

import org.jspecify.annotations.NullMarked;
