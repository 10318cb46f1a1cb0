/** What a Go program must have been built with: cgo, versions of Go, settings. */
@NullMarked
package dev.archcheck.verify.go;

import org.jspecify.annotations.NullMarked;
