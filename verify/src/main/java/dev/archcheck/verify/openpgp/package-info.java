/**
 * OpenPGP certificates and detached signatures (RFC 9580; version 4 only). Every byte that is
 * hashed is a byte that stood in the file, and every refusal has its reason.
 */
@NullMarked
package dev.archcheck.verify.openpgp;

import org.jspecify.annotations.NullMarked;
